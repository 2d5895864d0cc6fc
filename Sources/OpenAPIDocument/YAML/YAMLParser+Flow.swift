import OpenAPISyntax

extension YAMLParser {
  /// Opens the flow collection at the position; its further lines are indented at least by `indent`.
  mutating func openFlow(indent: Int, _ properties: NodeProperties) throws(Failure) {
    let offset = position
    let isArray = source[position] == UInt8(ascii: "[")
    try open(isArray ? .flowArray : .flowObject, indent: indent, at: offset, properties)
    position += 1
  }

  /// Reads the next entry of a flow collection, or closes it.
  mutating func readNextEntry(of frame: Frame) throws(Failure) {
    if frame.kind == .flowPair { return try close() }
    try skipInFlow(frame, closer: closer(of: frame))
    let byte = source[position]
    if byte == closer(of: frame) {
      position += 1
      try close()
      return try checkFlowEnd(frame)
    }
    guard let top = stack.indices.last else { return }
    if frame.isAfterEntry {
      guard byte == UInt8(ascii: ",") else { throw expectedComma(byte, frame) }
      position += 1
      stack[top].isAfterEntry = false
      return
    }
    if byte == UInt8(ascii: ",") {
      throw failure("A value is missing before this comma", hint: "remove the comma, or write the value", at: position)
    }
    stack[top].isAfterEntry = true
    if frame.kind == .flowArray { try readFlowElement(frame) } else { try readFlowMember(frame) }
  }

  private func closer(of frame: Frame) -> UInt8 { frame.kind == .flowArray ? UInt8(ascii: "]") : UInt8(ascii: "}") }

  /// Moves to the next token of a flow collection.
  private mutating func skipInFlow(_ frame: Frame, closer: UInt8?) throws(Failure) {
    skipToToken()
    if isAtEnd || isAtMarker { throw unclosed(frame) }
    guard isFirstOnLine, lineIndent < frame.indent else { return }
    // The specification requires deeper indentation of the closing bracket too, but many write it at the column of the
    // key.
    if let closer, source[position] == closer, lineIndent == frame.indent - 1, !hasTabInIndent { return }
    if hasTabInIndent { throw tabInIndent() }
    throw failure(
      "The \(opener(frame)) opened on line \(lineNumber(of: frame.offset)) is still open here, but this line is not "
        + "indented deeper than its key", hint: "write \(closingBracket(frame)) where it ends, or indent its lines",
      at: position)
  }

  private func opener(_ frame: Frame) -> String { frame.kind == .flowArray ? "[" : "{" }
  private func closingBracket(_ frame: Frame) -> String { frame.kind == .flowArray ? "]" : "}" }

  private func unclosed(_ frame: Frame) -> Failure {
    failure(
      "This \(opener(frame)) is never closed", hint: "write \(closingBracket(frame)) where it ends", at: frame.offset)
  }

  private func expectedComma(_ byte: UInt8, _ frame: Frame) -> Failure {
    if byte == UInt8(ascii: "#") { return unexpectedRest() }
    let what = frame.kind == .flowArray ? "a comma or the list's end" : "a comma or the object's end"
    return failure(
      "Expected \(what), found \(byte.displayName)",
      hint: "write a comma between the entries; put text with such characters in quotes", at: position)
  }

  /// Refuses a flow collection that is a key.
  private mutating func checkFlowEnd(_ frame: Frame) throws(Failure) {
    let end = position
    skipBlanks()
    if source[position] == UInt8(ascii: ":") { throw unreadableKey(at: frame.offset) }
    position = end
  }

  // MARK: Entries

  private mutating func readFlowElement(_ frame: Frame) throws(Failure) {
    let offset = position
    if isFlowIndicator(UInt8(ascii: "?")) {
      position += 1
      try openPair(frame, at: offset)
      try skipInFlow(frame, closer: UInt8(ascii: "]"))
      return try readFlowKey(frame)
    }
    var properties = NodeProperties()
    try readFlowProperties(into: &properties, frame)
    let line = lineStart
    switch source[position] {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      try openFlow(indent: frame.indent, properties)
    case UInt8(ascii: ","), UInt8(ascii: "]"):
      try appendEmpty(properties, at: offset)
    case UInt8(ascii: ":") where isFlowIndicator(UInt8(ascii: ":")):
      throw missingKey()
    default:
      let start = position
      let (scalar, alias) = try readFlowScalar(frame)
      let end = position
      skipBlanks()
      if isAtColon(after: scalar, alias) {
        guard lineStart == line else {
          throw failure(
            "A key in a list must be on one line with its colon", hint: "put braces around key and value",
            at: start)
        }
        try openPair(frame, at: offset)
        try setKey(scalar, alias, properties, at: start)
        position += 1
        return try readFlowValue(frame, at: start)
      }
      position = end
      try append(scalar, alias, properties, at: start)
    }
  }

