import OpenAPISyntax

/// Reads JSON text into cells: one pass, no recursion, time and memory linear in the text.
///
/// The loops over the bytes of strings and white space index a local array and compare with local constants: build
/// plugins run the tool without optimization, where an iterator and `UInt8(ascii:)` are calls for every byte.
struct JSONParser {
  /// Why the text is not JSON or YAML, and at which byte.
  struct Failure: Error {
    let code: String
    let message: String
    let hint: String?
    let offset: Int
  }

  private enum Expectation { case value, valueOrEnd, key, keyOrEnd, commaOrEnd }

  static let maximumSize = 1 << 29

  let bytes: [UInt8]
  let maximumDepth: Int
  private(set) var cells: [JSONCell] = []
  private(set) var keys = KeyTable.keywords
  private(set) var lineStarts: [UInt32] = []
  private(set) var warnings: [ParserWarning] = []
  var position = 0
  private var pendingKey = KeyTable.none
  private var pendingKeyHasLoneSurrogate = false
  private var repeatedKeys = RepeatedKeys()

  init(bytes: [UInt8], maximumDepth: Int) {
    self.bytes = bytes
    self.maximumDepth = maximumDepth
  }

  /// Where the text starts: after a byte order mark of UTF-8, if there is one.
  static func textStart(in bytes: [UInt8]) -> Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

