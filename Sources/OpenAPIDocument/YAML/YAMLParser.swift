import OpenAPISyntax

/// Reads YAML 1.2 into the cells of a tree: one pass, no recursion, time and memory linear in the text.
///
/// The open collections stand on a stack of frames, each read further by one step: an entry of a block collection, or
/// an entry of a flow collection. Scalars that stand in the source as they are stay there; others (folded, escaped)
/// are put together in `texts`, whose offsets continue those of the source.
struct YAMLParser {
  typealias Failure = JSONParser.Failure

  /// Something to report about a value that was read all the same.
  struct Warning {
    let code: String
    let message: String
    let hint: String
    var cell: UInt32
  }

  /// An open collection.
  struct Frame {
    enum Kind { case blockObject, blockArray, flowObject, flowArray, flowPair }
    let kind: Kind
    /// In block style the column of its entries, in flow style the least indentation of its lines.
    let indent: Int
    let cell: UInt32
    /// Where it was opened.
    let offset: Int
    /// In flow style, whether an entry was read and no comma after it.
    var isAfterEntry = false
    /// Whether a key `<<` asks for the members of other objects.
    var merges = false
  }

  /// What an anchor names.
  struct Anchored {
    var cell: UInt32
    /// A key's text, which has no cell of its own.
    var key: Scalar?
  }

  /// How many values aliases and merge keys may add to a document.
  static let maximumExpansion = 2_000_000

  /// The text, with zeros behind it so that looking ahead needs no check.
  private(set) var source: [UInt8]
  /// The number of bytes without the zeros.
  let count: Int
  let maximumDepth: Int
  private let lineStarts: [UInt32]
  var writer = CellWriter()
  /// Texts that don't stand in the source as they are.
  var texts: [UInt8] = []
  private(set) var warnings: [Warning] = []
  var stack: [Frame] = []

  var position: Int
  /// Where the line starts, and where its first byte that is no blank stands.
  var lineStart = 0
  var lineHead = 0
  /// How many spaces the line starts with, tabs and what follows them not counted.
  var lineIndent = 0

  var pendingKey = KeyTable.none
  var pendingKeyOffset = JSONOrigin.none
  /// The anchors of the document by name, and all that were set, in the order of their cells.
  var anchors: [String: Int] = [:]
  var anchorList: [Anchored] = []
  var tagHandles: [String: String] = [:]
  var expansion = 0

  /// Starts at the first byte after a byte order mark.
  init(_ source: consuming YAMLSource, maximumDepth: Int) {
    count = source.count
    lineStarts = source.lineStarts
    self.maximumDepth = maximumDepth
    position = source.start
    self.source = source.takeBytes()
    // Dense documents have a value for every 20 bytes or so.
    writer.reserve(count / 20 + 16)
    startLine()
  }

  // MARK: Documents

  /// Reads the next document of the stream into the cells.
  ///
  /// - Returns: whether there was one.
  mutating func readDocument() throws(Failure) -> Bool {
    anchors = [:]
    anchorList = []
    guard let isMarked = try readPrefix() else { return false }
    try readBlockNode(parent: -1, after: isMarked ? .documentMarker : .nothing)
    while let frame = stack.last {
      switch frame.kind {
      case .blockObject: try readNextMember(of: frame)
      case .blockArray: try readNextElement(of: frame)
      case .flowObject, .flowArray, .flowPair: try readNextEntry(of: frame)
      }
    }
    skipToToken()
    if !isAtEnd, !isAtMarker { throw unexpectedRest() }
    return true
  }

  /// Refuses a second document; one that is empty takes nothing away.
  mutating func checkEnd() throws(Failure) {
    guard let isMarked = try readPrefix() else { return }
    let offset = isMarked ? position - 3 : position
    skipToToken()
    if isMarked, isAtEnd { return }
    throw Failure(
      code: "several-documents", message: "A second document starts here; a file must hold one",
      hint: "put it into a file of its own, or remove the --- if it belongs to the first", offset: offset)
  }

