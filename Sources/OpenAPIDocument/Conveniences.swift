// Spellings that cost the compiler a tenth of `== nil` and `==`, whose overloads it weighs at every use. These modules
// are compiled for each package that generates a client, so they use them throughout.

extension Optional {
  /// Whether there is no value.
  package var isNil: Bool {
    if case .none = self { return true }
    return false
  }

  /// Whether there is a value.
  package var isPresent: Bool {
    if case .some = self { return true }
    return false
  }
}

extension Equatable {
  /// Whether it equals one of the values.
  package func isOne(of values: Self...) -> Bool { values.contains(self) }
}
