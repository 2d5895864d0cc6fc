/// Paths as text, even if their bytes aren't UTF-8, as on old disks and in archives.
///
/// A byte that belongs to no character becomes a character of a private-use area; when the path is passed to the system
/// it becomes that byte again.
package enum PathBytes {
  /// The character that stands for the byte 0, in Unicode's last private-use area.
  private static let first: UInt32 = 0x10_F800

  /// The text of a path's bytes.
  package static func text(_ bytes: some Collection<UInt8>) -> String {
    let bytes = Array(bytes)
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var text = String.UnicodeScalarView()
    var index = 0
    while index < bytes.count {
      let scalar = (1...4).lazy.compactMap { length -> (Unicode.Scalar, Int)? in
        guard index + length <= bytes.count,
          let scalars = String(validating: bytes[index..<index + length], as: UTF8.self)?.unicodeScalars,
          scalars.count == 1, let scalar = scalars.first
        else { return nil }
        return (scalar, length)
      }.first
      if let (scalar, length) = scalar {
        text.append(scalar)
        index += length
      } else {
        if let scalar = Unicode.Scalar(first + UInt32(bytes[index])) { text.append(scalar) }
        index += 1
      }
    }
    return String(text)
  }

  /// The bytes of a path.
  package static func bytes(_ text: String) -> [UInt8] {
    guard text.unicodeScalars.contains(where: isByte) else { return Array(text.utf8) }
    return text.unicodeScalars.flatMap { scalar in
      isByte(scalar) ? [UInt8(truncatingIfNeeded: scalar.value - first)] : Array(String(scalar).utf8)
    }
  }

  /// The path as text to show or send, with the replacement character for bytes that belong to no character.
  package static func shown(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isByte) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { isByte($0) ? "\u{FFFD}" : $0 }))
  }

  /// Passes a path to the system.
  package static func withBytes<Result>(_ path: String, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    guard path.unicodeScalars.contains(where: isByte) else { return path.withCString(body) }
    let terminated = bytes(path).map { CChar(bitPattern: $0) } + [0]
    return terminated.withUnsafeBufferPointer { buffer in
      // The buffer has at least its terminating zero, so it has an address.
      buffer.baseAddress.map(body) ?? path.withCString(body)
    }
  }

  private static func isByte(_ scalar: Unicode.Scalar) -> Bool { (first + 0x80...first + 0xFF).contains(scalar.value) }
}
