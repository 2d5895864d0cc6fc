import OpenAPISyntax

/// Makes Swift identifiers of the document's names and values, with a function for each kind of declaration.
///
/// The functions look at one text only, so two texts can get the same name; `NameScope` makes names unique.
enum Identifiers {
  /// A property, parameter or function: `imageURL`.
  static func member(_ text: String) -> String {
    let name = Casing.lowerCamel(text)
    if name.isEmpty { return spelled(text, fallback: "value", isUpper: false) }
    return hasInvalidStart(name) ? "value" + name : name
  }

  /// A type: `ImageURL`.
  static func type(_ text: String) -> String {
    let name = Casing.upperCamel(text)
    if name.isEmpty { return spelled(text, fallback: "Model", isUpper: true) }
    return hasInvalidStart(name) ? "Type" + name : name
  }

  /// A constant for a string value: `r16x9` for `16:9`, `minusCreatedAt` for `-created_at`.
  static func constant(_ text: String) -> String {
    if text.isEmpty { return "empty" }
    if text.startsWithDigit, let name = numeric(text) { return name }
    var source = text
    if let prefixed = Symbols.spelledPrefix(source) { source = prefixed }
    if let signs = Symbols.spelledSigns(source) { source = signs }
    return member(source)
  }

  /// A constant for a number: `value42` for `42`, `minus1_5` for `-1.5`.
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

  /// Further names for a text whose first choice is taken: the text itself if it is an identifier (`Id` beside `id`), then
  /// its words with the symbols spelled out.
  static func alternatives(_ text: String, isUpper: Bool = false) -> [String] {
    var names: [String] = []
    if isIdentifier(text) { names.append(text) }
    let words = Casing.camel(Words.split(Symbols.spelled(text)), isUpper: isUpper)
    if !words.isEmpty, !hasInvalidStart(words) { names.append(words) }
    return names
  }

  /// Whether the text is an ASCII identifier that needs no escaping.
  static func isIdentifier(_ text: String) -> Bool {
    guard let first = text.utf8.first, !first.isDigit, first != UInt8(ascii: "_") else { return false }
    return text.utf8.allSatisfy { $0.isIdentifierByte }
      && !["self", "Self", "init", "Type", "Protocol", "Any", "deinit"].contains(text)
      && !ReservedWords.keywords.contains(text)
  }

  private static func hasInvalidStart(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first else { return true }
    return first.value < 0x80 ? name.startsWithDigit : !first.properties.isXIDStart
  }

  private static func spelled(_ text: String, fallback: String, isUpper: Bool) -> String {
    let name = Casing.camel(Words.split(Symbols.spelled(text)), isUpper: isUpper)
    if name.isEmpty { return fallback }
    return hasInvalidStart(name) ? fallback + name : name
  }

  /// Names for values that begin with a digit: ratios, sizes, versions, other numbers; nil for any other text.
  ///
  ///     16:9, 1024x768, 1.0, 2K, 1/2  → r16x9, size1024x768, v1_0, size2K, value1_2
  private static func numeric(_ text: String) -> String? {
    guard text.utf8.allSatisfy({ $0.isDigit || ":xX*.-/".utf8.contains($0) }) else { return resolution(text) }
    let groups = text.split(omittingEmptySubsequences: false) { !$0.isNumber }
    let separators = text.filter { !$0.isNumber }
    if groups.contains(where: \.isEmpty) { return nil }
    switch (groups.count, separators) {
    case (1, _): return "value\(text)"
    case (2, ":"): return "r\(groups[0])x\(groups[1])"
    case (2, "x"), (2, "X"), (2, "*"): return "size\(groups[0])x\(groups[1])"
    default:
      // `1.0` and `2024-01-01` are versions and dates.
      let prefix = separators.allSatisfy { ".-".contains($0) } ? "v" : "value"
      return prefix + groups.joined(separator: "_")
    }
  }

  /// A name for a value such as `2K` or `720p`.
  private static func resolution(_ text: String) -> String? {
    guard let unit = text.utf8.last, "KkPp".utf8.contains(unit), text.utf8.dropLast().allSatisfy({ $0.isDigit }) else {
      return nil
    }
    return "size\(text)"
  }
}
