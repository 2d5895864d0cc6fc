import OpenAPISyntax

/// Reads JSON (RFC 8259) in one pass: grammar and UTF-8 are checked, nothing is copied.
///
/// An escape of a lone surrogate is grammatical (section 8.2), and texts that services truncate often end in one: it is
/// read as U+FFFD.
struct JSONParser {
  /// How deep containers may nest.
  static let maximumDepth = 256

  private struct Frame {
    var node: Int
    var count: UInt32
    var isObject: Bool
  }

  private let bytes: [UInt8]
  private var nodes: [JSONNode] = []
  private var position = 0
  private var stack: [Frame] = []
  /// How deep containers were nested so far.
  private var depth = 0

  private let largeTexts: Int
  private var nextLargeText = 0

  private init(_ bytes: [UInt8], largeTexts: Int) {
    self.bytes = bytes
    self.largeTexts = largeTexts
    // Enough for the densest usual documents; memory that is never written to costs nothing.
    nodes.reserveCapacity(bytes.count / 6 + 8)
  }

  /// The document's arena.
  static func parse(_ bytes: [UInt8], largeTexts: [LargeText] = []) throws(JSONError) -> JSONArena {
    guard bytes.count < JSONNode.maximumLength else {
      throw JSONError(path: "$", expected: "less than 256 MiB", found: "\(bytes.count) bytes")
    }
    var parser = JSONParser(bytes, largeTexts: largeTexts.count)
    try parser.run()
    return JSONArena(bytes: bytes, nodes: parser.nodes, depth: parser.depth, largeTexts: largeTexts)
  }

  private mutating func run() throws(JSONError) {
    if bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF { position = 3 }
    while true {
      if try value() { continue }
      // A value has ended: close the containers that end with it, or continue with the next value.
      while true {
        guard let frame = stack.last else {
          skipSpace()
          if position < bytes.count { throw failure("the end of the document") }
          return
        }
        stack[stack.count - 1].count = frame.count + 1
        skipSpace()
        guard position < bytes.count else { throw failure(frame.isObject ? "',' or '}'" : "',' or ']'") }
        let byte = bytes[position]
        if byte == 0x2C {
          position += 1
          if frame.isObject { try key() }
          break
        }
        guard byte == (frame.isObject ? 0x7D : 0x5D) else {
          throw failure(frame.isObject ? "',' or '}'" : "',' or ']'")
        }
        position += 1
        nodes[frame.node].close(end: nodes.count, count: Int(frame.count) + 1)
        stack.removeLast()
      }
    }
  }

  /// Reads a scalar or an empty container, or opens a container and returns true: its first value comes next.
  private mutating func value() throws(JSONError) -> Bool {
    skipSpace()
    guard position < bytes.count else { throw failure("a value") }
    switch bytes[position] {
    case 0x22: try string()
    case 0x7B:
      return try open(.object, end: 0x7D)
    case 0x5B:
      return try open(.array, end: 0x5D)
    case 0x74: try literal("true", 0x6575_7274, length: 4, .bool)
    case 0x66: try literal("false", 0x6573_6C61, length: 5, .bool)
    case 0x6E: try literal("null", 0x6C6C_756E, length: 4, .null)
    case 0x2D, 0x30...0x39: try number()
    default: throw failure("a value")
    }
    return false
  }

  private mutating func open(_ kind: JSONKind, end: UInt8) throws(JSONError) -> Bool {
    let index = nodes.count
    append(kind, from: position, length: 0)
    position += 1
    skipSpace()
    if position < bytes.count && bytes[position] == end {
      nodes[index].close(end: index + 1, count: 0)
      position += 1
      return false
    }
    guard stack.count < Self.maximumDepth else { throw failure("at most \(Self.maximumDepth) levels") }
    stack.append(Frame(node: index, count: 0, isObject: kind == .object))
    depth = max(depth, stack.count)
    if kind == .object { try key() }
    return true
  }

  private mutating func key() throws(JSONError) {
    skipSpace()
    guard position < bytes.count, bytes[position] == 0x22 else { throw failure("a member's name") }
    try string()
    skipSpace()
    guard position < bytes.count, bytes[position] == 0x3A else { throw failure("':'") }
    position += 1
  }

  private mutating func append(
    _ kind: JSONKind, from offset: Int, length: Int, isEscaped: Bool = false, isASCII: Bool = true
  ) {
    nodes.append(JSONNode(kind, offset: offset, length: length, isEscaped: isEscaped, isASCII: isASCII))
  }

  private mutating func skipSpace() {
    if position < bytes.count && bytes[position] > 0x20 { return }
    skipBlanks()
  }

  private mutating func skipBlanks() {
    var index = position
    while index < bytes.count {
      let byte = bytes[index]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { break }
      index += 1
    }
    position = index
  }

