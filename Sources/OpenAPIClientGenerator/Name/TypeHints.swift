/// Names for inline types, made of their key or of the list or map that they are in.
///
///     line_items → LineItems, whose element is a LineItem
///
/// Results are kept, because many inline types have the same keys.
struct TypeHints {
  private var hints: [String: String] = [:]
  private var singulars: [String: String] = [:]

  /// The name of a type with this key.
  mutating func hint(_ key: String) -> String {
    if let known = hints[key] { return known }
    let name = Identifiers.type(key)
    hints[key] = name
    return name
  }

  /// The singular of a name.
  mutating func singular(_ name: String) -> String {
    if let known = singulars[name] { return known }
    let singular = Singular.of(name)
    singulars[name] = singular
    return singular
  }

  /// The name of a list's element, from the list's name.
  mutating func itemName(_ hint: String) -> String {
    let singular = singular(hint)
    if singular != hint { return singular }
    if Self.vagueLists.contains(hint) { return "Item" }
    for ending in ["List", "Array", "Set", "Collection"] where hint.hasSuffix(ending) && hint != ending {
      return String(hint.dropLast(ending.count))
    }
    return hint
  }

  /// Names of lists that say nothing about the elements.
  private static let vagueLists = Words.set(
    "Data List Content Response Payload Body Output Result Array Collection Info OK")

  /// The name of a map's value, from the map's name.
  mutating func valueName(_ hint: String) -> String {
    let singular = singular(hint)
    return singular == hint ? hint + "Value" : singular
  }
}
