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

extension RulePlan {
  init(_ rule: API.Rule) {
    switch rule {
    case .range(let minimum, let maximum, let exclusiveMinimum, let exclusiveMaximum):
      self = .range(
        minimum: minimum, maximum: maximum, exclusiveMinimum: exclusiveMinimum, exclusiveMaximum: exclusiveMaximum)
    case .length(let minimum, let maximum): self = .length(minimum: minimum, maximum: maximum)
    case .count(let minimum, let maximum): self = .count(minimum: minimum, maximum: maximum)
    case .pattern(let pattern): self = .pattern(pattern)
    case .multiple(let step): self = .multiple(of: step)
    case .unique: self = .unique
    case .elements(let rules): self = .elements(rules.map(RulePlan.init))
    }
  }
}
