/// A type whose values must follow the document's rules.
public protocol Validatable: Sendable {
  /// Checks the value against its rules.
  func validate(_ rules: inout Validation)
}

extension Validatable {
  /// The rules that the value breaks, each a sentence that names the property; empty if none.
  public func problems() -> [String] {
    var rules = Validation()
    validate(&rules)
    return rules.problems
  }
}

/// Collects the rules that a value breaks.
///
/// A value that is nil breaks none.
public struct Validation {
  /// The broken rules, each a sentence.
  public private(set) var problems: [String] = []
  private var path: [String] = []

  /// No broken rules.
  public init() {}

  /// All problems in one text; nil if there are none.
  var summary: String? { problems.isEmpty ? nil : problems.joined(separator: " ") }

  private mutating func report(_ name: String, _ sentence: String) {
    var location = ""
    // A position such as `[0]` follows the name before it without a dot.
    for part in path + [name] { location += location.isEmpty || part.hasPrefix("[") ? part : "." + part }
    problems.append("'\(location)' \(sentence).")
  }

  /// The value lies within bounds.
  public mutating func check<T: Comparable, R: RangeExpression>(_ name: String, _ value: T?, in range: R)
  where R.Bound == T {
    guard let value, !range.contains(value) else { return }
    report(name, "is \(value), but must be \(Self.phrase(range))")
  }

  /// The value is greater than a bound.
  public mutating func check<T: Comparable>(_ name: String, _ value: T?, above bound: T) {
    guard let value, value <= bound else { return }
    report(name, "is \(value), but must be greater than \(bound)")
  }

  /// The value is less than a bound.
  public mutating func check<T: Comparable>(_ name: String, _ value: T?, below bound: T) {
    guard let value, value >= bound else { return }
    report(name, "is \(value), but must be less than \(bound)")
  }

  /// The length of the text is within bounds, in characters (Unicode scalars, as JSON Schema counts).
  public mutating func length<R: RangeExpression>(_ name: String, _ value: String?, _ range: R) where R.Bound == Int {
    guard let count = value?.unicodeScalars.count, !range.contains(count) else { return }
    report(name, "has \(count) characters, but must have \(Self.phrase(range))")
  }

  /// The text matches a pattern somewhere.
  public mutating func pattern(_ name: String, _ value: String?, _ pattern: String) {
    guard let value, !Pattern.compiled(pattern).matches(value) else { return }
    report(name, "does not match the pattern \(pattern)")
  }

  /// The number of elements is within bounds.
  public mutating func count<C: Collection, R: RangeExpression>(_ name: String, _ value: C?, _ range: R)
  where R.Bound == Int {
    guard let count = value?.count, !range.contains(count) else { return }
    report(name, "has \(count) elements, but must have \(Self.phrase(range))")
  }

  /// The integer is a multiple of another one.
  public mutating func multiple<T: BinaryInteger>(_ name: String, _ value: T?, of step: T) {
    guard let value, step != 0, value % step != 0 else { return }
    report(name, "is \(value), but must be a multiple of \(step)")
  }

  /// The number is a multiple of another one, within rounding errors.
  public mutating func multiple<T: BinaryFloatingPoint>(_ name: String, _ value: T?, of step: T) {
    guard let value, step != 0 else { return }
    let quotient = Double(value) / Double(step)
    let tolerance = max(1e-9, 2 * Double(T.ulpOfOne)) * max(1, abs(quotient))
    guard abs(quotient - quotient.rounded()) > tolerance else { return }
    report(name, "is \(value), but must be a multiple of \(step)")
  }

  /// No two elements are equal.
  public mutating func unique<T: Hashable>(_ name: String, _ value: [T]?) {
    guard let value, Set(value).count < value.count else { return }
    report(name, "has equal elements, but all must be different")
  }

  /// The elements of an array with their names, such as `tags[0]`.
  public func elements<T>(_ name: String, _ values: [T]?) -> [(name: String, value: T)] {
    (values ?? []).enumerated().map { position, value in ("\(name)[\(position)]", value) }
  }

  /// The values of a map with their names, such as `limits[day]`, by key.
  public func elements<T>(_ name: String, _ values: [String: T]?) -> [(name: String, value: T)] {
    (values ?? [:]).sorted { $0.key < $1.key }.map { key, value in ("\(name)[\(key)]", value) }
  }

  /// The value satisfies the rules of its type.
  public mutating func nested(_ name: String, _ value: (any Validatable)?) {
    guard let value else { return }
    path.append(name)
    value.validate(&self)
    path.removeLast()
  }

  /// Each element satisfies the rules of its type.
  public mutating func nested<T: Validatable>(_ name: String, _ values: [T]?) {
    for (position, value) in (values ?? []).enumerated() { nested("\(name)[\(position)]", value) }
  }

  /// Each value satisfies the rules of its type.
  public mutating func nested<T: Validatable>(_ name: String, _ values: [String: T]?) {
    for (key, value) in (values ?? [:]).sorted(by: { $0.key < $1.key }) { nested("\(name)[\(key)]", value) }
  }

  private static func phrase<R: RangeExpression>(_ range: R) -> String {
    switch range {
    case let range as ClosedRange<R.Bound>:
      range.lowerBound == range.upperBound ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
    case let range as PartialRangeFrom<R.Bound>: "at least \(range.lowerBound)"
    case let range as PartialRangeThrough<R.Bound>: "at most \(range.upperBound)"
    case let range as PartialRangeUpTo<R.Bound>: "less than \(range.upperBound)"
    default: "in \(range)"
    }
  }
}
