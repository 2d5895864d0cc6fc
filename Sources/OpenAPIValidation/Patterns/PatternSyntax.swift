/// A regular expression as parsed.
indirect enum PatternSyntax: Sendable {
  case empty
  case character(UInt32)
  case set(PatternSet)
  case start
  case end
  case wordBoundary(isNegated: Bool)
  case sequence([PatternSyntax])
  case alternatives([PatternSyntax])
  case capture(Int, PatternSyntax)
  case backreference(Int)
  case namedBackreference(String)
  case repetition(PatternSyntax, minimum: Int, maximum: Int?, isGreedy: Bool, captures: Range<Int>)
  case look(PatternSyntax, isAhead: Bool, isNegated: Bool)
}

/// The characters that match at one position.
struct PatternSet: Sendable {
  enum Item: Sendable {
    case range(UInt32, UInt32)
    case digit(isNegated: Bool)
    case word(isNegated: Bool)
    case space(isNegated: Bool)
    case property(PatternProperty, isNegated: Bool)
  }

  var items: [Item]
  var isNegated = false

  /// What `.` takes: all but line ends.
  static let anyButLineEnds = PatternSet(
    items: [.range(0x0A, 0x0A), .range(0x0D, 0x0D), .range(0x2028, 0x2029)], isNegated: true)

  func contains(_ scalar: UInt32) -> Bool {
    var index = 0
    while index < items.count {
      if PatternSet.matches(items[index], scalar) { return !isNegated }
      index += 1
    }
    return isNegated
  }

  private static func matches(_ item: Item, _ scalar: UInt32) -> Bool {
    switch item {
    case .range(let low, let high): return scalar >= low && scalar <= high
    case .digit(let isNegated): return (scalar >= 0x30 && scalar <= 0x39) != isNegated
    case .word(let isNegated): return isWord(scalar) != isNegated
    case .space(let isNegated): return isSpace(scalar) != isNegated
    case .property(let property, let isNegated):
      guard let scalar = Unicode.Scalar(scalar) else { return isNegated }
      return property.contains(scalar) != isNegated
    }
  }

  static func isWord(_ scalar: UInt32) -> Bool {
    (scalar >= 0x61 && scalar <= 0x7A) || (scalar >= 0x41 && scalar <= 0x5A) || (scalar >= 0x30 && scalar <= 0x39)
      || scalar == 0x5F
  }

  /// ECMA-262 WhiteSpace and LineTerminator.
  static func isSpace(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09...0x0D, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: return true
    default: return false
    }
  }
}

/// A Unicode property that a pattern may ask for with `\p{…}`: a general category or one of a few binary ones.
enum PatternProperty: Sendable {
  case categories([Unicode.GeneralCategory])
  case alphabetic
  case whiteSpace
  case uppercase
  case lowercase
  case ascii
  case any

  /// The property of that name, nil if there is none that can be checked here; scripts can't be.
  init?(named name: String) {
    var value = name
    for prefix in ["General_Category=", "gc="] where name.hasPrefix(prefix) {
      value = String(name.dropFirst(prefix.count))
    }
    if let categories = PatternProperty.table[value] {
      self = .categories(categories)
      return
    }
    switch name {
    case "Alphabetic", "Alpha": self = .alphabetic
    case "White_Space", "space": self = .whiteSpace
    case "Uppercase", "Upper": self = .uppercase
    case "Lowercase", "Lower": self = .lowercase
    case "ASCII": self = .ascii
    case "Any": self = .any
    default: return nil
    }
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .categories(let categories): return categories.contains(scalar.properties.generalCategory)
    case .alphabetic: return scalar.properties.isAlphabetic
    case .whiteSpace: return scalar.properties.isWhitespace
    case .uppercase: return scalar.properties.isUppercase
    case .lowercase: return scalar.properties.isLowercase
    case .ascii: return scalar.isASCII
    case .any: return true
    }
  }

  /// Names and aliases of general categories: Unicode's PropertyValueAliases, property gc.
  private static let table: [String: [Unicode.GeneralCategory]] = {
    let single: [(Unicode.GeneralCategory, [String])] = [
      (.uppercaseLetter, ["Lu", "Uppercase_Letter"]), (.lowercaseLetter, ["Ll", "Lowercase_Letter"]),
      (.titlecaseLetter, ["Lt", "Titlecase_Letter"]), (.modifierLetter, ["Lm", "Modifier_Letter"]),
      (.otherLetter, ["Lo", "Other_Letter"]), (.nonspacingMark, ["Mn", "Nonspacing_Mark"]),
      (.spacingMark, ["Mc", "Spacing_Mark"]), (.enclosingMark, ["Me", "Enclosing_Mark"]),
      (.decimalNumber, ["Nd", "Decimal_Number", "digit"]), (.letterNumber, ["Nl", "Letter_Number"]),
      (.otherNumber, ["No", "Other_Number"]), (.connectorPunctuation, ["Pc", "Connector_Punctuation"]),
      (.dashPunctuation, ["Pd", "Dash_Punctuation"]), (.openPunctuation, ["Ps", "Open_Punctuation"]),
      (.closePunctuation, ["Pe", "Close_Punctuation"]), (.initialPunctuation, ["Pi", "Initial_Punctuation"]),
      (.finalPunctuation, ["Pf", "Final_Punctuation"]), (.otherPunctuation, ["Po", "Other_Punctuation"]),
      (.mathSymbol, ["Sm", "Math_Symbol"]), (.currencySymbol, ["Sc", "Currency_Symbol"]),
      (.modifierSymbol, ["Sk", "Modifier_Symbol"]), (.otherSymbol, ["So", "Other_Symbol"]),
      (.spaceSeparator, ["Zs", "Space_Separator"]), (.lineSeparator, ["Zl", "Line_Separator"]),
      (.paragraphSeparator, ["Zp", "Paragraph_Separator"]), (.control, ["Cc", "Control", "cntrl"]),
      (.format, ["Cf", "Format"]), (.surrogate, ["Cs", "Surrogate"]), (.privateUse, ["Co", "Private_Use"]),
      (.unassigned, ["Cn", "Unassigned"]),
    ]
    let groups: [String: [String]] = [
      "L": ["Letter"], "M": ["Mark", "Combining_Mark"], "N": ["Number"], "P": ["Punctuation", "punct"],
      "S": ["Symbol"], "Z": ["Separator"], "C": ["Other"],
    ]
    var table: [String: [Unicode.GeneralCategory]] = [:]
    for (category, names) in single {
      for name in names { table[name] = [category] }
      let initial = String(names[0].prefix(1))
      table[initial, default: []].append(category)
    }
    for (initial, names) in groups {
      for name in names { table[name] = table[initial] }
    }
    table["LC"] = [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter]
    table["Cased_Letter"] = table["LC"]
    return table
  }()
}
