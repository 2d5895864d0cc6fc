import OpenAPISyntax

extension YAMLParser {
  private enum Chomping { case strip, clip, keep }

  /// Reads the block scalar whose `|` or `>` is at the position; its lines are indented deeper than the parent.
  mutating func readBlockScalar(parent: Int) throws(Failure) -> Scalar {
    let isFolded = source[position] == UInt8(ascii: ">")
    let (explicit, chomping) = try readBlockHeader()
    let indent = if let explicit { max(parent, 0) + explicit } else { try textIndent(parent: parent) }
    let start = texts.count
    // Line breaks since the last line with text.
    var breaks = 0
    var hasContent = false
    var wasDeeper = false
    while position < count {
      let line = position
      while position - line < indent, source[position] == UInt8(ascii: " ") { position += 1 }
      if isBreak(source[position]) {
        breaks += 1
        position = endOfBreak(position)
        continue
      }
      if isAtEnd {
        // Spaces without a line break are a line too.
        if position > line, !hasContent { breaks += 1 }
        break
      }
      if position - line < indent || isMarker(at: line) {
        if source[position] == UInt8(ascii: "\t") { throw tabInIndent(at: position) }
        position = line
        break
      }
      let isDeeper = source[position].isSpaceOrTab
      if isFolded, hasContent, !wasDeeper, !isDeeper { fold(breaks) } else { appendBreaks(breaks) }
      breaks = appendLine()
      hasContent = true
      wasDeeper = isDeeper
    }
    switch chomping {
    case .strip: break
    case .clip: if hasContent, breaks > 0 { appendBreaks(1) }
    case .keep: appendBreaks(breaks)
    }
    startLine()
    return Scalar(style: .quoted, start: source.count + start, end: source.count + texts.count)
  }

  /// The indentation of the first line with text, which is that of all lines; greater than any if there is no such
  /// line.
  private func textIndent(parent: Int) throws(Failure) -> Int {
    var deepestEmptyLine = 0
    var deepestOffset = 0
    var line = position
    while line < count {
      var index = line
      while source[index] == UInt8(ascii: " ") { index += 1 }
      let indent = index - line
      if isBreak(source[index]) {
        if indent > deepestEmptyLine { (deepestEmptyLine, deepestOffset) = (indent, line) }
        line = endOfBreak(index)
        continue
      }
      if index >= count || indent <= parent || isMarker(at: line) { break }
      if deepestEmptyLine > indent {
        throw failure(
          "An empty line at the start of this text has more spaces than its first line",
          hint: "remove the spaces of the empty line, or give the indentation, as in |2", at: deepestOffset)
      }
      return indent
    }
    return Int.max
  }

  /// Appends the rest of the line, and moves past its line break.
  ///
  /// - Returns: the number of breaks: none at the end of the file, except after a line of blanks.
  private mutating func appendLine() -> Int {
    let start = position
    while !isBreak(source[position]), !isAtEnd { position += 1 }
    let line = source[start..<position]
    texts += line
    if isAtEnd { return line.allSatisfy(\.isSpaceOrTab) ? 1 : 0 }
    position = endOfBreak(position)
    return 1
  }

  private mutating func appendBreaks(_ count: Int) { texts += repeatElement(UInt8(ascii: "\n"), count: count) }

  /// Reads the header after `|` or `>`: the indentation and the chomping of the last line breaks, in any order.
  private mutating func readBlockHeader() throws(Failure) -> (indent: Int?, Chomping) {
    position += 1
    var indent: Int?
    var chomping: Chomping?
    while !isBlankOrBreak(source[position]) {
      let byte = source[position]
      switch byte {
      case UInt8(ascii: "-") where chomping == nil: chomping = .strip
      case UInt8(ascii: "+") where chomping == nil: chomping = .keep
      case UInt8(ascii: "1")...UInt8(ascii: "9") where indent == nil: indent = Int(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "#"): throw unexpectedRest()
      default:
        throw failure(
          "Only a digit from 1 to 9 for the indentation and + or - for the last line breaks may follow | or >",
          hint: "start the text on the next line, or put it in quotes", at: position)
      }
      position += 1
    }
    let line = lineStart
    skipBlanks()
    if source[position] == UInt8(ascii: "#") {
      while !isBreak(source[position]), !isAtEnd { position += 1 }
    }
    guard isBreak(source[position]) || isAtEnd, line == lineStart else {
      throw failure(
        "The text of | or > must start on the next line", hint: "move the text to the next line and indent it",
        at: position)
    }
    if !isAtEnd { position = endOfBreak(position) }
    return (indent, chomping ?? .clip)
  }
}
