import OpenAPISyntax

extension YAMLParser {
  /// Reads the double-quoted scalar at the position; its further lines are indented deeper than the parent.
  mutating func readDoubleQuoted(parent indent: Int) throws(Failure) -> Scalar {
    let source = self.source
    let offset = position
    var index = offset + 1
    while source[index] != UInt8(ascii: "\""), source[index] != UInt8(ascii: "\\"), source[index] != UInt8(ascii: "\n"),
      source[index] != UInt8(ascii: "\r"), source[index] != 0
    {
      index += 1
    }
    if source[index] == UInt8(ascii: "\"") {
      position = index + 1
      return Scalar(style: .quoted, start: offset + 1, end: index)
    }
    let start = texts.count
    // Up to here blanks before a line break stay, because they come from escapes.
    var kept = start
    var run = offset + 1
    while true {
      let byte = source[index]
      switch byte {
      case UInt8(ascii: "\""):
        texts.append(contentsOf: source[run..<index])
        position = index + 1
        return Scalar(style: .quoted, start: source.count + start, end: source.count + texts.count)
      case UInt8(ascii: "\\"):
        texts.append(contentsOf: source[run..<index])
        if isBreak(source[index + 1]) {
          kept = texts.count
          position = index + 1
          let breaks = try skipBreaks(in: offset, parent: indent)
          for _ in 1..<breaks { texts.append(UInt8(ascii: "\n")) }
          index = position
        } else {
          index = try readEscape(at: index)
        }
        kept = texts.count
        run = index
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        texts.append(contentsOf: source[run..<index])
        index = try foldLines(at: index, in: offset, parent: indent, keeping: kept)
        run = index
      case 0: throw unclosedQuotes(at: offset)
      default: index += 1
      }
    }
  }

  /// Reads the single-quoted scalar at the position.
  mutating func readSingleQuoted(parent indent: Int) throws(Failure) -> Scalar {
    let source = self.source
    let offset = position
    let start = texts.count
    var run = offset + 1
    var index = run
    var isInPlace = true
    while true {
      let byte = source[index]
      if byte == UInt8(ascii: "'") {
        guard source[index + 1] == UInt8(ascii: "'") else { break }
        isInPlace = false
        texts.append(contentsOf: source[run...index])
        index += 2
        run = index
      } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        isInPlace = false
        texts.append(contentsOf: source[run..<index])
        index = try foldLines(at: index, in: offset, parent: indent, keeping: start)
        run = index
      } else {
        if byte == 0 { throw unclosedQuotes(at: offset) }
        index += 1
      }
    }
    position = index + 1
    if isInPlace { return Scalar(style: .quoted, start: offset + 1, end: index) }
    texts.append(contentsOf: source[run..<index])
    return Scalar(style: .quoted, start: source.count + start, end: source.count + texts.count)
  }

  /// Folds the line breaks at an index inside of quotes.
  ///
  /// - Returns: the index where the text continues.
  private mutating func foldLines(
    at index: Int, in quotes: Int, parent indent: Int, keeping kept: Int
  ) throws(Failure) -> Int {
    while texts.count > kept, texts[texts.count - 1].isSpaceOrTab { texts.removeLast() }
    position = index
    fold(try skipBreaks(in: quotes, parent: indent))
    return position
  }

  /// Moves past line breaks and the blanks around them.
  ///
  /// - Returns: the number of breaks.
  private mutating func skipBreaks(in quotes: Int, parent indent: Int) throws(Failure) -> Int {
    var breaks = 0
    while isBreak(source[position]) {
      nextLine()
      breaks += 1
    }
    if isAtEnd || isAtMarker { throw unclosedQuotes(at: quotes) }
    if lineIndent <= indent {
      if hasTabInIndent { throw tabInIndent() }
      let quote = source[quotes] == UInt8(ascii: "\"") ? "double" : "single"
      throw failure(
        "The \(quote) quotes opened on line \(lineNumber(of: quotes)) are still open here, but this line is not indented "
          + "deeper than their key", hint: "close the quotes, or indent the lines of the text", at: position)
    }
    return breaks
  }

  private func unclosedQuotes(at offset: Int) -> Failure {
    let quote = source[offset] == UInt8(ascii: "\"") ? "double" : "single"
    return failure("These \(quote) quotes are never closed", hint: "close them where the text ends", at: offset)
  }

  // MARK: Escapes

  /// Appends the character of an escape.
  ///
  /// - Returns: the index where the text continues.
  private mutating func readEscape(at index: Int) throws(Failure) -> Int {
    switch source[index + 1] {
    case UInt8(ascii: "0"): texts.append(0x00)
    case UInt8(ascii: "a"): texts.append(0x07)
    case UInt8(ascii: "b"): texts.append(0x08)
    case UInt8(ascii: "t"), 0x09: texts.append(UInt8(ascii: "\t"))
    case UInt8(ascii: "n"): texts.append(UInt8(ascii: "\n"))
    case UInt8(ascii: "v"): texts.append(0x0B)
    case UInt8(ascii: "f"): texts.append(0x0C)
    case UInt8(ascii: "r"): texts.append(UInt8(ascii: "\r"))
    case UInt8(ascii: "e"): texts.append(0x1B)
    case UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "/"), UInt8(ascii: "\\"): texts.append(source[index + 1])
    case UInt8(ascii: "N"): appendScalar(0x85)
    case UInt8(ascii: "_"): appendScalar(0xA0)
    case UInt8(ascii: "L"): appendScalar(0x2028)
    case UInt8(ascii: "P"): appendScalar(0x2029)
    case UInt8(ascii: "x"): return try readCodePoint(at: index, digits: 2)
    case UInt8(ascii: "u"): return try readCodePoint(at: index, digits: 4)
    case UInt8(ascii: "U"): return try readCodePoint(at: index, digits: 8)
    default:
      throw failure(
        "YAML has no such escape in double quotes",
        hint: "a backslash itself is \\\\; in single quotes it stands for itself", at: index)
    }
    return index + 2
  }

  private mutating func readCodePoint(at index: Int, digits: Int) throws(Failure) -> Int {
    let letter = source[index + 1].displayName
    guard var value = hexNumber(at: index + 2, digits: digits) else {
      throw failure("The escape \(letter) must be followed by \(digits) hexadecimal digits", hint: nil, at: index)
    }
    var end = index + 2 + digits
    // JSON writes characters beyond U+FFFF as two escapes.
    if digits == 4, value & 0xFC00 == 0xD800, source[end] == UInt8(ascii: "\\"), source[end + 1] == UInt8(ascii: "u"),
      let low = hexNumber(at: end + 2, digits: 4), low & 0xFC00 == 0xDC00
    {
      value = 0x10000 + (value - 0xD800) << 10 + low - 0xDC00
      end += 6
    }
    if value & 0xFFFF_F800 == 0xD800 {
      warn(.loneSurrogate(cell: writer.nextIndex))
      value = 0xFFFD
    }
    guard Unicode.Scalar(value) != nil else {
      throw failure("There is no character with this number", hint: "the last one is U+10FFFF", at: index)
    }
    appendScalar(value)
    return end
  }

  private func hexNumber(at index: Int, digits: Int) -> UInt32? {
    var value: UInt32 = 0
    for offset in index..<(index + digits) {
      guard let digit = source[offset].hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  private mutating func appendScalar(_ value: UInt32) {
    guard let scalar = Unicode.Scalar(value) else { return }
    texts.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }
}
