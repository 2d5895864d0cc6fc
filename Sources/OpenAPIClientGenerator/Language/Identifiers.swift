import OpenAPISyntax

/// Swift identifiers for texts of the document, a function for each kind of declaration.
///
/// Each gives the best name for the text alone; a `NameScope` keeps them apart.
enum Identifiers {
  /// A property, parameter or function: `imageURL`.
  static func member(_ text: String) -> String {
    let name = Casing.lowerCamel(text)
    if name.isEmpty { return spelled(text, fallback: "value", isUpper: false) }
    return startsBadly(name) ? "value" + name : name
  }

  /// A type: `ImageURL`.
  static func type(_ text: String) -> String {
    let name = Casing.upperCamel(text)
    if name.isEmpty { return spelled(text, fallback: "Model", isUpper: true) }
    return startsBadly(name) ? "Type" + name : name
  }

  /// A member of an open enum, for a value of the document: `r16x9` for `16:9`, `minusCreatedAt` for `-created_at`.
  static func constant(_ text: String) -> String {
    if text.isEmpty { return "empty" }
    if text.startsWithDigit, let name = numeric(text) { return name }
    var source = text
    if let prefixed = Symbols.spelledPrefix(source) { source = prefixed }
    if let signs = Symbols.spelledSigns(source) { source = signs }
    return member(source)
  }

  /// The same for a number.
  static func constant(number text: String) -> String {
    var name = "value"
    var magnitude = text
    if text.hasPrefix("-") {
      name = "minus"
      magnitude.removeFirst()
    }
    for byte in magnitude.utf8 {
      switch byte {
      case _ where byte.isDigit: name.unicodeScalars.append(Unicode.Scalar(byte))
      case UInt8(ascii: "."): name.append("_")
      case UInt8(ascii: "e"), UInt8(ascii: "E"): name.append("e")
      case UInt8(ascii: "-"): name.append("minus")
      default: break
      }
    }
    return name
  }

  /// Further names for a text whose first choice is taken: the text itself where it is an identifier
  /// (`Id` beside `id`), then with its symbols spelled out.
  static func alternatives(_ text: String, isUpper: Bool = false) -> [String] {
    var names: [String] = []
    if isIdentifier(text) { names.append(text) }
    let words = Casing.camel(Words.split(Symbols.spelled(text)), isUpper: isUpper)
    if !words.isEmpty, !startsBadly(words) { names.append(words) }
    return names
  }

  /// Whether the text is an ASCII identifier that needs no escaping.
  static func isIdentifier(_ text: String) -> Bool {
    guard let first = text.utf8.first, !first.isDigit, first != UInt8(ascii: "_") else { return false }
    for byte in text.utf8 {
      if !byte.isIdentifierByte { return false }
    }
    return !["self", "Self", "init", "Type", "Protocol", "Any", "deinit"].contains(text)
      && !ReservedWords.keywords.contains(text)
  }

  private static func startsBadly(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first else { return true }
    return first.value < 0x80 ? name.startsWithDigit : !first.properties.isXIDStart
  }

  private static func spelled(_ text: String, fallback: String, isUpper: Bool) -> String {
    let name = Casing.camel(Words.split(Symbols.spelled(text)), isUpper: isUpper)
    if name.isEmpty { return fallback }
    return startsBadly(name) ? fallback + name : name
  }

  /// Names for values that begin with a digit: ratios, sizes, versions, other numbers.
  private static func numeric(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    var groups: [String] = []
    var separators: [UInt8] = []
    var current = ""
    var isNumberOnly = true
    for byte in bytes {
      if byte.isDigit {
        current.unicodeScalars.append(Unicode.Scalar(byte))
      } else if ":xX*.-/".utf8.contains(byte) {
        if current.isEmpty { return nil }
        groups.append(current)
        separators.append(byte)
        current = ""
      } else {
        isNumberOnly = false
        break
      }
    }
    if isNumberOnly {
      if current.isEmpty { return nil }
      groups.append(current)
      guard let first = separators.first else { return "value" + current }
      if groups.count == 2 {
        switch first {
        case UInt8(ascii: ":"): return "r\(groups[0])x\(groups[1])"
        case UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "*"): return "size\(groups[0])x\(groups[1])"
        default: break
        }
      }
      var prefix = "v"
      for separator in separators {
        if !".-".utf8.contains(separator) { prefix = "value" }
      }
      return prefix + groups.joined(separator: "_")
    }
    // `2K`, `720p`: levels of size.
    guard groups.isEmpty, bytes.count == current.utf8.count + 1, let last = bytes.last, "KkPp".utf8.contains(last)
    else { return nil }
    return "size" + text
  }
}
