/// An example of a value: OpenAPI, section Example Object.
///
/// The value of `example` is an example without a name.
public struct Example: Sendable {
  /// The value in the document.
  public let node: JSONNode
  /// Where it is used: a reference, or the same as `node`.
  public let usage: JSONNode
  /// The name among the examples; nil for the value of `example`.
  public let name: String?
  /// A short summary.
  public let summary: String?
  /// The description, in CommonMark.
  public let description: String?
  /// The value, from `value` or `dataValue`.
  public let value: JSONNode?
  /// The value as it is sent (OpenAPI 3.2).
  public let serializedValue: String?
  /// The URL of the value.
  public let externalValue: String?
}

extension DocumentBuilder {
  /// The examples of a parameter, header or media type.
  func examples(of owner: JSONNode) -> [Example] {
    var result: [Example] = []
    if let value = owner[.example] { result.append(bareExample(value)) }
    guard let examples = owner[.examples] else { return result }
    if examples.isArray {
      // JSON Schema's form, which people use here too.
      result += examples.elements.map { bareExample($0) }
    } else {
      result += read(map(owner, .examples), example)
    }
    return result
  }

  /// A value in place of an Example Object.
  private func bareExample(_ value: JSONNode, name: String? = nil) -> Example {
    Example(
      node: value, usage: value, name: name, summary: nil, description: nil, value: value, serializedValue: nil,
      externalValue: nil)
  }

  func example(_ usage: JSONNode, name: String) -> Example? {
    guard usage.isObject else {
      wrongKind(usage, "An example must be an object with a `value`")
      return bareExample(usage, name: name)
    }
    guard let node = follow(usage), node.isObject else { return nil }
    return Example(
      node: node, usage: usage, name: name, summary: override(.summary, usage: usage, node: node),
      description: override(.description, usage: usage, node: node), value: node[.value] ?? node[.dataValue],
      serializedValue: text(node, .serializedValue), externalValue: text(node, .externalValue))
  }
}
