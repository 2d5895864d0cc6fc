import OpenAPIDocument

/// A value of the document as a Swift expression.
public indirect enum ValuePlan: Equatable, Sendable {
  case string(String)
  case int(Int)
  /// The literal as the document writes it, valid in Swift.
  case double(String)
  case bool(Bool)
  case null
  case emptyArray
  case emptyDictionary
  case array([ValuePlan])
  /// `.name` of the type that stands there.
  case member(String)
  /// `.name()` of the type that stands there.
  case call(String)
  /// Any JSON, printed as a `JSONValue`.
  case json(JSONLiteral)
}
