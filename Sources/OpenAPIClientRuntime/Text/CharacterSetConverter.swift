#if canImport(Darwin)
  import Foundation
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The system's conversions from and to Unicode.
enum CharacterSetConverter {
  /// The text of bytes in the first of the character sets in which they are valid.
  static func decode(_ bytes: [UInt8], names: [String], label: String) throws(CharacterSetError) -> String {
    for name in names {
      if case .converted(let bytes) = try convert(bytes, from: name, to: "UTF-8", label: label) {
        return String(decoding: bytes, as: UTF8.self)
      }
    }
    throw CharacterSetError("the text is not \(label)")
  }

  /// The bytes of a text in the first of the character sets; the others are only for reading.
  static func encode(_ text: String, names: [String], label: String) throws(CharacterSetError) -> [UInt8] {
    switch try convert(Array(text.utf8), from: "UTF-8", to: names.first ?? label, label: label) {
    case .converted(let bytes): return bytes
    case .stopped(let position):
      guard let scalar = scalar(at: position, of: text) else {
        throw CharacterSetError("the text can't be written in \(label)")
      }
      throw CharacterSetError(missing: scalar, in: label)
    }
  }

  private static func scalar(at position: Int, of text: String) -> Unicode.Scalar? {
    let index = text.utf8.index(text.startIndex, offsetBy: position, limitedBy: text.endIndex) ?? text.endIndex
    return index < text.endIndex ? text.unicodeScalars[index] : nil
  }

  private enum Outcome {
    case converted([UInt8])
    /// The position of the first byte that can't be converted.
    case stopped(Int)
  }

  #if canImport(Darwin)
    // Core Foundation knows the labels better than the names of `iconv`.
    private static func encoding(_ name: String, _ label: String) -> String.Encoding? {
      if name == "UTF-8" { return .utf8 }
      let encoding = CFStringConvertIANACharSetNameToEncoding(label as CFString)
      guard encoding != kCFStringEncodingInvalidId else { return nil }
      return String.Encoding(rawValue: CFStringConvertEncodingToNSStringEncoding(encoding))
    }

    private static func convert(
      _ bytes: [UInt8], from source: String, to target: String, label: String
    ) throws(CharacterSetError) -> Outcome {
      guard let from = encoding(source, label), let to = encoding(target, label) else {
        throw CharacterSetError("the system doesn't know the character set '\(label)'")
      }
      guard let text = String(data: Data(bytes), encoding: from) else { return .stopped(0) }
      if let data = text.data(using: to, allowLossyConversion: false) { return .converted([UInt8](data)) }
      let position = text.unicodeScalars.firstIndex { String($0).data(using: to, allowLossyConversion: false) == nil }
      return .stopped(position.map { text.utf8.distance(from: text.startIndex, to: $0) } ?? 0)
    }
  #elseif canImport(Glibc) || canImport(Musl)
    private static func convert(
      _ bytes: [UInt8], from source: String, to target: String, label: String
    ) throws(CharacterSetError) -> Outcome {
      guard let converter = iconv_open(target, source), Int(bitPattern: converter) != -1 else {
        throw CharacterSetError(
          "the system doesn't know the character set '\(label)' (\(source) to \(target)); install its iconv modules")
      }
      defer { iconv_close(converter) }
      var result: [UInt8] = []
      var input = bytes.map { CChar(bitPattern: $0) }
      let position = input.withUnsafeMutableBufferPointer { input -> Int? in
        var next = input.baseAddress
        var left = input.count
        var isFlushing = false
        var buffer = [CChar](repeating: 0, count: max(64, min(bytes.count * 2, 65_536)))
        while true {
          let (status, count) = buffer.withUnsafeMutableBufferPointer { buffer -> (Int32, Int) in
            var out = buffer.baseAddress
            var room = buffer.count
            // The last call, without input, writes the bytes that return to the initial shift state.
            let converted =
              isFlushing ? iconv(converter, nil, nil, &out, &room) : iconv(converter, &next, &left, &out, &room)
            return (converted == -1 ? errno : 0, buffer.count - room)
          }
          result += buffer[..<count].lazy.map { UInt8(bitPattern: $0) }
          if status == 0 {
            if isFlushing { return nil }
            isFlushing = true
          } else if status != E2BIG {
            return input.count - left
          }
        }
      }
      if let position { return .stopped(position) }
      return .converted(result)
    }
  #else
    private static func convert(
      _ bytes: [UInt8], from source: String, to target: String, label: String
    ) throws(CharacterSetError) -> Outcome {
      throw CharacterSetError("the character set '\(label)' can't be converted on this system")
    }
  #endif
}