  /// The tree of the document that was read; the next one starts with none.
  ///
  /// Unless there is a next one, the text goes over into the tree.
  mutating func takeTree(file: String, isLast: Bool, _ diagnostics: inout Diagnostics) -> JSONTree {
    var bytes = source
    if isLast { source = [] }
    bytes += texts
    let tree = JSONTree(
      file: file, bytes: bytes, cells: writer.cells, keys: writer.keys,
      sources: [SourceLines(file: file, lineStarts: lineStarts)], origins: writer.origins)
    for warning in warnings {
      diagnostics.warning(
        warning.code, warning.message, at: JSONNode(tree: tree, index: warning.cell), hint: warning.hint)
    }
    writer = CellWriter()
    texts = []
    warnings = []
    expansion = 0
    return tree
  }

  /// Moves past comments, directives and markers to where a document starts.
  ///
  /// - Returns: whether it starts behind `---`; nil where no document follows.
  private mutating func readPrefix() throws(Failure) -> Bool? {
    tagHandles = [:]
    var directive: Int?
    var hasVersion = false
    while true {
      skipToToken()
      if !isAtEnd, position == lineStart, source[position] == UInt8(ascii: "%") {
        directive = position
        try readDirective(&hasVersion)
        continue
      }
      if isAtMarker, source[position] == UInt8(ascii: "-") {
        position += 3
        return true
      }
      if let directive {
        throw Failure(
          code: "invalid-yaml", message: "A directive must be followed by a document that starts with ---",
          hint: "write --- on the line after it", offset: directive)
      }
      if isAtEnd { return nil }
      if isAtMarker {
        position += 3
        let line = lineStart
        skipToToken()
        if line == lineStart, !isAtEnd { throw unexpectedRest() }
        continue
      }
      if source[position] == 0xEF, source[position + 1] == 0xBB, source[position + 2] == 0xBF {
        position += 3
        lineStart = position
        startLine()
        continue
      }
      return false
    }
  }

  // MARK: Lines

  /// Whether all of the text was read.
  var isAtEnd: Bool { position >= count }

