import OpenAPISyntax

extension YAMLParser {
  /// What comes before a block node.
  enum Predecessor {
    /// Nothing: it is the first value of a document.
    case nothing
    /// `---` or `key:`: only scalars and flow collections may follow on the line.
    case documentMarker, key
    /// `-`, or `:` on a line of its own: a block collection may start on the line.
    case dash, explicitColon
  }

  /// Reads the scalar that follows, or opens the collection; `indent` is the column of the collection around it, -1 for
  /// none.
  mutating func readBlockNode(parent indent: Int, after predecessor: Predecessor) throws(Failure) {
    let start = position
    let startOfLine = lineStart
    // Properties on earlier lines belong to the value; those on its own line belong to its first key, if it has one.
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
      if !isEmpty, isOnOwnLine, first == nil, lineIndent <= indent {
        // The items of a list may be at the column of its key.
        let isAtKey = lineIndent == indent && (predecessor == .key || predecessor == .explicitColon)
        isEmpty = !isAtKey || !isIndicator(UInt8(ascii: "-")) || hasTabInIndent
      }
      if isEmpty {
        try outer.add(inner, self)
        // An empty value is located after its key, dash or marker.
        return try appendEmpty(outer, at: startOfLine == lineStart ? position : start)
      }
      if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!") {
        if first == nil { first = position }
        try readProperty(into: &inner, inFlow: false)
        continue
      }
      let head = BlockHead(
        first: first ?? position, blanksStart: isOnOwnLine ? lineStart : start,
        mayOpen: isOnOwnLine || predecessor == .dash || predecessor == .explicitColon)
      return try readBlockContent(byte, parent: indent, head, outer, inner)
    }
  }

  /// The start of a block node.
  struct BlockHead {
    /// The first byte of the node on its line, including properties.
    let first: Int
    /// Where the blanks before it start.
    let blanksStart: Int
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
          "An anchor or tag must not be on the line of a list's first item",
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
      try readBlockScalarOrKey(parent: indent, head, outer, inner)
    }
  }

  /// Reads a scalar, or opens the object that has it as its first key.
  private mutating func readBlockScalarOrKey(
    parent indent: Int, _ head: BlockHead, _ outer: NodeProperties, _ inner: NodeProperties
  ) throws(Failure) {
    let offset = position
    let line = lineStart
    var (scalar, alias) = try readScalarOrAlias(parent: indent)
    let end = position
    if scalar.style != .plain || alias != nil { skipBlanks() }
    if source[position] == UInt8(ascii: ":"), isBlankOrBreak(source[position + 1]) {
      guard lineStart == line else { throw unexpectedRest() }
      guard head.mayOpen else {
        throw failure(
          "This key must start on a new line",
          hint: "put the text in quotes if the colon belongs to it, or start a new line", at: offset)
      }
      try openBlock(.blockObject, head, outer)
      try setKey(scalar, alias, inner, at: offset)
      return try readValueOfKey()
    }
    if let alias {
      try checkAlias(outer, at: head.first)
      try checkAlias(inner, at: head.first)
      return try append(alias)
    }
    position = end
    if scalar.style == .plain { try readPlainRest(of: &scalar, parent: indent, inFlow: false) }
    var properties = outer
    try properties.add(inner, self)
    try append(scalar, properties, at: offset)
  }

  /// Reads a scalar outside of flow collections, a plain one only up to the end of its line, or an alias.
  private mutating func readScalarOrAlias(parent indent: Int) throws(Failure) -> (Scalar, Alias?) {
    switch source[position] {
    case UInt8(ascii: "*"): return (Scalar(), try readAlias(inFlow: false))
    case UInt8(ascii: "\""): return (try readDoubleQuoted(parent: indent), nil)
    case UInt8(ascii: "'"): return (try readSingleQuoted(parent: indent), nil)
    case UInt8(ascii: ":") where isBlankOrBreak(source[position + 1]): throw missingKey()
    default: return (try readPlainLine(inFlow: false), nil)
    }
  }

  /// Opens a block collection, whose entries start at the column of its first one.
  private mutating func openBlock(
    _ kind: Frame.Kind, _ head: BlockHead, _ properties: NodeProperties
  ) throws(Failure) {
    guard head.mayOpen else {
      throw failure(
        "A list or object can't start on the line of its key", hint: "start it on the next line, indented by spaces",
        at: position)
    }
    if head.blanksStart < head.first,
      let tab = source[head.blanksStart..<head.first].firstIndex(of: UInt8(ascii: "\t"))
    {
      throw tabInIndent(at: tab)
    }
    try open(kind, indent: head.first - lineStart, at: head.first, properties)
  }

  // MARK: Entries

  /// Reads the next member of a block object, or closes it.
  mutating func readNextMember(of frame: Frame) throws(Failure) {
    guard try isAtEntry(of: frame) else { return try close() }
    if isIndicator(UInt8(ascii: "-")) {
      throw failure(
        "A list item can't be among the keys of an object", hint: "indent it under the key that it belongs to",
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
      if hasTabInIndent { throw tabInIndent() }
      return true
    }
    guard lineIndent < frame.indent else {
      throw wrongIndent(
        "This line is indented deeper than the \(frame.kind == .blockObject ? "keys" : "items") before it, which have "
          + "\(frame.indent) \(frame.indent == 1 ? "space" : "spaces")")
    }
    // The column is between that of this collection and that of the one around it.
    if stack.count < 2 || stack[stack.count - 2].indent < lineIndent {
      throw wrongIndent("This line's indentation matches no line above it")
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
    let byte = source[position]
    if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { throw unreadableKey(at: position) }
    if isBreak(byte) || isAtEnd { throw missingColon(at: first) }
    let (scalar, alias) = try readScalarOrAlias(parent: -1)
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

  /// Reads a key after `?` and its value after `:` on a later line.
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
    var scalar: Scalar
    switch source[position] {
    case UInt8(ascii: "|"), UInt8(ascii: ">"): scalar = try readBlockScalar(parent: indent)
    case UInt8(ascii: "["), UInt8(ascii: "{"): throw unreadableKey(at: position)
    case UInt8(ascii: "-") where isBlankOrBreak(source[position + 1]),
      UInt8(ascii: "?") where isBlankOrBreak(source[position + 1]):
      throw unreadableKey(at: position)
    default:
      (scalar, alias) = try readScalarOrAlias(parent: indent)
      if alias == nil, scalar.style == .plain { try readPlainRest(of: &scalar, parent: indent, inFlow: false) }
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

  /// Makes a scalar, or the value of an alias, the key of the value that follows.
  mutating func setKey(
    _ scalar: Scalar, _ alias: Alias?, _ properties: NodeProperties, at offset: Int
  ) throws(Failure) {
    var scalar = scalar
    if let alias {
      try checkAlias(properties, at: offset)
      scalar = try keyText(of: alias)
    }
    let isMerge = scalar.style == .plain && isMergeKey(scalar)
    if isMerge, let top = stack.indices.last { stack[top].hasMergeKey = true }
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
      "A key is missing here", hint: "write the key, or put the text in quotes if this character belongs to it",
      at: offset ?? position)
  }

  /// The failure of a key that is not a string.
  func unreadableKey(at offset: Int) -> Failure {
    failure(
      "A list or object can't be a key: keys are strings", hint: "put it in quotes if it is meant as text", at: offset)
  }

  private func missingColon(at offset: Int) -> Failure {
    failure(
      "Expected a key, but no colon follows",
      hint: "write a colon and a space after the key; text that continues the line above must be indented deeper",
      at: offset)
  }
}
