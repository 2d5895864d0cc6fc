/// A rule that `validate()` checks.
public indirect enum RulePlan: Equatable, Sendable {
  /// Bounds as Swift literals; nil is unbounded.
  case range(minimum: String?, maximum: String?, exclusiveMinimum: Bool, exclusiveMaximum: Bool)
  case length(minimum: Int?, maximum: Int?)
  case count(minimum: Int?, maximum: Int?)
  case pattern(String)
  case multiple(of: String)
  case unique
  /// Rules of each element of an array or value of a map.
  case elements([RulePlan])
  /// The value has a `validate` method of its own.
  case nested
}
