/// The lines of a file, for locations in it.
struct SourceLines: Sendable {
  /// The file's name, as the caller gave it.
  let file: String
  /// The byte that each line starts at; for the first one that after a byte order mark.
  let lineStarts: [UInt32]

  /// The line and column of a byte.
  func location(of offset: Int) -> FileLocation {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
    }
    return FileLocation(file: file, line: low + 1, column: max(offset - Int(lineStarts[low]), 0) + 1)
  }
}

/// Where a value was written, for trees whose bytes are not the JSON text that they were read from.
struct JSONOrigin: Sendable {
  /// The key's offset in the source; `JSONOrigin.none` if there is no key.
  var key: UInt32
  /// The value's offset in the source.
  var value: UInt32
  /// Which of the tree's sources it is.
  var source: UInt32

  /// The offset of a missing key.
  static let none = UInt32.max
}

extension JSONParser.Failure {
  static func tooLarge(_ byteCount: Int) -> Self {
    Self(
      code: "document-too-large", message: "The file has \(byteCount) bytes; at most 512 MiB can be read",
      hint: "split the document into several files", offset: 0)
  }

  static func invalidUTF8(at offset: Int) -> Self {
    Self(code: "invalid-utf8", message: "These bytes are not UTF-8", hint: "save the file in UTF-8", offset: offset)
  }

  /// Reports the failure at its line and column.
  func report(in bytes: [UInt8], file: String, _ diagnostics: inout Diagnostics) {
    var lineStarts = [UInt32(JSONParser.textStart(in: bytes))]
    for (index, byte) in bytes.prefix(offset).enumerated() {
      let isBeforeLineFeed = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")
      if byte == UInt8(ascii: "\n") || (byte == UInt8(ascii: "\r") && !isBeforeLineFeed) {
        lineStarts.append(UInt32(index) + 1)
      }
    }
    diagnostics.add(
      Diagnostic(
        severity: .error, code: code, message: message, hint: hint,
        location: SourceLines(file: file, lineStarts: lineStarts).location(of: offset), pointer: "#"))
  }
}
