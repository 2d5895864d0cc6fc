import OpenAPISyntax

/// Reads a JSONPath query by the grammar of RFC 9535, appendix A.
struct JSONPathParser {
  typealias SyntaxError = JSONPath.SyntaxError

  /// How deep filters, parentheses and functions may be nested.
  static let maximumDepth = 100
  /// The largest position: 2^53 - 1, the largest exact integer of I-JSON (RFC 9535, section 2.1).
  private static let largestInteger = 9_007_199_254_740_991

  let bytes: [UInt8]
  var position = 0
  var depth = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The whole text: `$` and segments.
  mutating func query() throws(SyntaxError) -> [JSONPath.Segment] {
    guard take("$") else { throw failure("a JSONPath begins with `$`") }
    let segments = try self.segments()
    if position < bytes.count {
      throw failure(
        bytes.last.map(Self.isBlankSpace) == true && bytes[position...].allSatisfy(Self.isBlankSpace)
          ? "nothing may follow the path, not even blank space" : "expected `.` or `[` here")
    }
    return segments
  }

  // MARK: Segments

  /// The segments that follow, without the blank space after the last one.
  mutating func segments() throws(SyntaxError) -> [JSONPath.Segment] {
    var segments: [JSONPath.Segment] = []
    while true {
      let start = position
      skipBlankSpace()
      guard var segment = try segment() else {
        position = start
        return segments
      }
      segment.end = position
      segments.append(segment)
    }
  }

  private mutating func segment() throws(SyntaxError) -> JSONPath.Segment? {
    if next == UInt8(ascii: "[") { return JSONPath.Segment(isDescendant: false, selectors: try bracket()) }
    guard take(".") else { return nil }
    let isDescendant = take(".")
    if isDescendant, next == UInt8(ascii: "[") {
      return JSONPath.Segment(isDescendant: true, selectors: try bracket())
    }
    if take("*") { return JSONPath.Segment(isDescendant: isDescendant, selectors: [.wildcard]) }
    guard let name = shorthand() else {
      throw failure(
        isDescendant
          ? "a name, `*` or `[` must follow `..`"
          : "a name or `*` must follow the dot; a name with other characters is written as in ['x-y']")
    }
    return JSONPath.Segment(isDescendant: isDescendant, selectors: [.name(name)])
  }

