/// Names of Swift, Foundation and the runtime that types of the document hide.
public struct HiddenNames: Sendable {
  /// Names that a type of the namespace hides, everywhere in the namespace.
  private var everywhere: Set<String> = []
  /// Names that a nested type hides, only inside the type around it, by the name of that type.
  private var inside: [String: Set<String>] = [:]

  /// Finds the names that some types hide; those around types of operations are among them.
  ///
  ///     struct Error { … }  → Error is hidden, and the printer writes Swift.Error
  init(_ types: [TypePlan], namespace: String) {
    let top = Set(types.map(\.name)).union(["Client", "Server", namespace])
    everywhere = top.intersection(ReservedWords.printed)
    // In an `Identifiable` type, `ID` means the type of its id.
    if top.contains(TypePlan.idName) { everywhere.insert(TypePlan.idName) }
    let hideable = top.union(ReservedWords.printed)
    for type in types {
      for nested in type.nested where hideable.contains(nested.name) {
        inside[type.name, default: []].insert(nested.name)
      }
    }
  }

  /// Whether no name is hidden anywhere.
  var isEmpty: Bool { everywhere.isEmpty && inside.isEmpty }

  /// Whether a name means something else inside a type of the namespace, or, with nil, outside all of them.
  public func contains(_ name: String, inside type: String?) -> Bool {
    if everywhere.contains(name) { return true }
    guard let type else { return false }
    return inside[type]?.contains(name) ?? false
  }
}
