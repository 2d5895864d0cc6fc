extension TypePlan {
  /// Whether the type is `Identifiable`: a struct of JSON whose `id` is always there and is a text, a whole number or a
  /// UUID.
  ///
  /// One that holds a type called `ID` is not: `Identifiable` has that name for the type of the id.
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

  /// What `Identifiable` calls the type of the id: inside such a type the name means that.
  static let idName = "ID"
}
