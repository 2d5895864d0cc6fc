/// What checks the values of types that have rules.
extension Validation {
  /// What checks a value of a type that holds one with a `validate` method; nil where it holds none.
  ///
  /// The runtime walks one level of elements by itself; deeper ones, and those that may be null, are walked here.
  func rule(for reference: API.Reference, _ types: API.Types) -> RulePlan? {
    isValidating(Validation.element(of: reference, types)) ? Validation.rule(reference, types) : nil
  }

  /// The same for a variant of a union, whose lists and maps have no name of their own.
  func rule(forVariant reference: API.Reference, _ types: API.Types) -> RulePlan? {
    let rule = rule(for: reference, types)
    return rule == .nested && Validation.inner(of: reference, types) != nil ? .elements([.nested]) : rule
  }

  private static func rule(_ reference: API.Reference, _ types: API.Types) -> RulePlan {
    guard let inner = inner(of: reference, types) else { return .nested }
    if self.inner(of: inner, types) == nil, !types.follow(inner).isNullable { return .nested }
    return .elements([rule(inner, types)])
  }
}
