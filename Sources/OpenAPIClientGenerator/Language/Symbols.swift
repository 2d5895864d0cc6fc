/// Words for characters that Swift identifiers can't have.
enum Symbols {
  /// Words for operators, the longer ones first.
  private static let operators: [(symbol: String, name: String)] = [
    (">=", "greaterThanOrEqual"), ("<=", "lessThanOrEqual"), ("<>", "notEqual"), ("!=", "notEqual"),
    ("==", "equal"), ("!~", "notMatch"), ("=~", "match"), ("&&", "and"), ("||", "or"), ("->", "arrow"),
    ("=>", "arrow"), (">", "greaterThan"), ("<", "lessThan"), ("=", "equal"), ("~", "tilde"), ("!", "not"),
  ]

  /// The word for an ASCII character that is neither letter nor digit.
  private static func word(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case " ": "space"
    case ":": "colon"
    case "\t": "tab"
    case "\n": "newline"
    case "\r": "return"
    default: words[String(scalar)] ?? "control"
    }
  }

  private static let words = Words.table(
    """
    !:exclamation ":quote #:hash $:dollar %:percent &:and ':apostrophe (:leftParenthesis ):rightParenthesis *:asterisk
    +:plus ,:comma -:minus .:dot /:slash ;:semicolon <:lessThan =:equal >:greaterThan ?:question @:at [:leftBracket
    \\:backslash ]:rightBracket ^:caret _:underscore `:backtick {:leftBrace |:pipe }:rightBrace ~:tilde
    """)

  /// The text with words for all characters that are neither letters nor digits: `a/b` → `a slash b`.
  static func spelled(_ text: String) -> String {
    if let known = operators.first(where: { $0.symbol == text }) { return known.name }
    var result = ""
    for scalar in text.unicodeScalars {
      switch Words.classify(scalar) {
      case .separator, .apostrophe:
        result.append(" \(scalar.isASCII ? word(scalar) : unicodeName(scalar)) ")
      default:
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text with a word for the operator at its beginning: `-created` → `minus created`; nil if it has none.
  static func spelledPrefix(_ text: String) -> String? {
    for (symbol, name) in operators where text.hasPrefix(symbol) {
      let rest = String(text.dropFirst(symbol.count))
      return Words.split(rest).isEmpty ? nil : "\(name) \(rest)"
    }
    guard text.utf8.count > 1 else { return nil }
    switch text.first {
    case "-": return "minus " + text.dropFirst()
    case "+": return "plus " + text.dropFirst()
    default: return nil
    }
  }

  /// The text with words for the signs at its end and for each `&` and `%`; nil if it has none of them.
  ///
  /// Values often differ in such signs only (`A` and `A+`, `C` and `C#`), so the name always has them.
  static func spelledSigns(_ text: String) -> String? {
    var scalars = Array(text.unicodeScalars)
    var ending = ""
    while let last = scalars.last, "+#-*%".unicodeScalars.contains(last) {
      ending = " \(last == "#" ? "sharp" : word(last)) \(ending)"
      scalars.removeLast()
    }
    if scalars.isEmpty { return nil }
    var result = ""
    var found = !ending.isEmpty
    for scalar in scalars {
      switch scalar {
      case "%", "&":
        result.append(" \(word(scalar)) ")
        found = true
      default: result.unicodeScalars.append(scalar)
      }
    }
    return found ? result + ending : nil
  }

  /// The scalar's name in Unicode, such as `thumbs up sign`, or its number if it has none; empty for joiners.
  private static func unicodeName(_ scalar: Unicode.Scalar) -> String {
    if scalar.properties.isVariationSelector || scalar == "\u{200D}" { return "" }
    guard let name = scalar.properties.name else { return "u" + String(scalar.value, radix: 16) }
    return name.lowercased()
  }
}
