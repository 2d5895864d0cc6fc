import OpenAPISyntax

/// A scalar's content.
struct Scalar {
  enum Style { case plain, quoted }
  var style = Style.plain
  /// Where the content starts: in the source, or behind its end in the texts.
  var start = 0
  var end = 0
  /// Whether a plain text goes over several lines: then it is nothing but text.
  var isMultiline = false
}

extension YAMLParser {
  /// Reads what stands of a plain text on its first line, up to a break, a comment or the colon of a key.
  mutating func readPlainLine(inFlow: Bool) throws(Failure) -> Scalar {
    let byte = source[position]
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
      let next = source[position + 1]
      if isBlankOrBreak(next) || (inFlow && YAMLParser.isFlowIndicator(next)) {
        throw failure(
          "The sign \(byte.displayName) can't stand here", hint: "put it in quotes if it is meant as text",
          at: position)
      }
    case UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "%"), UInt8(ascii: ","), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"),
      UInt8(ascii: "|"), UInt8(ascii: ">"):
      throw failure("A text can't start with \(byte.displayName)", hint: "put it in quotes", at: position)
    case UInt8(ascii: "#"):
      throw unexpectedRest()
    default: break
    }
    let start = position
    return Scalar(style: .plain, start: start, end: scanPlain(inFlow: inFlow))
  }

  /// Moves to where a plain text stops on its line.
  ///
  /// - Returns: where its last byte that is no blank ends.
  private mutating func scanPlain(inFlow: Bool) -> Int {
    let source = self.source
    var index = position
    var end = index
    while true {
      let byte = source[index]
      // Letters, and all beyond them but brackets, are what most texts consist of.
      if byte > 0x3A {
        if inFlow, YAMLParser.isFlowIndicator(byte) { break }
        index += 1
        end = index
        continue
      }
      if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
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

  /// Reads the further lines of a plain text, if it has any.
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
      // A colon alone.
      if end == start { return }
      if !inFlow, source[position] == UInt8(ascii: ":") {
        throw failure(
          "This looks like a key, but its line goes on with the text before it",
          hint: "indent it like the key that it stands beside, or put the text in quotes", at: start)
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
  func moved(_ scalar: Scalar, to start: Int) -> Scalar {
    Scalar(style: scalar.style, start: start, end: start + scalar.end - scalar.start, isMultiline: scalar.isMultiline)
  }

  private mutating func move(_ scalar: Scalar) -> Scalar {
    let start = source.count + texts.count
    texts.append(contentsOf: source[scalar.start..<scalar.end])
    return moved(scalar, to: start)
  }

  /// Appends what line breaks between two parts of a text become: one a space, several one less.
  mutating func fold(_ breaks: Int) {
    if breaks == 1 {
      texts.append(UInt8(ascii: " "))
    } else {
      for _ in 1..<breaks { texts.append(UInt8(ascii: "\n")) }
    }
  }

  // MARK: Values

  /// Appends a scalar as the value that its style, tag and text make of it.
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
          "The tag !!\(tag.meaning == .object ? "map" : "seq") can't stand before a text", hint: "remove the tag",
          at: tag.range.lowerBound)
      }
    }
    guard isPlain, let value = coreValue(of: scalar) else {
      return append(JSONCell.text, start: scalar.start, end: scalar.end, offset: offset)
    }
    appendValue(value, scalar, at: offset)
  }

  /// Appends an empty value: null, or what its tag makes of it.
  mutating func appendEmpty(_ properties: NodeProperties, at offset: Int) throws(Failure) {
    try append(Scalar(style: .plain, start: count, end: count), properties, at: offset)
  }

  /// Appends null.
  mutating func appendNull(at offset: Int) {
    let word = YAMLSource.nullWord
    append(JSONCell.null, start: count + word.lowerBound, end: count + word.upperBound, offset: offset)
  }

  /// What a plain text means by the core schema; nil for text.
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
        "number-beyond-json", "JSON has no number like this one, so it is read as text",
        hint: "put it in quotes if it is meant as text", cell: writer.nextIndex)
      append(JSONCell.text, start: scalar.start, end: scalar.end, offset: offset)
    }
  }

  /// Appends a scalar that must be of its tag's kind, whatever its style.
  private mutating func append(_ scalar: Scalar, as tag: NodeTag, at offset: Int) throws(Failure) {
    let value = coreValue(of: scalar)
    var isRight = false
    switch value {
    case .null: isRight = tag.meaning == .null
    case .bool: isRight = tag.meaning == .bool
    case .number, .rewritten, .beyondJSON: isRight = tag.meaning == .integer || tag.meaning == .float
    case nil: break
    }
    guard isRight, let value else {
      throw failure(
        "This value is not what its tag says", hint: "remove the tag, or correct the value", at: tag.range.lowerBound)
    }
    appendValue(value, scalar, at: offset)
  }
}
