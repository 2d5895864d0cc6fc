/// Reads the regular expressions of ECMA-262 in Unicode mode, with the leniency that published patterns need:
/// any punctuation may be escaped, and a brace or bracket that closes nothing stands for itself.
struct PatternParser {
  struct Failure: Error {
    var reason: String
  }

  private let input: [UInt32]
  private var position = 0
  private var depth = 0
  private(set) var captureCount = 0
  private(set) var names: [(name: String, capture: Int)] = []

  init(_ text: String) {
    input = text.unicodeScalars.map(\.value)
  }

  mutating func parse() throws(Failure) -> PatternSyntax {
    let syntax = try alternatives()
    if position < input.count { throw Failure(reason: "it closes a group that is not open") }
    return syntax
  }

  private var next: UInt32? { position < input.count ? input[position] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar.value else { return false }
    position += 1
    return true
  }

  private mutating func take(_ text: String) -> Bool {
    var index = position
    for scalar in text.unicodeScalars {
      guard index < input.count, input[index] == scalar.value else { return false }
      index += 1
    }
    position = index
    return true
  }

  private mutating func alternatives() throws(Failure) -> PatternSyntax {
    depth += 1
    defer { depth -= 1 }
    if depth > 50 { throw Failure(reason: "its groups are nested too deeply") }
    var branches: [PatternSyntax] = [try sequence()]
    while take("|" as Unicode.Scalar) { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  private mutating func sequence() throws(Failure) -> PatternSyntax {
    var parts: [PatternSyntax] = []
    while let scalar = next, scalar != 0x7C, scalar != 0x29 {
      let capturesBefore = captureCount
      let part = try term(scalar)
      parts.append(try quantified(part, captures: capturesBefore..<captureCount))
    }
    if parts.isEmpty { return .empty }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func term(_ scalar: UInt32) throws(Failure) -> PatternSyntax {
    position += 1
    switch scalar {
    case 0x5E: return .start
    case 0x24: return .end
    case 0x2E: return .set(.anyButLineEnds)
    case 0x28: return try group()
    case 0x5B: return .set(try characterClass())
    case 0x5C: return try escape()
    case 0x2A, 0x2B, 0x3F: throw Failure(reason: "a quantifier follows nothing")
    default: return .character(scalar)
    }
  }

  private mutating func group() throws(Failure) -> PatternSyntax {
    var result: PatternSyntax
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
      } else if next == 0x3F {
        throw Failure(reason: "it has a kind of group that ECMA-262 does not know")
      }
      captureCount += 1
      let capture = captureCount
      if let name { names.append((name, capture)) }
      result = .capture(capture, try alternatives())
    }
    if !take(")" as Unicode.Scalar) { throw Failure(reason: "a group is not closed") }
    return result
  }

  private mutating func groupName() throws(Failure) -> String {
    var name = ""
    while let scalar = next, scalar != 0x3E {
      position += 1
      if let scalar = Unicode.Scalar(scalar) { name.unicodeScalars.append(scalar) }
    }
    if !take(">" as Unicode.Scalar) || name.isEmpty { throw Failure(reason: "a group's name is not closed") }
    return name
  }

  private mutating func quantified(_ part: PatternSyntax, captures: Range<Int>) throws(Failure) -> PatternSyntax {
    var minimum = 0
    var maximum: Int?
    switch next {
    case 0x2A: position += 1
    case 0x2B:
      position += 1
      minimum = 1
    case 0x3F:
      position += 1
      maximum = 1
    case 0x7B:
      guard let bounds = try bounds() else { return part }
      minimum = bounds.minimum
      maximum = bounds.maximum
    default: return part
    }
    let isLazy = take("?" as Unicode.Scalar)
    switch part {
    case .start, .end, .wordBoundary: throw Failure(reason: "a quantifier follows an assertion")
    default: break
    }
    return .repetition(part, minimum: minimum, maximum: maximum, isGreedy: !isLazy, captures: captures)
  }

  /// Reads `{n}`, `{n,}` or `{n,m}`; a brace that starts none of these stands for itself.
  private mutating func bounds() throws(Failure) -> (minimum: Int, maximum: Int?)? {
    let start = position
    position += 1
    if let minimum = integer() {
      var maximum: Int? = minimum
      if take("," as Unicode.Scalar) { maximum = integer() }
      if take("}" as Unicode.Scalar) {
        if let maximum, maximum < minimum { throw Failure(reason: "a quantifier's bounds are out of order") }
        return (minimum, maximum)
      }
    }
    position = start
    return nil
  }

  private mutating func integer() -> Int? {
    var value: Int?
    while let scalar = next, scalar >= 0x30, scalar <= 0x39 {
      position += 1
      value = min((value ?? 0) * 10 + Int(scalar - 0x30), 1_000_000_000)
    }
    return value
  }

  // MARK: Escapes

  private mutating func escape() throws(Failure) -> PatternSyntax {
    guard let scalar = next else { throw Failure(reason: "it ends in a backslash") }
    switch scalar {
    case 0x62, 0x42:
      position += 1
      return .wordBoundary(isNegated: scalar == 0x42)
    case 0x6B:
      position += 1
      if !take("<" as Unicode.Scalar) { throw Failure(reason: "\\k has no name") }
      return .namedBackreference(try groupName())
    case 0x31...0x39:
      return .backreference(integer() ?? 0)
    default: break
    }
    if let item = try classEscape(scalar) { return .set(PatternSet(items: [item])) }
    return .character(try characterEscape(scalar))
  }

  /// `\d`, `\w`, `\s`, `\p{…}` and their negations.
  private mutating func classEscape(_ scalar: UInt32) throws(Failure) -> PatternSet.Item? {
    switch scalar {
    case 0x64, 0x44:
      position += 1
      return .digit(isNegated: scalar == 0x44)
    case 0x77, 0x57:
      position += 1
      return .word(isNegated: scalar == 0x57)
    case 0x73, 0x53:
      position += 1
      return .space(isNegated: scalar == 0x53)
    case 0x70, 0x50:
      position += 1
      guard take("{" as Unicode.Scalar) else { throw Failure(reason: "\\p has no name") }
      var name = ""
      while let letter = next, letter != 0x7D {
        position += 1
        if let letter = Unicode.Scalar(letter) { name.unicodeScalars.append(letter) }
      }
      guard take("}" as Unicode.Scalar) else { throw Failure(reason: "\\p has no name") }
      guard let property = PatternProperty(named: name) else {
        throw Failure(reason: "it asks for the Unicode property \"\(name)\"")
      }
      return .property(property, isNegated: scalar == 0x50)
    default: return nil
    }
  }

  private mutating func characterEscape(_ scalar: UInt32) throws(Failure) -> UInt32 {
    position += 1
    switch scalar {
    case 0x74: return 0x09
    case 0x6E: return 0x0A
    case 0x76: return 0x0B
    case 0x66: return 0x0C
    case 0x72: return 0x0D
    case 0x30: return 0
    case 0x63:
      if let letter = next, (letter | 0x20) >= 0x61, (letter | 0x20) <= 0x7A {
        position += 1
        return letter & 0x1F
      }
      throw Failure(reason: "\\c has no letter")
    case 0x78: return try hexadecimal(2)
    case 0x75: return try unicodeEscape()
    default:
      if PatternSet.isWord(scalar), scalar != 0x5F {
        let letter = Unicode.Scalar(scalar).map(String.init) ?? ""
        throw Failure(reason: "\\\(letter) is no escape of ECMA-262")
      }
      return scalar
    }
  }

  private mutating func unicodeEscape() throws(Failure) -> UInt32 {
    if take("{" as Unicode.Scalar) {
      var value: UInt32 = 0
      while let digit = hexadecimalDigit() {
        value = value << 4 | digit
        if value > 0x10FFFF { throw Failure(reason: "\\u names no character") }
      }
      if !take("}" as Unicode.Scalar) { throw Failure(reason: "\\u{ is not closed") }
      return value
    }
    let high = try hexadecimal(4)
    guard high >= 0xD800, high < 0xDC00 else { return high }
    let start = position
    if take("\\u"), let low = try? hexadecimal(4), low >= 0xDC00, low < 0xE000 {
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
    guard let scalar = next else { return nil }
    switch scalar {
    case 0x30...0x39:
      position += 1
      return scalar - 0x30
    case 0x41...0x46, 0x61...0x66:
      position += 1
      return (scalar | 0x20) - 0x57
    default: return nil
    }
  }

  // MARK: Classes

  private mutating func characterClass() throws(Failure) -> PatternSet {
    var set = PatternSet(items: [], isNegated: take("^" as Unicode.Scalar))
    while let scalar = next {
      if scalar == 0x5D {
        position += 1
        return set
      }
      let item = try classAtom(scalar)
      guard case .range(let low, _) = item, next == 0x2D, position + 1 < input.count, input[position + 1] != 0x5D else {
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
        // As in `[a-\d]`, where the dash stands for itself.
        set.items.append(item)
        set.items.append(.range(0x2D, 0x2D))
        set.items.append(upper)
      }
    }
    throw Failure(reason: "a bracket is not closed")
  }

  private mutating func classAtom(_ scalar: UInt32) throws(Failure) -> PatternSet.Item {
    position += 1
    guard scalar == 0x5C else { return .range(scalar, scalar) }
    guard let escaped = next else { throw Failure(reason: "it ends in a backslash") }
    if escaped == 0x62 {
      position += 1
      return .range(0x08, 0x08)
    }
    if let item = try classEscape(escaped) { return item }
    let value = try characterEscape(escaped)
    return .range(value, value)
  }
}
