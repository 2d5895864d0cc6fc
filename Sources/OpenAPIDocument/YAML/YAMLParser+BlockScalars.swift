import OpenAPISyntax

extension YAMLParser {
  private enum Chomping { case strip, clip, keep }

  /// Reads the block scalar whose `|` or `>` stands at the position; its lines stand deeper than the parent.
  mutating func readBlockScalar(parent: Int) throws(Failure) -> Scalar {
    let isFolded = source[position] == UInt8(ascii: ">")
    let (explicit, chomping) = try readBlockHeader()
    // The lines' indentation; unknown until the first that is not empty.
    var indent = explicit.map { max(parent, 0) + $0 }
    let start = texts.count
    var deepestBlank = 0
    var deepestBlankOffset = 0
    var breaks = 0
    var hasContent = false
    var wasDeeper = false
    var index = position
    while index < count {
      let line = index
      if let indent {
        while index - line < indent, source[index] == UInt8(ascii: " ") { index += 1 }
      } else {
        while source[index] == UInt8(ascii: " ") { index += 1 }
      }
      if isBreak(source[index]) {
        if indent == nil, index - line > deepestBlank {
          deepestBlank = index - line
          deepestBlankOffset = line
        }
        breaks += 1
        index = endOfBreak(index)
        continue
      }
      if index >= count {
        // Blanks without a line's end are a line too.
        if index > line, !hasContent { breaks += 1 }
        break
      }
      if let indent {
        if index - line < indent || isMarkerLine(line) {
          try checkTab(at: index)
          index = line
          break
        }
      } else {
        if index - line <= parent || isMarkerLine(line) {
          try checkTab(at: index)
          index = line
          break
        }
        if deepestBlank > index - line {
          throw failure(
            "An empty line at the start of this text has more spaces than its first line",
            hint: "remove the spaces of the empty line, or say the indentation, as in |2", at: deepestBlankOffset)
        }
        indent = index - line
      }
      let isDeeper = source[index] == UInt8(ascii: " ") || source[index] == UInt8(ascii: "\t")
      if isFolded, hasContent, !wasDeeper, !isDeeper {
        fold(breaks)
      } else {
        for _ in 0..<breaks { texts.append(UInt8(ascii: "\n")) }
      }
      let contentStart = index
      while source[index] != UInt8(ascii: "\n"), source[index] != UInt8(ascii: "\r"), index < count { index += 1 }
      texts.append(contentsOf: source[contentStart..<index])
      hasContent = true
      wasDeeper = isDeeper
      breaks = 0
      if index < count {
        breaks = 1
        index = endOfBreak(index)
      } else if !source[contentStart..<index].contains(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }) {
        // The file's end is the end of a line of blanks, though not of one with text.
        breaks = 1
      }
    }
    switch chomping {
    case .strip: break
    case .clip: if hasContent, breaks > 0 { texts.append(UInt8(ascii: "\n")) }
    case .keep: for _ in 0..<breaks { texts.append(UInt8(ascii: "\n")) }
    }
    position = index
    startLine()
    return Scalar(style: .quoted, start: source.count + start, end: source.count + texts.count)
  }

  /// Refuses a tab that stands where the lines of a block scalar or what follows it would be indented.
  private func checkTab(at index: Int) throws(Failure) {
    guard source[index] == UInt8(ascii: "\t") else { return }
    throw failure(
      "This line is indented by a tab, where only spaces are allowed", hint: "replace the tabs by spaces", at: index)
  }

  /// Reads what stands behind `|` or `>`: the indentation and what becomes of the last line breaks, in any order.
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
          "After | or > stand only a digit from 1 to 9 for the indentation and + or - for the last line breaks",
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
        "The text of | or > starts on the line after it", hint: "move the text to the next line and indent it",
        at: position)
    }
    if !isAtEnd { position = endOfBreak(position) }
    return (indent, chomping ?? .clip)
  }

  private func endOfBreak(_ index: Int) -> Int {
    source[index] == UInt8(ascii: "\r") && source[index + 1] == UInt8(ascii: "\n") ? index + 2 : index + 1
  }

  /// Whether a line is the marker of a document's start or end.
  private func isMarkerLine(_ line: Int) -> Bool {
    let byte = source[line]
    return (byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")) && source[line + 1] == byte
      && source[line + 2] == byte
      && isBlankOrBreak(source[line + 3])
  }
}
