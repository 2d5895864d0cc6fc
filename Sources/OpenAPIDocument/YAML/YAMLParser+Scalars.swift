import OpenAPISyntax

/// The content of a scalar.
struct Scalar {
  enum Style { case plain, quoted }
  var style = Style.plain
  /// The offset of the content: in the source, or in the texts after it.
  var start = 0
  var end = 0
  /// Whether a plain scalar has several lines, so that it is a string.
  var isMultiline = false
}

extension YAMLParser {
  /// Reads the first line of a plain scalar, up to a break, a comment or the colon of a key.
  mutating func readPlainLine(inFlow: Bool) throws(Failure) -> Scalar {
    let byte = source[position]
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
      let next = source[position + 1]
      if isBlankOrBreak(next) || (inFlow && YAMLParser.isFlowIndicator(next)) {
        throw failure(
          "Unexpected \(byte.displayName)", hint: "put it in quotes if it is meant as text",
          at: position)
      }
    case UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "%"), UInt8(ascii: ","), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"),
      UInt8(ascii: "|"), UInt8(ascii: ">"):
      throw failure("Text without quotes can't start with \(byte.displayName)", hint: "put it in quotes", at: position)
    case UInt8(ascii: "#"):
      throw unexpectedRest()
    default: break
    }
    let start = position
    return Scalar(style: .plain, start: start, end: scanPlain(inFlow: inFlow))
  }

  /// Moves to the end of a plain scalar on its line.
  ///
  /// - Returns: the index after its last byte that is not a blank.
  private mutating func scanPlain(inFlow: Bool) -> Int {
    let source = self.source
    var index = position
    var end = index
    while true {
      let byte = source[index]
      // Bytes after the colon, such as letters; of these only brackets may end the scalar.
      if byte > 0x3A {
        if inFlow, YAMLParser.isFlowIndicator(byte) { break }
        index += 1
        end = index
        continue
      }
      if byte.isSpaceOrTab {
        index += 1
        continue
      }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || byte == 0 { break }
      if byte == UInt8(ascii: "#"), index > position, end != index { break }
      if byte == UInt8(ascii: ":") {
        let next = source[index + 1]
        if isBlankOrBreak(next) || (inFlow && YAMLParser.isFlowIndicator(next)) { break }
      }
      if inFlow, byte == UInt8(ascii: ",") { break }
      index += 1
      end = index
    }
    position = index
    return end
  }

  /// Reads the further lines of a plain scalar, if it has any.
  mutating func readPlainRest(of scalar: inout Scalar, parent indent: Int, inFlow: Bool) throws(Failure) {
    while isBreak(source[position]) {
      var breaks = 0
      while isBreak(source[position]), !isAtEnd {
        nextLine()
        breaks += 1
      }
      let byte = source[position]
      if isAtEnd || isAtMarker || lineIndent <= indent || byte == UInt8(ascii: "#") { return }
      if inFlow, YAMLParser.isFlowIndicator(byte) { return }
      let start = position
      let end = scanPlain(inFlow: inFlow)
      // There is only a colon.
      if end == start { return }
      if !inFlow, source[position] == UInt8(ascii: ":") {
        throw failure(
          "This looks like a key, but its line continues the text above",
          hint: "indent it like the keys that it belongs to, or put the text in quotes", at: start)
      }
      if !scalar.isMultiline {
        scalar = move(scalar)
        scalar.isMultiline = true
      }
      fold(breaks)
      texts.append(contentsOf: source[start..<end])
      scalar.end = source.count + texts.count
    }
  }

  /// Copies a scalar's content to the end of the texts.
  private mutating func move(_ scalar: Scalar) -> Scalar {
    var moved = scalar
    moved.start = source.count + texts.count
    texts.append(contentsOf: source[scalar.start..<scalar.end])
    moved.end = source.count + texts.count
    return moved
  }

  /// Appends the folded form of line breaks: a space for a single one, else one break less.
  mutating func fold(_ breaks: Int) {
    if breaks == 1 {
      texts.append(UInt8(ascii: " "))
    } else {
      for _ in 1..<breaks { texts.append(UInt8(ascii: "\n")) }
    }
  }

  // MARK: Values

  /// Appends a scalar as a value by its style, tag and content.
  mutating func append(_ scalar: Scalar, _ properties: NodeProperties, at offset: Int) throws(Failure) {
    let cell = writer.nextIndex
    note(properties, cell: cell)
    var isPlain = scalar.style == .plain && !scalar.isMultiline
    if let tag = properties.tag {
      switch tag.meaning {
      case .text: isPlain = false
      case .unknown: warnOfTag(tag, cell: cell)
      case .null, .bool, .integer, .float:
        return try append(scalar, as: tag, at: offset)
      case .object, .array:
        throw failure(
          "The tag \(text(of: tag)) doesn't fit a string", hint: "remove the tag", at: tag.range.lowerBound)
      }
    }
    guard isPlain, let value = coreValue(of: scalar) else {
      return append(JSONCell.text, start: scalar.start, end: scalar.end, offset: offset)
    }
    appendValue(value, scalar, at: offset)
  }

  /// Appends an empty value: null, or an empty string by its tag.
  mutating func appendEmpty(_ properties: NodeProperties, at offset: Int) throws(Failure) {
    try append(Scalar(style: .plain, start: count, end: count), properties, at: offset)
  }

  /// Appends null.
  mutating func appendNull(at offset: Int) {
    let word = YAMLSource.nullWord
    append(JSONCell.null, start: count + word.lowerBound, end: count + word.upperBound, offset: offset)
  }

  /// The value of a plain scalar by the core schema; nil for a string.
  private func coreValue(of scalar: Scalar) -> CoreValue? {
    scalar.start < source.count
      ? CoreValue(source, from: scalar.start, to: scalar.end)
      : CoreValue(texts, from: scalar.start - source.count, to: scalar.end - source.count)
  }

  private mutating func appendValue(_ value: CoreValue, _ scalar: Scalar, at offset: Int) {
    switch value {
    case .null: appendNull(at: offset)
    case .bool(let isTrue):
      let word = isTrue ? YAMLSource.trueWord : YAMLSource.falseWord
      append(JSONCell.bool, start: count + word.lowerBound, end: count + word.upperBound, offset: offset)
    case .number: append(JSONCell.number, start: scalar.start, end: scalar.end, offset: offset)
    case .rewritten(let text):
      let start = source.count + texts.count
      texts.append(contentsOf: text)
      append(JSONCell.number, start: start, end: start + text.count, offset: offset)
    case .beyondJSON:
      warn(
        ParserWarning(
          code: "number-beyond-json", message: "JSON has no such number, so it is read as a string",
          hint: "put it in quotes if it is meant as a string", cell: writer.nextIndex))
      append(JSONCell.text, start: scalar.start, end: scalar.end, offset: offset)
    }
  }

  /// Appends a scalar that must have the type of its tag, whatever its style.
  private mutating func append(_ scalar: Scalar, as tag: NodeTag, at offset: Int) throws(Failure) {
    let value = coreValue(of: scalar)
    let fits =
      switch value {
      case .null: tag.meaning == .null
      case .bool: tag.meaning == .bool
      case .number, .rewritten, .beyondJSON: tag.meaning == .integer || tag.meaning == .float
      case nil: false
      }
    guard fits, let value else {
      throw failure(
        "This value doesn't fit its tag \(text(of: tag))", hint: "remove the tag, or correct the value",
        at: tag.range.lowerBound)
    }
    appendValue(value, scalar, at: offset)
  }
}