  /// Reads `true`, `false` or `null`, whose first letter has been seen, by comparing the last four letters at once.
  private mutating func literal(
    _ text: StaticString, _ last: UInt32, length: Int, _ kind: JSONKind
  ) throws(JSONError) {
    let start = position
    guard start + length <= bytes.count, Self.word(bytes, start + length - 4) == last else {
      throw brokenLiteral(text)
    }
    position = start + length
    append(kind, from: start, length: length)
  }

  /// Four bytes, the first lowest.
  private static func word(_ bytes: [UInt8], _ index: Int) -> UInt32 {
    UInt32(bytes[index]) | UInt32(bytes[index + 1]) &<< 8 | UInt32(bytes[index + 2]) &<< 16
      | UInt32(bytes[index + 3]) &<< 24
  }

  /// The error at the first letter that differs.
  private mutating func brokenLiteral(_ text: StaticString) -> JSONError {
    for byte in text.description.utf8 {
      guard position < bytes.count, bytes[position] == byte else { break }
      position += 1
    }
    return failure("'\(text)'")
  }

  private mutating func number() throws(JSONError) {
    let start = position
    var index = position
    let count = bytes.count
    if bytes[index] == 0x2D { index += 1 }
    let whole = index
    while index < count, bytes[index] >= 0x30 && bytes[index] <= 0x39 { index += 1 }
    position = index
    guard index > whole else { throw failure("a digit") }
    if bytes[whole] == 0x30 && index > whole + 1 { throw failure("a number without leading zeros") }
    if index < count && bytes[index] == 0x2E {
      index += 1
      let digits = index
      while index < count, bytes[index] >= 0x30 && bytes[index] <= 0x39 { index += 1 }
      position = index
      guard index > digits else { throw failure("a digit") }
    }
    if index < count && (bytes[index] == 0x65 || bytes[index] == 0x45) {
      index += 1
      if index < count && (bytes[index] == 0x2B || bytes[index] == 0x2D) { index += 1 }
      let digits = index
      while index < count, bytes[index] >= 0x30 && bytes[index] <= 0x39 { index += 1 }
      position = index
      guard index > digits else { throw failure("a digit") }
    }
    position = index
    append(.number, from: start, length: index - start)
  }

  private mutating func string() throws(JSONError) {
    let start = position + 1
    var scan = TextScan(from: start)
    while true {
      bytes.withUnsafeBufferPointer { scan.advance(in: $0) }
      let index = scan.index
      position = index
      guard index < bytes.count else { throw failure("'\"'") }
      let byte = bytes[index]
      if byte == 0x22 {
        append(.string, from: start, length: index - start, isEscaped: scan.isEscaped, isASCII: scan.isASCII)
        position = index + 1
        return
      }
      if byte == 0x5C {
        scan.isEscaped = true
        scan.index = try escape(index)
      } else if byte == LargeTextCollector.mark && index == start && nextLargeText < largeTexts {
        scan.isEscaped = true
        scan.index = try mark(index)
      } else if byte < 0x20 {
        throw failure("no control character in a string")
      } else {
        let length = UTF8Sequence.length(in: bytes, at: index)
        guard length > 0 else { throw failure("valid UTF-8") }
        scan.isASCII = false
        scan.index = index + length
      }
    }
  }

  /// Checks that the mark at `index` is one of the collector's, by its number: a document may contain the same control
  /// character by mistake.
  private mutating func mark(_ index: Int) throws(JSONError) -> Int {
    let end = bytes[index...].firstIndex(of: 0x22) ?? bytes.count
    guard String(decoding: bytes[(index + 1)..<end], as: UTF8.self) == "\(nextLargeText)" else {
      throw failure("no control character in a string")
    }
    nextLargeText += 1
    return end
  }

  /// Checks the escape at `index`, and returns the index after it.
  private mutating func escape(_ index: Int) throws(JSONError) -> Int {
    guard index + 1 < bytes.count else { throw failure("an escape") }
    switch bytes[index + 1] {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: return index + 2
    case 0x75:
      let high = JSONEscapes.hex(bytes, index + 2)
      guard high <= 0xFFFF else { throw failure("four hexadecimal digits") }
      return index + 6
    default: throw failure("an escape")
    }
  }

  private func failure(_ expected: String) -> JSONError {
    var line = 1
    var column = 1
    for byte in bytes[..<min(position, bytes.count)] {
      if byte == 0x0A {
        line += 1
        column = 1
      } else {
        column += 1
      }
    }
    let found: String
    if position >= bytes.count {
      found = "the end"
    } else if bytes[position] > 0x20 && bytes[position] < 0x7F {
      found = "'\(Unicode.Scalar(bytes[position]))'"
    } else {
      found = "byte \(bytes[position])"
    }
    return JSONError(path: "line \(line), column \(column)", expected: expected, found: found)
  }
}
