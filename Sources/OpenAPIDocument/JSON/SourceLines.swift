/// The lines of a file, to name locations in it.
struct SourceLines: Sendable {
  /// The file's name, as the caller gave it.
  let file: String
  /// Where each line starts; the first after a byte order mark.
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

/// Where a value was written whose tree does not hold the JSON text it was read from.
struct JSONOrigin: Sendable {
  /// The key's offset in the source, `JSONOrigin.none` where there is no key.
  var key: UInt32
  /// The value's offset in the source.
  var value: UInt32
  /// Which of the tree's sources it is.
  var source: UInt32

  /// The offset of a key that is not there.
  static let none = UInt32.max
}

extension JSONParser.Failure {
  /// Reports the failure of a file that gets no tree.
  func report(in bytes: [UInt8], file: String, _ diagnostics: inout Diagnostics) {
    var lineStarts = [UInt32(JSONParser.startsWithByteOrderMark(bytes) ? 3 : 0)]
    var index = 0
    while index < offset, index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\n")
        || (byte == UInt8(ascii: "\r") && !(index < bytes.count && bytes[index] == UInt8(ascii: "\n")))
      {
        lineStarts.append(UInt32(index))
      }
    }
    diagnostics.add(
      Diagnostic(
        severity: .error, code: code, message: message, hint: hint,
        location: SourceLines(file: file, lineStarts: lineStarts).location(of: offset), pointer: "#"))
  }
}
