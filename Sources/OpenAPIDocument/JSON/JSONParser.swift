import OpenAPISyntax

/// Reads JSON text into cells: one pass, no recursion, time and memory linear in the text.
///
/// The loops over the bytes of strings and white space index a local array and compare with local constants: the tool
/// runs as a build plugin without optimization, where an iterator and `UInt8(ascii:)` are calls for every byte.
struct JSONParser {
  /// Why the text is no JSON, and at which byte.
  struct Failure: Error {
    let code: String
    let message: String
    let hint: String?
    let offset: Int
  }

  /// Something to report about a value that was read all the same.
  struct Warning {
    enum Kind { case duplicateKey, loneSurrogate }
    let kind: Kind
    let cell: UInt32
  }

  private enum Expectation { case value, valueOrEnd, key, keyOrEnd, commaOrEnd }

  static let maximumSize = 1 << 29

  let bytes: [UInt8]
  let maximumDepth: Int
  private(set) var cells: [JSONCell] = []
  private(set) var keys = KeyTable.keywords
  private(set) var lineStarts: [UInt32] = []
  private(set) var warnings: [Warning] = []
  var position = 0
  private var pendingKey = KeyTable.none
  private var pendingKeyIsBroken = false
  /// For every key the object, numbered from 1, that had it last; finds duplicates when an object ends.
  private var lastHolder: [UInt32] = []
  private var objectNumber: UInt32 = 0

  init(bytes: [UInt8], maximumDepth: Int) {
    self.bytes = bytes
    self.maximumDepth = maximumDepth
  }

  static func startsWithByteOrderMark(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0xEF, 0xBB, 0xBF])
  }

  /// Reads the whole text.
  mutating func run() throws(Failure) {
    if bytes.count > JSONParser.maximumSize {
      throw Failure(
        code: "document-too-large",
        message: "The file has \(bytes.count) bytes; at most 512 MiB can be read",
        hint: "split the document into several files", offset: 0)
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw Failure(
        code: "invalid-utf8", message: "The file is in UTF-16", hint: "save the file in UTF-8", offset: 0)
    }
    if JSONParser.startsWithByteOrderMark(bytes) { position = 3 }
    lineStarts.append(UInt32(position))
    // Dense documents have a value for every 20 bytes or so. Growing by doubling would leave up to half unused, for as
    // long as the document lives.
    cells.reserveCapacity(bytes.count / 16 + 16)
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
          if depth > maximumDepth {
            throw Failure(
              code: "json-too-deep",
              message: "More than \(maximumDepth) arrays and objects stand in each other",
              hint: "move inner schemas to components and refer to them", offset: position)
          }
          let index = UInt32(cells.count)
          append(start: position, end: 0, parent: container, kind: opensObject ? JSONCell.object : JSONCell.array)
          container = index
          position += 1
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

  /// Writes the end into a container and marks members whose key came before in the same object.
  private mutating func close(_ container: UInt32) {
    let end = UInt32(cells.count)
    cells[Int(container)].end = end
    guard isObject(container), container + 1 < end else { return }
    objectNumber += 1
    lastHolder += repeatElement(0, count: keys.names.count - lastHolder.count)
    var member = container + 1
    while member < end {
      let cell = cells[Int(member)]
      let key = Int(cell.keyID)
      if lastHolder[key] == objectNumber {
        cells[Int(member)].isDuplicate = true
        warnings.append(Warning(kind: .duplicateKey, cell: member))
      } else {
        lastHolder[key] = objectNumber
      }
      member = cell.next(after: member)
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
    pendingKeyIsBroken = scan.hasLoneSurrogate
  }

  private mutating func readScalar(_ byte: UInt8, parent: UInt32) throws(Failure) {
    let start = position
    if pendingKeyIsBroken {
      warnings.append(Warning(kind: .loneSurrogate, cell: UInt32(cells.count)))
      pendingKeyIsBroken = false
    }
    switch byte {
    case UInt8(ascii: "\""):
      let scan = try scanString()
      if scan.hasLoneSurrogate { warnings.append(Warning(kind: .loneSurrogate, cell: UInt32(cells.count))) }
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
        code: "invalid-json", message: "Expected a value, but this word is none of true, false and null",
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
