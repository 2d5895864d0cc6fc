extension FilePrinter {
  /// The members of an extensible enum.
  ///
  ///     public let rawValue: String
  ///     public init(rawValue: String) { self.rawValue = rawValue }
  ///     public static var small: Self { Self(rawValue: "small") }
  func printMembers(of values: EnumPlan) {
    let raw = spell(values.rawType)
    line("\(access)let rawValue: \(raw)")
    line("\(access)init(rawValue: \(raw)) { self.rawValue = rawValue }")
    if !values.values.isEmpty { blank() }
    for value in values.values {
      printDocumentation(value.documentation)
      let literal = value.value == .null ? ".null" : spell(value.value)
      line("\(access)static var \(value.name): Self { Self(rawValue: \(literal)) }")
    }
  }
}
