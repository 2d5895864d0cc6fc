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
  /// `.name`: a static property of the expected type.
  case member(String)
  /// `.init(rawValue: "name")`: a deprecated constant of an extensible enum, which would cause a warning by its name.
  case deprecatedMember(String, rawValue: ValuePlan)
  /// `.name()`: a static function of the expected type.
  case call(String)
  /// Any JSON, printed as a `JSONValue`.
  case json(JSONLiteral)
}

extension ValuePlan {
  /// The value for messages: as Swift writes it, but any JSON as JSON.
  var text: String {
    switch self {
    case .string(let text): JSONLiteral.string(text).text
    case .int(let number): String(number)
    case .double(let literal): literal
    case .bool(let flag): String(flag)
    case .null: "nil"
    case .emptyArray: "[]"
    case .emptyDictionary: "[:]"
    case .array(let values): "[\(values.map(\.text).joined(separator: ", "))]"
    case .member(let name), .deprecatedMember(let name, _): ".\(name)"
    case .call(let name): ".\(name)()"
    case .json(let literal): literal.text
    }
  }
}
