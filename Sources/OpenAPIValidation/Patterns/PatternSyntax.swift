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

  /// The set of a part that always matches one character, nil for any other part.
  var oneCharacter: PatternSet? {
    switch self {
    case .character(let value): PatternSet(items: [.range(value, value)])
    case .set(let set): set
    default: nil
    }
  }
}

/// The characters that match at one position.
struct PatternSet: Sendable {
  enum Item: Sendable {
    case range(UInt32, UInt32)
    case digit(isNegated: Bool)
    case word(isNegated: Bool)
    case space(isNegated: Bool)
    case property(PatternProperty, isNegated: Bool)

    static func character(_ scalar: Unicode.Scalar) -> Item { .range(scalar.value, scalar.value) }
  }

  var items: [Item]
  var isNegated = false

  /// The characters that `.` matches: all but line ends.
  static let anyButLineEnds = PatternSet(
    items: [.character("\n"), .character("\r"), .range(0x2028, 0x2029)], isNegated: true)

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    items.contains { PatternSet.matches($0, scalar) } != isNegated
  }

  private static func matches(_ item: Item, _ scalar: Unicode.Scalar) -> Bool {
    switch item {
    case .range(let low, let high): low <= scalar.value && scalar.value <= high
    case .digit(let isNegated): ("0"..."9").contains(scalar) != isNegated
    case .word(let isNegated): isWord(scalar) != isNegated
    case .space(let isNegated): isSpace(scalar) != isNegated
    case .property(let property, let isNegated): property.contains(scalar) != isNegated
    }
  }

  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_": true
    default: false
    }
  }

  /// ECMA-262 WhiteSpace and LineTerminator.
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: true
    default: false
    }
  }
}

/// A Unicode property as in `\p{…}`: a general category or one of a few binary properties.
enum PatternProperty: Sendable {
  case categories([Unicode.GeneralCategory])
  case alphabetic
  case whiteSpace
  case uppercase
  case lowercase
  case ascii
  case any

  /// The property of that name; nil if the name is unknown, or of a property that isn't supported, such as a script.
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