  /// Whether the marker of a document's start or end stands at the position.
  var isAtMarker: Bool {
    guard position == lineStart else { return false }
    let byte = source[position]
    return (byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")) && source[position + 1] == byte
      && source[position + 2] == byte
      && isBlankOrBreak(source[position + 3])
  }

  /// Whether the position is that of the first byte of its line that is no blank.
  var isFirstOnLine: Bool { position == lineHead }

  /// Whether a tab is among the blanks that the line starts with.
  var hasTabInIndent: Bool { lineHead > lineStart + lineIndent }

  /// Whether a byte parts tokens: a space, a tab, a line break, or the zero behind the end.
  func isBlankOrBreak(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\t")
      || byte == 0
  }

  func isBreak(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

  /// Looks at the blanks of the line that starts at the position, and moves past them.
  mutating func startLine() {
    let source = self.source
    var index = position
    lineStart = index
    while source[index] == UInt8(ascii: " ") { index += 1 }
    lineIndent = index - lineStart
    while source[index] == UInt8(ascii: "\t") || source[index] == UInt8(ascii: " ") { index += 1 }
    lineHead = index
    position = index
  }

  /// Moves past the line break at the position and the blanks of the line that follows.
  mutating func nextLine() {
    position += source[position] == UInt8(ascii: "\r") && source[position + 1] == UInt8(ascii: "\n") ? 2 : 1
    startLine()
  }

  /// Moves past blanks.
  mutating func skipBlanks() {
    let source = self.source
    var index = position
    while source[index] == UInt8(ascii: " ") || source[index] == UInt8(ascii: "\t") { index += 1 }
    position = index
  }

  /// Moves past blanks, comments and line breaks.
  mutating func skipToToken() {
    while true {
      skipBlanks()
      let byte = source[position]
      if byte == UInt8(ascii: "#") {
        // What follows a token at once is no comment.
        guard
          position == lineHead || source[position - 1] == UInt8(ascii: " ")
            || source[position - 1] == UInt8(ascii: "\t")
        else { return }
        skipToBreak()
      } else if byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") {
        return
      }
      if isAtEnd { return }
      nextLine()
    }
  }

  private mutating func skipToBreak() {
    let source = self.source
    var index = position
    while source[index] != UInt8(ascii: "\n"), source[index] != UInt8(ascii: "\r"), source[index] != 0 { index += 1 }
    position = index
  }

  // MARK: Cells

  /// Appends a scalar with the pending key.
  mutating func append(_ kind: UInt32, start: Int, end: Int, offset: Int) {
    append(kind, start: UInt32(start), end: UInt32(end), offset: offset)
  }

  /// Opens a collection with the pending key.
  mutating func open(
    _ kind: Frame.Kind, indent: Int, at offset: Int, _ properties: NodeProperties
  ) throws(Failure) {
    if stack.count >= maximumDepth {
      throw Failure(
        code: "yaml-too-deep", message: "More than \(maximumDepth) arrays and objects stand in each other",
        hint: "move inner schemas to components and refer to them", offset: offset)
    }
    let isArray = kind == .blockArray || kind == .flowArray
    let cell = writer.nextIndex
    note(properties, cell: cell)
    if let tag = properties.tag { try checkCollection(tag, isArray: isArray, cell: cell) }
    append(isArray ? JSONCell.array : JSONCell.object, start: 0, end: 0, offset: offset)
    stack.append(Frame(kind: kind, indent: indent, cell: cell, offset: offset))
  }

  /// Closes the innermost collection.
  mutating func close() throws(Failure) {
    guard let frame = stack.popLast() else { return }
    if frame.merges { try merge(frame) }
    for cell in writer.close(frame.cell) {
      let name = writer.keys.names[Int(writer.cells[Int(cell)].keyID)]
      warn(
        "duplicate-key", "The key \"\(name)\" appears twice in this object; the first one is used",
        hint: "remove or rename one of them", cell: cell)
    }
  }

  private mutating func append(_ kind: UInt32, start: UInt32, end: UInt32, offset: Int) {
    writer.append(
      JSONCell(
        start: start, end: end, parent: stack.last?.cell ?? 0, key: pendingKey, kind: kind),
      JSONOrigin(key: pendingKeyOffset, value: UInt32(offset), source: 0))
    pendingKey = KeyTable.none
    pendingKeyOffset = JSONOrigin.none
  }

  mutating func warn(_ code: String, _ message: String, hint: String, cell: UInt32) {
    warnings.append(Warning(code: code, message: message, hint: hint, cell: cell))
  }

  /// Gives the warnings about cells from a number on other cells.
  mutating func moveWarnings(after cell: UInt32, _ newIndex: (UInt32) -> UInt32) {
    var index = warnings.count
    while index > 0, warnings[index - 1].cell > cell {
      index -= 1
      warnings[index].cell = newIndex(warnings[index].cell)
    }
  }

  // MARK: Failures

  func failure(_ message: String, hint: String?, at offset: Int) -> Failure {
    Failure(code: "invalid-yaml", message: message, hint: hint, offset: offset)
  }

  /// The failure of a line that is indented like nothing above it.
  func wrongIndent(_ message: String) -> Failure {
    if hasTabInIndent { return tabAsIndent() }
    return failure(
      message, hint: "what belongs together starts at the same column; what belongs to a key stands deeper than it",
      at: position)
  }

  func tabAsIndent() -> Failure {
    failure(
      "This line is indented by a tab, where only spaces are allowed", hint: "replace the tabs by spaces",
      at: lineStart + lineIndent)
  }

  /// The failure of text that follows a finished value.
  func unexpectedRest() -> Failure {
    let byte = source[position]
    if byte == UInt8(ascii: "#") {
      return failure("A comment must be set off by a space", hint: "write a space before the #", at: position)
    }
    if isFirstOnLine {
      return wrongIndent("This line is indented like nothing above it, or follows a value that has ended")
    }
    if byte == UInt8(ascii: ":") {
      return failure(
        "A key must stand on one line", hint: "put the text in quotes if the colon belongs to it", at: position)
    }
    return failure(
      "Here the value has ended, but more text follows: \(byte.displayName)",
      hint: "put the whole text in quotes, or write what follows on a line of its own", at: position)
  }
}
