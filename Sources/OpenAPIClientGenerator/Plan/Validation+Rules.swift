/// The rules that call the `validate` methods of values in a value.
extension Validation {
  /// The rule for a value that is, or contains, one with a `validate` method; nil where none has that method.
  ///
  ///     Pet, [Pet]  → .nested        [[Pet]], [Pet?]  → .elements([.nested])
  ///
  /// `rules.nested` of the runtime visits the elements of a list itself, but neither nested lists nor nulls.
  func rule(for reference: API.Reference, _ types: API.Types) -> RulePlan? {
    isValidating(Validation.element(of: reference, types)) ? Validation.rule(reference, types) : nil
  }

  /// The same for the payload of a union's case: a list or a map has no `validate` method, so its elements are visited.
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