  /// Opens the object of a single pair in a list.
  private mutating func openPair(_ frame: Frame, at offset: Int) throws(Failure) {
    try open(.flowPair, indent: frame.indent, at: offset, NodeProperties())
  }

  private mutating func readFlowMember(_ frame: Frame) throws(Failure) {
    if isFlowIndicator(UInt8(ascii: "?")) {
      position += 1
      try skipInFlow(frame, closer: UInt8(ascii: "}"))
    }
    try readFlowKey(frame)
  }

  /// Reads a key, which may continue over lines, and its value, if it has one.
  private mutating func readFlowKey(_ frame: Frame) throws(Failure) {
    let closer = closer(of: frame)
    var properties = NodeProperties()
    try readFlowProperties(into: &properties, frame)
    let start = position
    // An empty key is allowed only with the tag of a string.
    var isEmpty = true
    switch source[position] {
    case UInt8(ascii: "["), UInt8(ascii: "{"): throw unreadableKey(at: position)
    case UInt8(ascii: ","), closer:
      guard properties.tag?.meaning == .text else { throw missingKey() }
    case UInt8(ascii: ":") where isFlowIndicator(UInt8(ascii: ":")):
      guard properties.tag?.meaning == .text else { throw missingKey() }
    default: isEmpty = false
    }
    let (scalar, alias) = isEmpty ? (Scalar(style: .quoted, start: count, end: count), nil) : try readFlowScalar(frame)
    try setKey(scalar, alias, properties, at: start)
    try skipInFlow(frame, closer: closer)
    if isAtColon(after: scalar, alias) {
      position += 1
      return try readFlowValue(frame, at: start)
    }
    appendNull(at: start)
  }

  private mutating func readFlowValue(_ frame: Frame, at keyOffset: Int) throws(Failure) {
    let closer = closer(of: frame)
    try skipInFlow(frame, closer: closer)
    var properties = NodeProperties()
    try readFlowProperties(into: &properties, frame)
    let start = position
    switch source[position] {
    case UInt8(ascii: "["), UInt8(ascii: "{"): try openFlow(indent: frame.indent, properties)
    case UInt8(ascii: ","), closer: try appendEmpty(properties, at: keyOffset)
    default:
      let (scalar, alias) = try readFlowScalar(frame)
      try append(scalar, alias, properties, at: start)
    }
  }

  private mutating func readFlowProperties(into properties: inout NodeProperties, _ frame: Frame) throws(Failure) {
    while source[position] == UInt8(ascii: "&") || source[position] == UInt8(ascii: "!") {
      try readProperty(into: &properties, inFlow: true)
      try skipInFlow(frame, closer: closer(of: frame))
    }
  }

  private mutating func readFlowScalar(_ frame: Frame) throws(Failure) -> (Scalar, Alias?) {
    switch source[position] {
    case UInt8(ascii: "*"): return (Scalar(), try readAlias(inFlow: true))
    case UInt8(ascii: "\""): return (try readDoubleQuoted(parent: frame.indent - 1), nil)
    case UInt8(ascii: "'"): return (try readSingleQuoted(parent: frame.indent - 1), nil)
    default:
      var scalar = try readPlainLine(inFlow: true)
      try readPlainRest(of: &scalar, parent: frame.indent - 1, inFlow: true)
      return (scalar, nil)
    }
  }

  private mutating func append(
    _ scalar: Scalar, _ alias: Alias?, _ properties: NodeProperties, at offset: Int
  ) throws(Failure) {
    guard let alias else { return try append(scalar, properties, at: offset) }
    try checkAlias(properties, at: offset)
    try append(alias)
  }

  /// Whether the colon of a key is at the position; after quotes no space must follow it.
  private func isAtColon(after scalar: Scalar, _ alias: Alias?) -> Bool {
    let isPlain = scalar.style == .plain && alias == nil
    return isPlain ? isFlowIndicator(UInt8(ascii: ":")) : source[position] == UInt8(ascii: ":")
  }

  /// Whether an indicator is at the position, rather than the first character of a plain scalar.
  private func isFlowIndicator(_ indicator: UInt8) -> Bool {
    source[position] == indicator
      && (isBlankOrBreak(source[position + 1]) || YAMLParser.isFlowIndicator(source[position + 1]))
  }

  /// Whether a byte is one of `,[]{}`.
  static func isFlowIndicator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "{")
      || byte == UInt8(ascii: "}")
  }
}
