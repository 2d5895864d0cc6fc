/// Reads JSON text into cells: one pass, no recursion, time and memory linear in the text.
///
/// Bytes are compared in plain loops over a local array: that is quick without optimisation too.
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

  private static let maximumSize = 1 << 29

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
        message: joined("The file has ", String(bytes.count), " bytes; at most 512 MiB can be read"),
        hint: "split the document into several files", offset: 0)
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw Failure(
        code: "invalid-utf8", message: "The file is in UTF-16", hint: "save the file in UTF-8", offset: 0)
    }
    if JSONParser.startsWithByteOrderMark(bytes) { position = 3 }
    lineStarts.append(UInt32(position))
    // Dense documents have a value for every 20 bytes or so; what isn't used takes no memory.
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
        var isAfterComma = false
        if case .key = expectation { isAfterComma = true }
        if byte == 0x7D, !isAfterComma { break }
        guard byte == 0x22 else {
          throw unexpected(byte, afterComma: isAfterComma, wanting: "a key in double quotes")
        }
        try readKey()
        skipWhitespace()
        guard position < bytes.count else { throw unexpectedEnd(isEmpty: false) }
        guard bytes[position] == 0x3A else { throw unexpected(bytes[position], wanting: "a colon after the key") }
        position += 1
        expectation = .value
        continue
      case .commaOrEnd:
        let isObject = isObject(container)
        if byte == 0x2C {
          position += 1
          expectation = isObject ? .key : .value
          continue
        }
        guard byte == (isObject ? 0x7D : 0x5D) else {
          throw unexpected(byte, wanting: isObject ? "a comma or the object's end" : "a comma or the array's end")
        }
      case .valueOrEnd:
        if byte == 0x5D { break }
        fallthrough
      case .value:
        let opensObject = byte == 0x7B
        if opensObject || byte == 0x5B {
          depth += 1
          if depth > maximumDepth {
            throw Failure(
              code: "json-too-deep",
              message: joined("More than ", String(maximumDepth), " arrays and objects stand in each other"),
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
    cells.append(
      JSONCell(
        start: UInt32(start), end: UInt32(end), parent: parent, meta: pendingKey | (kind &<< JSONCell.kindShift)))
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
    while lastHolder.count < keys.names.count { lastHolder.append(0) }
    var member = container + 1
    while member < end {
      let cell = cells[Int(member)]
      let key = Int(cell.meta & JSONCell.keyMask)
      if lastHolder[key] == objectNumber {
        cells[Int(member)].meta |= JSONCell.duplicateBit
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
    var index = position
    while index < count {
      let byte = bytes[index]
      if byte > 0x20 { break }
      if byte == 0x0A {
        lineStarts.append(UInt32(index) + 1)
      } else if byte != 0x20, byte != 0x0D, byte != 0x09 {
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
    var index = start
    var hash = KeyTable.hashSeed
    while index < count {
      let byte = bytes[index]
      if byte == 0x22 {
        pendingKey = keys.intern(bytes, from: start, to: index, hash: hash)
        position = index + 1
        return
      }
      if byte < 0x20 || byte == 0x5C || byte >= 0x80 { break }
      hash = (hash ^ UInt32(byte)) &* 16_777_619
      index += 1
    }
    let scan = try scanString()
    var decoded: [UInt8] = []
    if scan.hasEscapes {
      decoded = JSONEscapes.decode(bytes, from: start, to: position - 1)
    } else {
      decoded.append(contentsOf: bytes[start..<(position - 1)])
    }
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
    case 0x22:
      let bytes = self.bytes
      let count = bytes.count
      var index = start + 1
      while index < count {
        let byte = bytes[index]
        if byte == 0x22 {
          position = index + 1
          append(start: start, end: position, parent: parent, kind: JSONCell.string)
          return
        }
        if byte < 0x20 || byte == 0x5C || byte >= 0x80 { break }
        index += 1
      }
      let scan = try scanString()
      if scan.hasLoneSurrogate { warnings.append(Warning(kind: .loneSurrogate, cell: UInt32(cells.count))) }
      append(
        start: start, end: position, parent: parent,
        kind: scan.hasEscapes ? JSONCell.escapedString : JSONCell.string)
    case 0x2D, 0x30...0x39:
      try scanNumber()
      append(start: start, end: position, parent: parent, kind: JSONCell.number)
    case 0x74, 0x66:
      try scanWord(byte == 0x74 ? "true" : "false")
      append(start: start, end: position, parent: parent, kind: JSONCell.bool)
    case 0x6E:
      try scanWord("null")
      append(start: start, end: position, parent: parent, kind: JSONCell.null)
    default:
      throw unexpected(byte, afterComma: previousIsComma(), wanting: "a value")
    }
  }

  private func previousIsComma() -> Bool {
    var index = position - 1
    while index >= 0 {
      let byte = bytes[index]
      if byte == 0x2C { return true }
      if byte != 0x20, byte != 0x0A, byte != 0x0D, byte != 0x09 { return false }
      index -= 1
    }
    return false
  }

  private mutating func scanWord(_ word: String) throws(Failure) {
    let start = position
    var index = position
    for expected in word.utf8 {
      guard index < bytes.count, bytes[index] == expected else {
        throw Failure(
          code: "invalid-json", message: "Expected a value, but this word is none of true, false and null",
          hint: "write text in double quotes", offset: start)
      }
      index += 1
    }
    position = index
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
    _ = skip(0x2D)
    let firstDigit = index
    let integerDigits = digits()
    if integerDigits == 0 { throw failure("A minus sign must be followed by a digit") }
    if integerDigits > 1, bytes[firstDigit] == 0x30 { throw failure("A number must not start with 0") }
    if skip(0x2E), digits() == 0 { throw failure("A decimal point must be followed by a digit") }
    if skip(0x65) || skip(0x45) {
      if !skip(0x2B) { _ = skip(0x2D) }
      if digits() == 0 { throw failure("An exponent must have a digit") }
    }
    position = index
  }
}
