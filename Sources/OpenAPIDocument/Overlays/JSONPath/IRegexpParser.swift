/// Reads a regular expression by the grammar of RFC 9485, section 3.
struct IRegexpParser {
  indirect enum Syntax {
    case set(IRegexp.CharacterSet)
    case start
    case end
    case sequence([Syntax])
    case alternatives([Syntax])
    case repetition(Syntax, minimum: Int, maximum: Int?)
  }

  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var depth = 0

  init(_ pattern: String) {
    scalars = Array(pattern.unicodeScalars)
  }

  /// The whole pattern; nil if it is not I-Regexp.
  mutating func parse() -> Syntax? {
    guard let syntax = alternatives(), position == scalars.count else { return nil }
    return syntax
  }

  private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    position += 1
    return true
  }

  private mutating func alternatives() -> Syntax? {
    depth += 1
    defer { depth -= 1 }
    if depth > 100 { return nil }
    var branches: [Syntax] = []
    repeat {
      guard let branch = branch() else { return nil }
      branches.append(branch)
    } while take("|")
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  private mutating func branch() -> Syntax? {
    var pieces: [Syntax] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      guard let atom = atom(), let piece = quantified(atom) else { return nil }
      pieces.append(piece)
    }
    return .sequence(pieces)
  }

  private mutating func atom() -> Syntax? {
    guard let scalar = next else { return nil }
    position += 1
    switch scalar {
    case "(":
      guard let inner = alternatives(), take(")") else { return nil }
      return inner
    case ".":
      return .set(IRegexp.CharacterSet(ranges: [0x0A...0x0A, 0x0D...0x0D], isNegated: true))
    case "[": return characterClass()
    case "\\":
      var set = IRegexp.CharacterSet()
      guard escape(into: &set) else { return nil }
      return .set(set)
    case "^": return .start
    case "$": return .end
    case "*", "+", "?", "{", "}", "]", ")", "|": return nil
    default: return .set(Self.single(scalar.value))
    }
  }

  private static func single(_ value: UInt32) -> IRegexp.CharacterSet {
    IRegexp.CharacterSet(ranges: [value...value])
  }

  // MARK: Quantifiers

  private mutating func quantified(_ atom: Syntax) -> Syntax? {
    if take("*") { return .repetition(atom, minimum: 0, maximum: nil) }
    if take("+") { return .repetition(atom, minimum: 1, maximum: nil) }
    if take("?") { return .repetition(atom, minimum: 0, maximum: 1) }
    guard take("{") else { return atom }
    guard let minimum = count() else { return nil }
    var maximum: Int? = minimum
    if take(",") { maximum = next == "}" ? nil : count() }
    guard take("}") else { return nil }
    if let maximum, maximum < minimum { return nil }
    return .repetition(atom, minimum: minimum, maximum: maximum)
  }

  private mutating func count() -> Int? {
    var value: Int?
    while let scalar = next, ("0"..."9").contains(scalar) {
      // A larger count can't be compiled anyway.
      value = min((value ?? 0) * 10 + Int(scalar.value - ("0" as Unicode.Scalar).value), 1_000_000)
      position += 1
    }
    return value
  }

  // MARK: Classes

  private mutating func characterClass() -> Syntax? {
    var set = IRegexp.CharacterSet()
    set.isNegated = take("^")
    var isFirst = true
    while let scalar = next {
      if scalar == "]" {
        position += 1
        return isFirst ? nil : .set(set)
      }
      if scalar == "-" {
        // A hyphen is allowed at either end only.
        position += 1
        guard isFirst || next == "]" else { return nil }
        set.ranges.append(0x2D...0x2D)
      } else {
        guard item(into: &set) else { return nil }
      }
      isFirst = false
    }
    return nil
  }

  /// A category, a character or a range of them.
  private mutating func item(into set: inout IRegexp.CharacterSet) -> Bool {
    if next == "\\", position + 1 < scalars.count, scalars[position + 1] == "p" || scalars[position + 1] == "P" {
      position += 1
      return escape(into: &set)
    }
    guard let low = character() else { return false }
    let afterHyphen = position + 1
    guard next == "-", afterHyphen < scalars.count, scalars[afterHyphen] != "]" else {
      set.ranges.append(low...low)
      return true
    }
    position = afterHyphen
    guard let high = character(), high >= low else { return false }
    set.ranges.append(low...high)
    return true
  }

  private mutating func character() -> UInt32? {
    guard let scalar = next, scalar != "[", scalar != "]", scalar != "-" else { return nil }
    position += 1
    guard scalar == "\\" else { return scalar.value }
    var set = IRegexp.CharacterSet()
    guard escape(into: &set), let range = set.ranges.first else { return nil }
    return range.lowerBound
  }

  /// The characters that the escape after a backslash matches.
  private mutating func escape(into set: inout IRegexp.CharacterSet) -> Bool {
    guard let scalar = next else { return false }
    position += 1
    switch scalar {
    case "n": set.ranges.append(0x0A...0x0A)
    case "r": set.ranges.append(0x0D...0x0D)
    case "t": set.ranges.append(0x09...0x09)
    case "(", ")", "*", "+", "-", ".", "?", "[", "\\", "]", "^", "{", "|", "}", "$":
      set.ranges.append(scalar.value...scalar.value)
    case "p", "P":
      guard let categories = category() else { return false }
      set.categories.append((values: categories, isNegated: scalar == "P"))
    default: return false
    }
    return true
  }

  /// The general categories for a name in braces: one, or all that begin with its letter.
  private mutating func category() -> [Unicode.GeneralCategory]? {
    guard take("{") else { return nil }
    var name = ""
    while let scalar = next, scalar != "}" {
      name.unicodeScalars.append(scalar)
      position += 1
    }
    guard take("}"), name.utf8.count == 1 || name.utf8.count == 2 else { return nil }
    let found = Self.categories.filter { $0.name == name || name.utf8.count == 1 && $0.name.hasPrefix(name) }
    return found.isEmpty ? nil : found.map(\.category)
  }

  private static let categories: [(name: String, category: Unicode.GeneralCategory)] = [
    ("Ll", .lowercaseLetter), ("Lm", .modifierLetter), ("Lo", .otherLetter), ("Lt", .titlecaseLetter),
    ("Lu", .uppercaseLetter), ("Mc", .spacingMark), ("Me", .enclosingMark), ("Mn", .nonspacingMark),
    ("Nd", .decimalNumber), ("Nl", .letterNumber), ("No", .otherNumber), ("Pc", .connectorPunctuation),
    ("Pd", .dashPunctuation), ("Pe", .closePunctuation), ("Pf", .finalPunctuation), ("Pi", .initialPunctuation),
    ("Po", .otherPunctuation), ("Ps", .openPunctuation), ("Zl", .lineSeparator), ("Zp", .paragraphSeparator),
    ("Zs", .spaceSeparator), ("Sc", .currencySymbol), ("Sk", .modifierSymbol), ("Sm", .mathSymbol),
    ("So", .otherSymbol), ("Cc", .control), ("Cf", .format), ("Cn", .unassigned), ("Co", .privateUse),
  ]
}
