/// Reads the regular expressions of ECMA-262 in Unicode mode, with the leniency that published patterns need:
/// any punctuation may be escaped, and a brace or bracket that closes nothing is literal.
struct PatternParser {
  struct Failure: Error {
    var reason: String
  }

  private let input: [Unicode.Scalar]
  private var position = 0
  private var depth = 0
  private(set) var captureCount = 0
  private(set) var names: [(name: String, capture: Int)] = []

  init(_ text: String) {
    input = Array(text.unicodeScalars)
  }

  mutating func parse() throws(Failure) -> PatternSyntax {
    let syntax = try alternatives()
    if position < input.count { throw Failure(reason: "it closes a group that is not open") }
    return syntax
  }

  private var next: Unicode.Scalar? { position < input.count ? input[position] : nil }

  private mutating func take(_ text: String) -> Bool {
    guard input[position...].starts(with: text.unicodeScalars) else { return false }
    position += text.unicodeScalars.count
    return true
  }

  private mutating func alternatives() throws(Failure) -> PatternSyntax {
    depth += 1
    defer { depth -= 1 }
    if depth > 50 { throw Failure(reason: "its groups are nested too deeply") }
    var branches: [PatternSyntax] = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  private mutating func sequence() throws(Failure) -> PatternSyntax {
    var parts: [PatternSyntax] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      let capturesBefore = captureCount
      let part = try term(scalar)
      parts.append(try quantified(part, captures: capturesBefore..<captureCount))
    }
    if parts.isEmpty { return .empty }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func term(_ scalar: Unicode.Scalar) throws(Failure) -> PatternSyntax {
    position += 1
    switch scalar {
    case "^": return .start
    case "$": return .end
    case ".": return .set(.anyButLineEnds)
    case "(": return try group()
    case "[": return .set(try characterClass())
    case "\\": return try escape()
    case "*", "+", "?": throw Failure(reason: "a quantifier follows nothing")
    default: return .character(scalar.value)
    }
  }

  private mutating func group() throws(Failure) -> PatternSyntax {
    let result: PatternSyntax
    if take("?:") {
      result = try alternatives()
    } else if take("?=") {
      result = .look(try alternatives(), isAhead: true, isNegated: false)
    } else if take("?!") {
      result = .look(try alternatives(), isAhead: true, isNegated: true)
    } else if take("?<=") {
      result = .look(try alternatives(), isAhead: false, isNegated: false)
    } else if take("?<!") {
      result = .look(try alternatives(), isAhead: false, isNegated: true)
    } else {
      var name: String?
      if take("?<") {
        name = try groupName()
      } else if next == "?" {
        throw Failure(reason: "it has a kind of group that ECMA-262 doesn't have")
      }
      captureCount += 1
      let capture = captureCount
      if let name { names.append((name, capture)) }
      result = .capture(capture, try alternatives())
    }
    if !take(")") { throw Failure(reason: "a group is not closed") }
    return result
  }

  private mutating func groupName() throws(Failure) -> String {
    let name = text(before: ">")
    if !take(">") || name.isEmpty { throw Failure(reason: "a group's name is empty or not closed") }
    return name
  }

  private mutating func text(before end: Unicode.Scalar) -> String {
    let text = input[position...].prefix { $0 != end }
    position += text.count
    return String(String.UnicodeScalarView(text))
  }

  private mutating func quantified(_ part: PatternSyntax, captures: Range<Int>) throws(Failure) -> PatternSyntax {
    var minimum = 0
    var maximum: Int?
    switch next {
    case "*": position += 1
    case "+":
      position += 1
      minimum = 1
    case "?":
      position += 1
      maximum = 1
    case "{":
      guard let bounds = try bounds() else { return part }
      minimum = bounds.minimum
      maximum = bounds.maximum
    default: return part
    }
    let isLazy = take("?")
    switch part {
    case .start, .end, .wordBoundary: throw Failure(reason: "a quantifier follows an assertion")
    default: break
    }
    return .repetition(part, minimum: minimum, maximum: maximum, isGreedy: !isLazy, captures: captures)
  }

  /// Reads `{n}`, `{n,}` or `{n,m}`; nil for a brace that starts none of these and is literal.
  private mutating func bounds() throws(Failure) -> (minimum: Int, maximum: Int?)? {
    let start = position
    position += 1
    if let minimum = integer() {
      var maximum: Int? = minimum
      if take(",") { maximum = integer() }
      if take("}") {
        if let maximum, maximum < minimum { throw Failure(reason: "a quantifier's bounds are out of order") }
        return (minimum, maximum)
      }
    }
    position = start
    return nil
  }

  private mutating func integer() -> Int? {
    var value: Int?
    while let scalar = next, ("0"..."9").contains(scalar), let digit = Int(String(scalar)) {
      position += 1
      value = min((value ?? 0) * 10 + digit, 1_000_000_000)
    }
    return value
  }

  // MARK: Escapes

  private mutating func escape() throws(Failure) -> PatternSyntax {
    guard let scalar = next else { throw Failure(reason: "it ends in a backslash") }
    switch scalar {
    case "b", "B":
      position += 1
      return .wordBoundary(isNegated: scalar == "B")
    case "k":
      position += 1
      if !take("<") { throw Failure(reason: "\\k has no name") }
      return .namedBackreference(try groupName())
    case "1"..."9":
      return .backreference(integer() ?? 0)
    default: break
    }
    if let item = try classEscape(scalar) { return .set(PatternSet(items: [item])) }
    return .character(try characterEscape(scalar))
  }

  /// `\d`, `\w`, `\s`, `\p{…}` and their negations.
  private mutating func classEscape(_ scalar: Unicode.Scalar) throws(Failure) -> PatternSet.Item? {
    switch scalar {
    case "d", "D":
      position += 1
      return .digit(isNegated: scalar == "D")
    case "w", "W":
      position += 1
      return .word(isNegated: scalar == "W")
    case "s", "S":
      position += 1
      return .space(isNegated: scalar == "S")
    case "p", "P":
      position += 1
      guard take("{") else { throw Failure(reason: "\\p has no name") }
      let name = text(before: "}")
      guard take("}") else { throw Failure(reason: "\\p has no name") }
      guard let property = PatternProperty(named: name) else {
        throw Failure(reason: "the Unicode property \"\(name)\" is unknown or not supported")
      }
      return .property(property, isNegated: scalar == "P")
    default: return nil
    }
  }

  /// The code point of an escape, which may be a lone surrogate.
  private mutating func characterEscape(_ scalar: Unicode.Scalar) throws(Failure) -> UInt32 {
    position += 1
    switch scalar {
    case "t": return 0x09
    case "n": return 0x0A
    case "v": return 0x0B
    case "f": return 0x0C
    case "r": return 0x0D
    case "0": return 0
    case "c":
      guard let letter = next, ("a"..."z").contains(letter) || ("A"..."Z").contains(letter) else {
        throw Failure(reason: "\\c has no letter")
      }
      position += 1
      // `\cA` and `\ca` are U+0001, `\cB` and `\cb` U+0002 …
      return letter.value & 0x1F
    case "x": return try hexadecimal(2)
    case "u": return try unicodeEscape()
    default:
      if PatternSet.isWord(scalar), scalar != "_" {
        throw Failure(reason: "\\\(scalar) is not an escape of ECMA-262")
      }
      return scalar.value
    }
  }

  private mutating func unicodeEscape() throws(Failure) -> UInt32 {
    if take("{") {
      var value: UInt32 = 0
      while let digit = hexadecimalDigit() {
        value = value << 4 | digit
        if value > 0x10FFFF { throw Failure(reason: "\\u names no character") }
      }
      if !take("}") { throw Failure(reason: "\\u{ is not closed") }
      return value
    }
    let high = try hexadecimal(4)
    guard UTF16.isLeadSurrogate(UInt16(high)) else { return high }
    let start = position
    if take("\\u"), let low = try? hexadecimal(4), UTF16.isTrailSurrogate(UInt16(low)) {
      return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
    }
    position = start
    return high
  }

  private mutating func hexadecimal(_ count: Int) throws(Failure) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<count {
      guard let digit = hexadecimalDigit() else { throw Failure(reason: "an escape lacks hexadecimal digits") }
      value = value << 4 | digit
    }
    return value
  }

