/// Words for characters that a Swift identifier can't hold.
enum Symbols {
  /// Names of whole operators, longest first.
  private static let operators: [(String, String)] = [
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

  /// The text with every character that is no letter or digit replaced by its name, words apart.
  static func spelled(_ text: String) -> String {
    for (symbol, name) in operators where text == symbol { return name }
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

  /// The text with the operator at its beginning replaced by a word; nil without one.
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

  /// The text with the signs at its end and each `&`, `%` replaced by words; nil without them.
  ///
  /// Such signs tell values apart (`A`, `A+`, `C#`), so they are always part of the name.
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

  /// The scalar's name in Unicode, such as `thumbs up sign`; its number if it has none.
  private static func unicodeName(_ scalar: Unicode.Scalar) -> String {
    if scalar.properties.isVariationSelector || scalar == "\u{200D}" { return "" }
    guard let name = scalar.properties.name else { return "u" + String(scalar.value, radix: 16) }
    return name.lowercased()
  }
}
