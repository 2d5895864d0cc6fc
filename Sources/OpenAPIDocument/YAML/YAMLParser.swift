import OpenAPISyntax

/// Reads YAML 1.2 into the cells of a tree: one pass, no recursion, time and memory linear in the text.
///
/// Open collections are on a stack of frames; each step reads one entry of the innermost one. Scalars whose content is
/// in the source stay there; others (folded, escaped) are assembled in `texts`, whose offsets continue those of the
/// source.
///
/// A blank is a space or a tab.
struct YAMLParser {
  typealias Failure = JSONParser.Failure

  /// An open collection.
  struct Frame {
    enum Kind { case blockObject, blockArray, flowObject, flowArray, flowPair }
    let kind: Kind
    /// In block style the column of its entries, in flow style the least indentation of its lines; from 0.
    let indent: Int
    let cell: UInt32
    /// Where it was opened.
    let offset: Int
    /// In flow style, whether an entry was read, but no comma after it.
    var isAfterEntry = false
    /// Whether a key `<<` includes the members of other objects.
    var hasMergeKey = false
  }

  /// The value or key that an anchor names.
  struct Anchored {
    var cell: UInt32
    /// The text of a key, which has no cell of its own.
    var key: Scalar?
  }

  /// How many values aliases and merge keys may add to a document.
  static let maximumExpansion = 2_000_000

  /// The text, followed by zeros, so that looking ahead needs no check.
  private(set) var source: [UInt8]
  /// The number of bytes without the zeros.
  let count: Int
  let maximumDepth: Int
  private let lineStarts: [UInt32]
  var writer = CellWriter()
  /// The contents of scalars that are not in the source.
  var texts: [UInt8] = []
  private(set) var warnings: [ParserWarning] = []
  var stack: [Frame] = []

  var position: Int
  /// The start of the line, and its first byte that is not a blank.
  var lineStart = 0
  var lineHead = 0
  /// How many spaces the line starts with, up to the first tab.
  var lineIndent = 0

  var pendingKey = KeyTable.none
  var pendingKeyOffset = JSONOrigin.none
  /// For each name the position of its last anchor in `anchorList`.
  var anchors: [String: Int] = [:]
  /// The anchors of the document, in the order of their cells.
  var anchorList: [Anchored] = []
  var tagHandles: [String: String] = [:]
  /// How many values aliases and merge keys have added.
  var expansion = 0

  /// Creates a parser at the first byte after a byte order mark.
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

  /// Refuses a second document, unless it is empty.
  mutating func checkEnd() throws(Failure) {
    guard let isMarked = try readPrefix() else { return }
    let offset = isMarked ? position - 3 : position
    skipToToken()
    if isMarked, isAtEnd { return }
    throw Failure(
      code: "several-documents", message: "A second document starts here; a file must contain one",
      hint: "put it into a file of its own, or remove the --- if it belongs to the first", offset: offset)
  }

  /// The tree of the document that was read.
  ///
  /// The last document's tree takes over the text without a copy.
  mutating func takeTree(file: String, isLast: Bool, _ diagnostics: inout Diagnostics) -> JSONTree {
    var bytes = source
    if isLast { source = [] }
    bytes += texts
    let tree = JSONTree(
      file: file, bytes: bytes, cells: writer.cells, keys: writer.keys,
      sources: [SourceLines(file: file, lineStarts: lineStarts)], origins: writer.origins)
    diagnostics.add(warnings, in: tree)
    writer = CellWriter()
    texts = []
    warnings = []
    expansion = 0
    return tree
  }

  /// Moves past comments, directives and markers to the start of a document.
  ///
  /// - Returns: whether it starts after `---`; nil if no document follows.
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

  /// Whether the whole text was read.
  var isAtEnd: Bool { position >= count }

  /// Whether the marker of a document's start or end is at the position.
  var isAtMarker: Bool { position == lineStart && isMarker(at: position) }

