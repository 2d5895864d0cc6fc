import OpenAPISyntax

extension YAMLParser {
  /// What a block node stands behind.
  enum Predecessor {
    /// Nothing: the first value of a document.
    case nothing
    /// `---`, `key:`: only scalars and flow collections may follow on the line.
    case documentMarker, key
    /// `-`, or `:` on a line of its own: a collection may start on the line.
    case dash, explicitColon
  }

  /// Reads the value that follows, or opens the collection; the column is that of the collection around it, -1 for none.
  mutating func readBlockNode(parent indent: Int, after predecessor: Predecessor) throws(Failure) {
    let start = position
    let startOfLine = lineStart
    // Properties on earlier lines belong to the value, those on its own line to the first key in it, if it has one.
    var outer = NodeProperties()
    var inner = NodeProperties()
    var isOnOwnLine = predecessor == .nothing
    var line = lineStart
    var first: Int?
    while true {
      skipToToken()
      if lineStart != line {
        line = lineStart
        isOnOwnLine = true
        first = nil
        if !inner.isEmpty {
          try outer.add(inner, self)
          inner = NodeProperties()
        }
      }
      let byte = source[position]
      var isEmpty = isAtEnd || isAtMarker
      var mayBeArrayBesideKey = false
      if !isEmpty, isOnOwnLine, first == nil, lineIndent <= indent {
        mayBeArrayBesideKey = predecessor == .key || predecessor == .explicitColon
        isEmpty =
          !(mayBeArrayBesideKey && lineIndent == indent && isIndicator(UInt8(ascii: "-")) && !hasTabInIndent)
      }
      if isEmpty {
        try outer.add(inner, self)
        // An empty value stands behind what asks for it.
        return try appendEmpty(outer, at: startOfLine == lineStart ? position : start)
      }
      if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!") {
        if first == nil { first = position }
        try readProperty(into: &inner, inFlow: false)
        continue
      }
      let head = BlockHead(
        first: first ?? position, blanksStart: isOnOwnLine ? lineStart : start, isOnOwnLine: isOnOwnLine,
        mayOpen: isOnOwnLine || predecessor == .dash || predecessor == .explicitColon)
      return try readBlockContent(byte, parent: indent, head, outer, inner)
    }
  }

  /// Where a block node starts.
  struct BlockHead {
    /// The first byte of the node on its line, properties counted.
    let first: Int
    /// Where the blanks before it start.
    let blanksStart: Int
    let isOnOwnLine: Bool
    /// Whether a block collection may start here.
    let mayOpen: Bool
  }

  private mutating func readBlockContent(
    _ byte: UInt8, parent indent: Int, _ head: BlockHead, _ outer: NodeProperties, _ inner: NodeProperties
  ) throws(Failure) {
    switch byte {
    case UInt8(ascii: "-") where isBlankOrBreak(source[position + 1]):
      guard inner.isEmpty else {
        throw failure(
          "An anchor or tag must not stand on the line of a list's first item",
          hint: "write it after the dash, or on a line before the list", at: head.first)
      }
      try openBlock(.blockArray, head, outer)
      try readElement()
    case UInt8(ascii: "?") where isBlankOrBreak(source[position + 1]):
      guard inner.isEmpty else { throw unreadableKey(at: head.first) }
      try openBlock(.blockObject, head, outer)
      try readMember()
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      var properties = outer
      try properties.add(inner, self)
      try openFlow(indent: indent + 1, properties)
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      var properties = outer
      try properties.add(inner, self)
      let offset = position
      let scalar = try readBlockScalar(parent: indent)
      try append(scalar, properties, at: offset)
    default:
      try readBlockScalarOrKey(byte, parent: indent, head, outer, inner)
    }
  }

  /// Reads a scalar, or an object that begins with it as its first key.
  private mutating func readBlockScalarOrKey(
    _ byte: UInt8, parent indent: Int, _ head: BlockHead, _ outer: NodeProperties, _ inner: NodeProperties
  ) throws(Failure) {
    let offset = position
    let line = lineStart
    var alias: Alias?
    var scalar = Scalar()
    switch byte {
    case UInt8(ascii: "*"):
      alias = try readAlias(inFlow: false)
    case UInt8(ascii: "\""):
      scalar = try readDoubleQuoted(parent: indent)
    case UInt8(ascii: "'"):
      scalar = try readSingleQuoted(parent: indent)
    case UInt8(ascii: ":") where isBlankOrBreak(source[position + 1]):
      throw missingKey()
    default:
      scalar = try readPlainLine(inFlow: false)
    }
    let end = position
    if scalar.style != .plain || alias != nil { skipBlanks() }
    if source[position] == UInt8(ascii: ":"), isBlankOrBreak(source[position + 1]) {
      guard lineStart == line else { throw unexpectedRest() }
      guard head.mayOpen else {
        throw failure(
          "A key can't stand in a value on the same line",
          hint: "put the text in quotes if the colon belongs to it, or start a new line", at: offset)
      }
      try openBlock(.blockObject, head, outer)
      try setKey(scalar, alias, inner, at: offset)
      return try readValueOfKey()
    }
    if let alias {
      guard outer.isEmpty, inner.isEmpty else {
        throw failure("An alias can't have an anchor or a tag", hint: "remove it", at: head.first)
      }
      return try append(alias)
    }
    position = end
    if scalar.style == .plain { try readPlainRest(of: &scalar, parent: indent, inFlow: false) }
    var properties = outer
    try properties.add(inner, self)
    try append(scalar, properties, at: offset)
  }

  /// Opens a block collection whose entries stand at the column of its first one.
  private mutating func openBlock(
    _ kind: Frame.Kind, _ head: BlockHead, _ properties: NodeProperties
  ) throws(Failure) {
    guard head.mayOpen else {
      throw failure(
        "A list or object can't start on the line of its key", hint: "start it on the next line, indented by spaces",
        at: position)
    }
    var index = head.blanksStart
    while index < head.first {
      if source[index] == UInt8(ascii: "\t") {
        throw failure(
          "This line is indented by a tab, where only spaces are allowed", hint: "replace the tabs by spaces", at: index
        )
      }
      index += 1
    }
    try open(kind, indent: head.first - lineStart, at: head.first, properties)
  }

  // MARK: Entries

  /// Reads the next member of a block object, or closes it.
  mutating func readNextMember(of frame: Frame) throws(Failure) {
    guard try isAtEntry(of: frame) else { return try close() }
    if isIndicator(UInt8(ascii: "-")) {
      throw failure(
        "A list item can't stand beside the keys of an object", hint: "indent it under the key that it belongs to",
        at: position)
    }
    try readMember()
  }

  /// Reads the next element of a block array, or closes it.
  mutating func readNextElement(of frame: Frame) throws(Failure) {
    guard try isAtEntry(of: frame), isIndicator(UInt8(ascii: "-")) else { return try close() }
    try readElement()
  }

  /// Whether an entry of the collection follows rather than its end.
  private mutating func isAtEntry(of frame: Frame) throws(Failure) -> Bool {
    skipToToken()
    if isAtEnd || isAtMarker { return false }
    guard isFirstOnLine else { throw unexpectedRest() }
    if lineIndent == frame.indent {
      if hasTabInIndent { throw tabAsIndent() }
      return true
    }
    guard lineIndent < frame.indent else {
      throw wrongIndent(
        "This line is indented deeper than the \(frame.kind == .blockObject ? "keys" : "items") before it, which have "
          + "\(frame.indent) \(frame.indent == 1 ? "space" : "spaces")")
    }
    // With this column nothing was begun: it lies between that of this collection and that of the one around it.
    if stack.count < 2 || stack[stack.count - 2].indent < lineIndent {
      throw wrongIndent("This line is indented like nothing above it")
    }
    return false
  }

  private func isIndicator(_ indicator: UInt8) -> Bool {
    source[position] == indicator && isBlankOrBreak(source[position + 1])
  }

  private mutating func readElement() throws(Failure) {
    let indent = stack.last?.indent ?? 0
    position += 1
    try readBlockNode(parent: indent, after: .dash)
  }

  private mutating func readMember() throws(Failure) {
    if isIndicator(UInt8(ascii: "?")) { return try readExplicitKey() }
    var properties = NodeProperties()
    let first = position
    let line = lineStart
    while source[position] == UInt8(ascii: "&") || source[position] == UInt8(ascii: "!") {
      try readProperty(into: &properties, inFlow: false)
      skipBlanks()
    }
    let offset = position
    var alias: Alias?
    var scalar = Scalar()
    switch source[position] {
    case UInt8(ascii: "\""): scalar = try readDoubleQuoted(parent: -1)
    case UInt8(ascii: "'"): scalar = try readSingleQuoted(parent: -1)
    case UInt8(ascii: "*"): alias = try readAlias(inFlow: false)
    case UInt8(ascii: "["), UInt8(ascii: "{"): throw unreadableKey(at: position)
    case UInt8(ascii: ":") where isBlankOrBreak(source[position + 1]): throw missingKey()
    default:
      if isBreak(source[position]) || isAtEnd { throw missingColon(at: first) }
      scalar = try readPlainLine(inFlow: false)
    }
    skipBlanks()
    guard lineStart == line, isIndicator(UInt8(ascii: ":")) else { throw missingColon(at: offset) }
    try setKey(scalar, alias, properties, at: offset)
    try readValueOfKey()
  }

  /// Reads what follows the colon at the position.
  private mutating func readValueOfKey() throws(Failure) {
    let indent = stack.last?.indent ?? 0
    position += 1
    try readBlockNode(parent: indent, after: .key)
  }

  /// Reads a key behind `?` and its value behind `:` on a later line.
  private mutating func readExplicitKey() throws(Failure) {
    let indent = stack.last?.indent ?? 0
    let mark = position
    position += 1
    var properties = NodeProperties()
    while true {
      let line = lineStart
      skipToToken()
      if isAtEnd || isAtMarker || (lineStart != line && lineIndent <= indent) { throw missingKey(at: mark) }
      guard source[position] == UInt8(ascii: "&") || source[position] == UInt8(ascii: "!") else { break }
      try readProperty(into: &properties, inFlow: false)
    }
    let offset = position
    var alias: Alias?
    var scalar = Scalar()
    switch source[position] {
    case UInt8(ascii: "\""): scalar = try readDoubleQuoted(parent: indent)
    case UInt8(ascii: "'"): scalar = try readSingleQuoted(parent: indent)
    case UInt8(ascii: "*"): alias = try readAlias(inFlow: false)
    case UInt8(ascii: "|"), UInt8(ascii: ">"): scalar = try readBlockScalar(parent: indent)
    case UInt8(ascii: "["), UInt8(ascii: "{"): throw unreadableKey(at: position)
    case UInt8(ascii: "-") where isBlankOrBreak(source[position + 1]),
      UInt8(ascii: "?") where isBlankOrBreak(source[position + 1]):
      throw unreadableKey(at: position)
    case UInt8(ascii: ":") where isBlankOrBreak(source[position + 1]): throw missingKey()
    default:
      scalar = try readPlainLine(inFlow: false)
      try readPlainRest(of: &scalar, parent: indent, inFlow: false)
    }
    skipToToken()
    if isIndicator(UInt8(ascii: ":")), !isFirstOnLine { throw unreadableKey(at: offset) }
    try setKey(scalar, alias, properties, at: offset)
    if !isAtEnd, isFirstOnLine, lineIndent == indent, !hasTabInIndent, isIndicator(UInt8(ascii: ":")) {
      position += 1
      return try readBlockNode(parent: indent, after: .explicitColon)
    }
    appendNull(at: offset)
  }

  // MARK: Keys

  /// Makes a scalar or what an alias names the key of the value that follows.
  mutating func setKey(
    _ scalar: Scalar, _ alias: Alias?, _ properties: NodeProperties, at offset: Int
  ) throws(Failure) {
    var scalar = scalar
    if let alias {
      guard properties.isEmpty else {
        throw failure("An alias can't have an anchor or a tag", hint: "remove it", at: offset)
      }
      scalar = try keyText(of: alias)
    }
    let isMerge = scalar.style == .plain && isMergeKey(scalar)
    if isMerge, let top = stack.indices.last { stack[top].merges = true }
    if let anchor = properties.anchor { noteKey(scalar, anchor: anchor) }
    let base = source.count
    if scalar.start < base {
      pendingKey = writer.keys.intern(
        source, from: scalar.start, to: scalar.end, hash: KeyTable.hash(of: source, from: scalar.start, to: scalar.end))
    } else {
      let from = scalar.start - base
      let to = scalar.end - base
      pendingKey = writer.keys.intern(texts, from: from, to: to, hash: KeyTable.hash(of: texts, from: from, to: to))
    }
    pendingKeyOffset = UInt32(offset)
  }

  func missingKey(at offset: Int? = nil) -> Failure {
    failure(
      "A key is missing here", hint: "write the key, or put the text in quotes if the sign belongs to it",
      at: offset ?? position)
  }

  /// The failure of a key that is no text.
  func unreadableKey(at offset: Int) -> Failure {
    failure(
      "A list or object can't be a key: keys are texts", hint: "put it in quotes if it is meant as text", at: offset)
  }

  private func missingColon(at offset: Int) -> Failure {
    failure(
      "A key is expected here, but no colon follows",
      hint: "write a colon and a space after the key; text that goes on from the line before must be indented deeper",
      at: offset)
  }
}