  /// A name without quotes: letters, digits, `_` and characters beyond ASCII.
  private mutating func shorthand() -> [UInt8]? {
    let start = position
    while let byte = next, byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_") || byte >= 0x80 {
      if position == start, byte.isDigit { return nil }
      position += 1
    }
    return position == start ? nil : Array(bytes[start..<position])
  }

  private mutating func bracket() throws(SyntaxError) -> [JSONPath.Selector] {
    let start = position
    position += 1
    var selectors: [JSONPath.Selector] = []
    repeat {
      skipBlankSpace()
      selectors.append(try selector())
      skipBlankSpace()
    } while take(",")
    guard take("]") else {
      if position == bytes.count { throw SyntaxError(message: "this `[` is not closed", offset: start) }
      throw failure("expected `,` or `]` here")
    }
    return selectors
  }

  // MARK: Selectors

  private mutating func selector() throws(SyntaxError) -> JSONPath.Selector {
    switch next {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return .name(try string())
    case UInt8(ascii: "*"):
      position += 1
      return .wildcard
    case UInt8(ascii: "?"):
      position += 1
      skipBlankSpace()
      return .filter(try test())
    case let byte? where byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":") || byte.isDigit:
      return try indexOrSlice()
    default:
      throw failure("expected a name in quotes, a position, `*` or a filter that begins with `?`")
    }
  }

  private mutating func indexOrSlice() throws(SyntaxError) -> JSONPath.Selector {
    var start: Int?
    if next != UInt8(ascii: ":") {
      let index = try integer()
      let end = position
      skipBlankSpace()
      guard next == UInt8(ascii: ":") else {
        position = end
        return .index(index)
      }
      start = index
    }
    position += 1
    let end = try bound()
    var step = 1
    if take(":") { step = try bound() ?? 1 }
    return .slice(start: start, end: end, step: step)
  }

  /// The number after a colon, if there is one.
  private mutating func bound() throws(SyntaxError) -> Int? {
    skipBlankSpace()
    guard let byte = next, byte == UInt8(ascii: "-") || byte.isDigit else { return nil }
    let bound = try integer()
    skipBlankSpace()
    return bound
  }

  private mutating func integer() throws(SyntaxError) -> Int {
    let start = position
    let isNegative = take("-")
    let digits = position
    var value = 0
    while let byte = next, byte.isDigit {
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
      position += 1
      if value > Self.largestInteger {
        throw SyntaxError(message: "this number is too large", offset: start)
      }
    }
    if position == digits { throw failure("a digit must follow the minus sign") }
    if bytes[digits] == UInt8(ascii: "0"), position > digits + 1 || isNegative {
      throw SyntaxError(message: "a position has no leading zero, and zero no sign", offset: start)
    }
    return isNegative ? -value : value
  }

  // MARK: Strings

  /// A string in single or double quotes, with its escapes resolved.
  mutating func string() throws(SyntaxError) -> [UInt8] {
    let start = position
    let quote = bytes[position]
    position += 1
    var result: [UInt8] = []
    while let byte = next {
      if byte == quote {
        position += 1
        return result
      }
      if byte < 0x20 { throw failure("a control character must be escaped, as in \\u000a") }
      if byte == UInt8(ascii: "\\") {
        try escape(quote: quote, into: &result)
      } else {
        result.append(byte)
        position += 1
      }
    }
    throw SyntaxError(message: "this quote is not closed", offset: start)
  }

  private mutating func escape(quote: UInt8, into result: inout [UInt8]) throws(SyntaxError) {
    let start = position
    position += 1
    guard let letter = next else { throw SyntaxError(message: "nothing follows the backslash", offset: start) }
    position += 1
    switch letter {
    case quote, UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(letter)
    case UInt8(ascii: "b"): result.append(0x08)
    case UInt8(ascii: "f"): result.append(0x0C)
    case UInt8(ascii: "n"): result.append(UInt8(ascii: "\n"))
    case UInt8(ascii: "r"): result.append(UInt8(ascii: "\r"))
    case UInt8(ascii: "t"): result.append(UInt8(ascii: "\t"))
    case UInt8(ascii: "u"):
      var value = UInt32(try codeUnit(start))
      if UTF16.isLeadSurrogate(UInt16(value)), take("\\u") {
        let low = try codeUnit(start)
        guard UTF16.isTrailSurrogate(low) else {
          throw SyntaxError(message: "this escape is half of a surrogate pair", offset: start)
        }
        value = 0x10000 + ((value & 0x3FF) << 10) + UInt32(low & 0x3FF)
      }
      guard let scalar = Unicode.Scalar(value) else {
        throw SyntaxError(message: "this escape is half of a surrogate pair", offset: start)
      }
      result.append(contentsOf: Array(String(Character(scalar)).utf8))
    default: throw SyntaxError(message: "there is no such escape", offset: start)
    }
  }

  private mutating func codeUnit(_ start: Int) throws(SyntaxError) -> UInt16 {
    guard let unit = UInt16(exactly: JSONEscapes.hex(bytes, position)) else {
      throw SyntaxError(message: "four hexadecimal digits must follow \\u", offset: start)
    }
    position += 4
    return unit
  }

  // MARK: Bytes

  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// Moves past a text if it is next.
  mutating func take(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard position + count <= bytes.count else { return false }
    let isHere = text.withUTF8Buffer { buffer in
      buffer.elementsEqual(bytes[position..<(position + count)])
    }
    if isHere { position += count }
    return isHere
  }

  mutating func skipBlankSpace() {
    while let byte = next, Self.isBlankSpace(byte) { position += 1 }
  }

  private static func isBlankSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  func failure(_ message: String) -> SyntaxError { SyntaxError(message: message, offset: position) }
}
