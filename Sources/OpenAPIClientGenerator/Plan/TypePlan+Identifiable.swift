extension TypePlan {
  /// Whether the type is `Identifiable`: a JSON struct whose `id` is required, and a string, an integer or a UUID.
  ///
  /// A type with a nested type called `ID` is not: `Identifiable` uses that name for the type of the id.
  var isIdentifiable: Bool {
    guard case .structure(let structure) = kind, structure.coding == .json,
      let id = structure.properties.first(where: { $0.name == "id" }),
      id.presence == .required, id.documentation.deprecation == nil
    else { return false }
    switch id.type {
    case .string, .int, .int32, .int64, .uint64, .uuid, .custom: return !nested.contains { $0.name == Self.idName }
    default: return false
    }
  }

  /// The name that `Identifiable` gives to the type of the id.
  static let idName = "ID"
}