  /// Reads the whole text.
  mutating func run() throws(Failure) {
    try start()
    var expectation = Expectation.value
    var container: UInt32 = 0
    var depth = 0
    while true {
      skipWhitespace()
      guard position < bytes.count else { throw unexpectedEnd(isEmpty: cells.isEmpty) }
      let byte = bytes[position]
      switch expectation {
      case .key, .keyOrEnd:
        let isAfterComma = expectation == .key
        if byte == UInt8(ascii: "}"), !isAfterComma { break }
        try readKeyAndColon(byte, isAfterComma: isAfterComma)
        expectation = .value
        continue
      case .commaOrEnd:
        let isObject = isObject(container)
        if byte == UInt8(ascii: ",") {
          position += 1
          expectation = isObject ? .key : .value
          continue
        }
        guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
          throw unexpected(byte, wanting: isObject ? "a comma or the object's end" : "a comma or the array's end")
        }
      case .valueOrEnd:
        if byte == UInt8(ascii: "]") { break }
        fallthrough
      case .value:
        let opensObject = byte == UInt8(ascii: "{")
        if opensObject || byte == UInt8(ascii: "[") {
          depth += 1
          try open(&container, isObject: opensObject, depth: depth)
          expectation = opensObject ? .keyOrEnd : .valueOrEnd
          continue
        }
        try readScalar(byte, parent: container)
        if depth == 0 { return try finish() }
        expectation = .commaOrEnd
        continue
      }
      // The container ends here.
      position += 1
      close(container)
      depth -= 1
      if depth == 0 { return try finish() }
      container = cells[Int(container)].parent
      expectation = .commaOrEnd
    }
  }

  /// Checks size and encoding, and moves past a byte order mark.
  private mutating func start() throws(Failure) {
    if bytes.count > JSONParser.maximumSize { throw .tooLarge(bytes.count) }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw Failure(
        code: "invalid-utf8", message: "The file is in UTF-16", hint: "save the file in UTF-8", offset: 0)
    }
    position = JSONParser.textStart(in: bytes)
    lineStarts.append(UInt32(position))
    // Dense documents have a value for every 20 bytes or so. Growing by doubling would leave up to half unused, for as
    // long as the document lives.
    cells.reserveCapacity(bytes.count / 16 + 16)
  }

  private mutating func finish() throws(Failure) {
    skipWhitespace()
    if position < bytes.count {
      throw Failure(
        code: "invalid-json", message: "There is more text after the end of the JSON value",
        hint: "a file holds one JSON value; remove what follows it", offset: position)
    }
  }

  private mutating func append(start: Int, end: Int, parent: UInt32, kind: UInt32) {
    cells.append(JSONCell(start: UInt32(start), end: UInt32(end), parent: parent, key: pendingKey, kind: kind))
    pendingKey = KeyTable.none
  }

  private func isObject(_ index: UInt32) -> Bool {
    cells[Int(index)].kind == JSONCell.object
  }

  /// Appends an array or object, and makes it the innermost container.
  private mutating func open(_ container: inout UInt32, isObject: Bool, depth: Int) throws(Failure) {
    if depth > maximumDepth {
      throw Failure(
        code: "json-too-deep", message: "Arrays and objects are nested more than \(maximumDepth) deep",
        hint: "move inner schemas to components and refer to them", offset: position)
    }
    let index = UInt32(cells.count)
    append(start: position, end: 0, parent: container, kind: isObject ? JSONCell.object : JSONCell.array)
    container = index
    position += 1
  }

  /// Writes the end into a container and reports members that repeat a key.
  private mutating func close(_ container: UInt32) {
    cells[Int(container)].end = UInt32(cells.count)
    for member in repeatedKeys.mark(in: container, of: &cells, keyCount: keys.names.count) {
      warnings.append(.duplicateKey(keys.names[Int(cells[Int(member)].keyID)], cell: member))
    }
  }

  private mutating func skipWhitespace() {
    let bytes = self.bytes
    let count = bytes.count
    let (space, lineFeed) = (UInt8(ascii: " "), UInt8(ascii: "\n"))
    let (carriageReturn, tab) = (UInt8(ascii: "\r"), UInt8(ascii: "\t"))
    var index = position
    while index < count {
      let byte = bytes[index]
      if byte == lineFeed {
        lineStarts.append(UInt32(index) + 1)
      } else if byte != space, byte != carriageReturn, byte != tab {
        break
      }
      index += 1
    }
    position = index
  }

  private mutating func readKeyAndColon(_ byte: UInt8, isAfterComma: Bool) throws(Failure) {
    guard byte == UInt8(ascii: "\"") else {
      throw unexpected(byte, afterComma: isAfterComma, wanting: "a key in double quotes")
    }
    try readKey()
    skipWhitespace()
    guard position < bytes.count else { throw unexpectedEnd(isEmpty: false) }
    guard bytes[position] == UInt8(ascii: ":") else {
      throw unexpected(bytes[position], wanting: "a colon after the key")
    }
    position += 1
  }

  private mutating func readKey() throws(Failure) {
    let start = position + 1
    let bytes = self.bytes
    let count = bytes.count
    let (quote, backslash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))
    var index = start
    var hash = KeyTable.hashSeed
    // Nearly all keys are printable ASCII: those are hashed on the way.
    while index < count {
      let byte = bytes[index]
      if byte == quote {
        pendingKey = keys.intern(bytes, from: start, to: index, hash: hash)
        position = index + 1
        return
      }
      if byte < 0x20 || byte == backslash || byte >= 0x80 { break }
      hash = KeyTable.hash(hash, byte)
      index += 1
    }
    let scan = try scanString()
    let content = bytes[start..<(position - 1)]
    let decoded = scan.hasEscapes ? content.withUnsafeBufferPointer(JSONEscapes.bytes) : Array(content)
    pendingKey = keys.intern(decoded, from: 0, to: decoded.count, hash: KeyTable.hash(of: decoded))
    pendingKeyHasLoneSurrogate = scan.hasLoneSurrogate
  }

  private mutating func readScalar(_ byte: UInt8, parent: UInt32) throws(Failure) {
    let start = position
    if pendingKeyHasLoneSurrogate {
      warnings.append(.loneSurrogate(cell: UInt32(cells.count)))
      pendingKeyHasLoneSurrogate = false
    }
    switch byte {
    case UInt8(ascii: "\""):
      let scan = try scanString()
      if scan.hasLoneSurrogate { warnings.append(.loneSurrogate(cell: UInt32(cells.count))) }
      append(
        start: start, end: position, parent: parent,
        kind: scan.hasEscapes ? JSONCell.escapedString : JSONCell.string)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      try scanNumber()
      append(start: start, end: position, parent: parent, kind: JSONCell.number)
    case UInt8(ascii: "t"), UInt8(ascii: "f"):
      try scanWord(byte == UInt8(ascii: "t") ? "true" : "false")
      append(start: start, end: position, parent: parent, kind: JSONCell.bool)
    case UInt8(ascii: "n"):
      try scanWord("null")
      append(start: start, end: position, parent: parent, kind: JSONCell.null)
    default:
      throw unexpected(byte, afterComma: previousIsComma(), wanting: "a value")
    }
  }

  private func previousIsComma() -> Bool {
    bytes[..<position].last { !" \n\r\t".utf8.contains($0) } == UInt8(ascii: ",")
  }

  private mutating func scanWord(_ word: String) throws(Failure) {
    guard bytes[position...].starts(with: word.utf8) else {
      throw Failure(
        code: "invalid-json", message: "Expected a value, but this word is not true, false or null",
        hint: "write text in double quotes", offset: position)
    }
    position += word.utf8.count
  }

  private mutating func scanNumber() throws(Failure) {
    let bytes = self.bytes
    let count = bytes.count
    let start = position
    var index = position
    func digits() -> Int {
      let first = index
      while index < count, bytes[index].isDigit { index += 1 }
      return index - first
    }
    func skip(_ byte: UInt8) -> Bool {
      guard index < count, bytes[index] == byte else { return false }
      index += 1
      return true
    }
    func failure(_ message: String) -> Failure {
      Failure(code: "invalid-json", message: message, hint: "write numbers as in 12, -0.5 or 1e6", offset: start)
    }
    _ = skip(UInt8(ascii: "-"))
    let firstDigit = index
    let integerDigits = digits()
    if integerDigits == 0 { throw failure("A minus sign must be followed by a digit") }
    if integerDigits > 1, bytes[firstDigit] == UInt8(ascii: "0") { throw failure("A number must not start with 0") }
    if skip(UInt8(ascii: ".")), digits() == 0 { throw failure("A decimal point must be followed by a digit") }
    if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
      if !skip(UInt8(ascii: "+")) { _ = skip(UInt8(ascii: "-")) }
      if digits() == 0 { throw failure("An exponent must have a digit") }
    }
    position = index
  }
}
