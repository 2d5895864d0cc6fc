import OpenAPIClientRuntime
import OpenAPIDocument
import OpenAPISyntax
import OpenAPIValidation

/// Decodes one example of the document into its generated type and encodes it back.
public struct ExampleCheck: Sendable, CustomStringConvertible {
  let example: DocumentExample
  let examples: DocumentExamples
  let roundTrip: RoundTrip

  /// The JSON pointer of the example, in fragment form.
  public var description: String { example.value.pointer }

  /// Whether the example is valid by its own schema; one that isn't need not come back equal.
  public var isValid: Bool { !examples.validate(example).hasViolations }

  /// Whether it is a multipart body.
  var isSentInParts: Bool { example.mediaType.flatMap { MIMEType($0) }?.isMultipart ?? false }

  /// The differences after decoding and encoding, a sentence each; empty if the same JSON came back.
  ///
  /// These are no differences: an absent member that comes back with its default, another text for the same instant,
  /// another for the same floating-point number, and, except in requests, an absent member instead of null. Members that
  /// no schema describes are listed by `undescribedMembers()` instead.
  public func differences() -> [String] { findings.filter { !$0.isUndescribed }.map(\.text) }

  /// Members of the example that no schema describes, so that the type can't keep them; a sentence each.
  ///
  /// The document is at fault here, not the client.
  public func undescribedMembers() -> [String] {
    findings.filter(\.isUndescribed).map { "\($0.text), because no schema describes it" }
  }

  private var findings: [Difference] {
    guard let schema = example.schema else { return [] }
    return roundTrip.differences(example.value, schema: schema, isSent: example.isRequest ?? false)
  }
}

/// A difference between a value and the one that came back after decoding and encoding.
struct Difference {
  var text: String
  /// Whether the difference is a lost member that no schema describes.
  var isUndescribed = false
}

/// Decodes and encodes values with the generated types of their schemas.
struct RoundTrip: Sendable {
  let types: [String: any JSONCodable.Type]
  let maker: ExampleMaker

  /// The differences after decoding and encoding a value, which is part of a request if `isSent`.
  func differences(_ value: JSONNode, schema: JSONNode, isSent: Bool) -> [Difference] {
    differences(value, schema, isSent, depth: 0)
  }

  private func differences(_ value: JSONNode, _ schema: JSONNode, _ isSent: Bool, depth: Int) -> [Difference] {
    guard depth < 64 else { return [] }
    for candidate in chain(schema) {
      if let type = types[candidate.pointer] { return compare(value, type, schema: candidate, isSent) }
    }
    // The schema has no type of its own, but those of its elements or members may have one.
    let schema = maker.follow(schema)
    var found: [Difference] = []
    if let items = schema["items"] {
      found += value.elements.flatMap { differences($0, items, isSent, depth: depth + 1) }
    }
    if let additional = schema["additionalProperties"], additional.kind == .object {
      found += value.members.flatMap { differences($0.value, additional, isSent, depth: depth + 1) }
    }
    return found
  }

  /// The differences between a value and what a type decoded from it.
  func differences(_ value: JSONNode, _ read: any JSONCodable, schema: JSONNode, isSent: Bool = false) -> [Difference] {
    var diagnostics = Diagnostics()
    guard let back = try? read.jsonBytes(),
      let tree = JSONTree.parse(back, file: "encoded", diagnostics: &diagnostics)
    else { return [Difference(text: "\(value.pointer): what \(type(of: read)) encodes is not JSON")] }
    return Comparison(maker: maker, isSent: isSent).difference(value, tree.root, maker.outline(of: schema))
  }

  /// A schema and the schemas that its references lead to, one after the other.
  private func chain(_ schema: JSONNode) -> [JSONNode] {
    var nodes = [schema]
    while nodes.count < 64, let target = maker.target(of: nodes[nodes.count - 1]) { nodes.append(target) }
    return nodes
  }

  private func compare(
    _ value: JSONNode, _ type: any JSONCodable.Type, schema: JSONNode, _ isSent: Bool
  ) -> [Difference] {
    // Null becomes nil where the type is used, so the type never decodes it.
    if value.kind == .null { return [] }
    do {
      return differences(value, try decoded(value.compactText, as: type), schema: schema, isSent: isSent)
    } catch {
      return [Difference(text: "\(value.pointer): \(type) can't be read: \(error)")]
    }
  }

  private func decoded<T: JSONCodable>(_ text: String, as type: T.Type) throws -> any JSONCodable {
    try T(jsonString: text)
  }
}