  /// Whether `---` or `...`, as a word, is at an index.
  func isMarker(at index: Int) -> Bool {
    let byte = source[index]
    return (byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")) && source[index + 1] == byte
      && source[index + 2] == byte && isBlankOrBreak(source[index + 3])
  }

  /// Whether the position is that of the first byte of its line that is not a blank.
  var isFirstOnLine: Bool { position == lineHead }

  /// Whether a tab is among the blanks that the line starts with.
  var hasTabInIndent: Bool { lineHead > lineStart + lineIndent }

  /// Whether a byte separates tokens: a blank, a line break, or the zero after the end.
  func isBlankOrBreak(_ byte: UInt8) -> Bool { byte.isSpaceOrTab || isBreak(byte) || byte == 0 }

  func isBreak(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

  /// Starts a line at the position, and moves past its blanks.
  mutating func startLine() {
    let source = self.source
    var index = position
    lineStart = index
    while source[index] == UInt8(ascii: " ") { index += 1 }
    lineIndent = index - lineStart
    while source[index].isSpaceOrTab { index += 1 }
    lineHead = index
    position = index
  }

  /// Moves past the line break at the position and the blanks of the next line.
  mutating func nextLine() {
    position = endOfBreak(position)
    startLine()
  }

  /// The index after the line break at an index: a line feed, a carriage return, or both.
  func endOfBreak(_ index: Int) -> Int {
    source[index] == UInt8(ascii: "\r") && source[index + 1] == UInt8(ascii: "\n") ? index + 2 : index + 1
  }

  /// The number of a line, for messages.
  func lineNumber(of offset: Int) -> Int { SourceLines(file: "", lineStarts: lineStarts).location(of: offset).line }

  /// Moves past blanks.
  mutating func skipBlanks() {
    let source = self.source
    var index = position
    while source[index].isSpaceOrTab { index += 1 }
    position = index
  }

  /// Moves past blanks, comments and line breaks.
  mutating func skipToToken() {
    while true {
      skipBlanks()
      let byte = source[position]
      if byte == UInt8(ascii: "#") {
        // Directly after a token it does not start a comment.
        guard isFirstOnLine || source[position - 1].isSpaceOrTab else { return }
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
        code: "yaml-too-deep", message: "Arrays and objects are nested more than \(maximumDepth) deep",
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
    if frame.hasMergeKey { try merge(frame) }
    for cell in writer.close(frame.cell) {
      warn(.duplicateKey(writer.keys.names[Int(writer.cells[Int(cell)].keyID)], cell: cell))
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

  mutating func warn(_ warning: ParserWarning) { warnings.append(warning) }

  /// Updates the warnings about cells after a number, which have moved.
  mutating func moveWarnings(after cell: UInt32, _ newIndex: (UInt32) -> UInt32) {
    for index in warnings.indices.reversed() {
      guard warnings[index].cell > cell else { break }
      warnings[index].cell = newIndex(warnings[index].cell)
    }
  }

  // MARK: Failures

  func failure(_ message: String, hint: String?, at offset: Int) -> Failure {
    Failure(code: "invalid-yaml", message: message, hint: hint, offset: offset)
  }

  /// The failure of a line whose indentation matches no line above it.
  func wrongIndent(_ message: String) -> Failure {
    if hasTabInIndent { return tabInIndent() }
    return failure(
      message, hint: "what belongs together starts at the same column; what belongs to a key is indented deeper",
      at: position)
  }

  /// The failure of a tab in the indentation, by default that of the line.
  func tabInIndent(at offset: Int? = nil) -> Failure {
    failure(
      "This line is indented by a tab, where only spaces are allowed", hint: "replace the tabs by spaces",
      at: offset ?? lineStart + lineIndent)
  }

  /// The failure of text that follows a finished value.
  func unexpectedRest() -> Failure {
    let byte = source[position]
    if byte == UInt8(ascii: "#") {
      return failure("There must be a space before a comment", hint: "write a space before the #", at: position)
    }
    if isFirstOnLine {
      return wrongIndent("This line's indentation matches no line above it, or the value before it has ended")
    }
    if byte == UInt8(ascii: ":") {
      return failure(
        "A key must be on one line", hint: "put the text in quotes if the colon belongs to it", at: position)
    }
    return failure(
      "Unexpected \(byte.displayName) after the end of the value",
      hint: "put the whole text in quotes, or write what follows on a line of its own", at: position)
  }
}
