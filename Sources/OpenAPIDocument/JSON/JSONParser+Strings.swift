import OpenAPISyntax

extension JSONParser {
  /// What a scan of a string found.
  struct StringScan {
    var hasEscapes = false
    var hasLoneSurrogate = false
  }

  /// Checks the string that starts at the position, and moves past it.
  mutating func scanString() throws(Failure) -> StringScan {
    let bytes = self.bytes
    let count = bytes.count
    let (quote, backslash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))
    let start = position
    var index = start + 1
    var scan = StringScan()
    while index < count {
      let byte = bytes[index]
      if byte == quote {
        position = index + 1
        return scan
      }
      if byte < 0x20 {
        if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
          throw Failure(
            code: "invalid-json", message: "A string must end on its line",
            hint: "close the quotes, or write a line break as \\n", offset: start)
        }
        throw Failure(
          code: "invalid-json", message: "A control character must be escaped in a string",
          hint: "write it as \\u00\(byte.twoHexDigits)", offset: index)
      }
      if byte >= 0x80 {
        let length = UTF8Sequence.length(in: bytes, at: index)
        if length == 0 { throw .invalidUTF8(at: index) }
        index += length
      } else if byte == backslash {
        scan.hasEscapes = true
        index = try scanEscape(at: index, into: &scan)
      } else {
        index += 1
      }
    }
    throw Failure(
      code: "invalid-json", message: "This string has no end", hint: "close it with a double quote", offset: start)
  }

  private func scanEscape(at offset: Int, into scan: inout StringScan) throws(Failure) -> Int {
    let letter: UInt8 = offset + 1 < bytes.count ? bytes[offset + 1] : 0
    switch letter {
    case _ where "\"\\/bfnrt".utf8.contains(letter):
      return offset + 2
    case UInt8(ascii: "u"):
      guard let unit = UInt16(exactly: JSONEscapes.hex(bytes, offset + 2)) else {
        throw Failure(
          code: "invalid-json", message: "\\u must be followed by four hexadecimal digits", hint: nil, offset: offset)
      }
      if UTF16.isTrailSurrogate(unit) { scan.hasLoneSurrogate = true }
      guard UTF16.isLeadSurrogate(unit) else { return offset + 6 }
      if offset + 7 < bytes.count, bytes[offset + 6] == UInt8(ascii: "\\"), bytes[offset + 7] == UInt8(ascii: "u"),
        let low = UInt16(exactly: JSONEscapes.hex(bytes, offset + 8)), UTF16.isTrailSurrogate(low)
      {
        return offset + 12
      }
      scan.hasLoneSurrogate = true
      return offset + 6
    default:
      throw Failure(
        code: "invalid-json", message: "JSON has no such escape in strings",
        hint: "the escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX; a backslash itself is \\\\",
        offset: offset)
    }
  }

  /// The failure of a text that stops too early.
  func unexpectedEnd(isEmpty: Bool) -> Failure {
    if isEmpty {
      return Failure(
        code: "invalid-json", message: "The file is empty", hint: "it must hold a JSON value", offset: bytes.count)
    }
    return Failure(
      code: "invalid-json", message: "The file ends inside an array or object",
      hint: "close what was opened, or get the whole file again", offset: bytes.count)
  }

  /// The failure of an unexpected byte; hints name the usual mistakes.
  func unexpected(_ byte: UInt8, afterComma: Bool = false, wanting: String) -> Failure {
    let hint: String?
    switch byte {
    case UInt8(ascii: "}") where afterComma, UInt8(ascii: "]") where afterComma: hint = "remove the comma before it"
    case UInt8(ascii: "'"): hint = "JSON strings are in double quotes"
    case UInt8(ascii: "/"), UInt8(ascii: "#"): hint = "JSON has no comments"
    case UInt8(ascii: "\""): hint = "a comma may be missing before it"
    default: hint = cells.isEmpty ? "this is not JSON" : nil
    }
    return Failure(
      code: "invalid-json", message: "Expected \(wanting), found \(byte.displayName)", hint: hint,
      offset: position)
  }
}