  private mutating func hexadecimalDigit() -> UInt32? {
    guard let scalar = next, scalar.isASCII, let value = UInt8(ascii: scalar).hexDigitValue else { return nil }
    position += 1
    return UInt32(value)
  }

  // MARK: Classes

  private mutating func characterClass() throws(Failure) -> PatternSet {
    var set = PatternSet(items: [], isNegated: take("^"))
    while let scalar = next {
      if scalar == "]" {
        position += 1
        return set
      }
      let item = try classAtom(scalar)
      guard case .range(let low, _) = item, next == "-", position + 1 < input.count, input[position + 1] != "]" else {
        set.items.append(item)
        continue
      }
      position += 1
      guard let afterDash = next else { break }
      let upper = try classAtom(afterDash)
      if case .range(let high, _) = upper {
        if high < low { throw Failure(reason: "a range in brackets is out of order") }
        set.items.append(.range(low, high))
      } else {
        // The dash is literal, as in `[a-\d]`.
        set.items += [item, .character("-"), upper]
      }
    }
    throw Failure(reason: "a bracket is not closed")
  }

  private mutating func classAtom(_ scalar: Unicode.Scalar) throws(Failure) -> PatternSet.Item {
    position += 1
    guard scalar == "\\" else { return .character(scalar) }
    guard let escaped = next else { throw Failure(reason: "it ends in a backslash") }
    if escaped == "b" {
      position += 1
      return .character("\u{8}")
    }
    if let item = try classEscape(escaped) { return item }
    let value = try characterEscape(escaped)
    return .range(value, value)
  }
}
