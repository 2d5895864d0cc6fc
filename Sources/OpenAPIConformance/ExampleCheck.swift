import OpenAPIClientRuntime
import OpenAPIDocument
import OpenAPISyntax
import OpenAPIValidation

/// Decodes one example of the document into its generated type and encodes it back.
public struct ExampleCheck: Sendable, CustomStringConvertible {
  let example: DocumentExample
  let examples: DocumentExamples
  let roundTrip: RoundTrip

  /// Where the example stands in the document.
  public var description: String { example.value.pointer }

  /// Whether the example is valid by its own schema; of others nothing is expected.
  public var isValid: Bool { !examples.validate(example).hasViolations }

  /// Whether it is a multipart body.
  var isSentInParts: Bool { example.mediaType.flatMap { MIMEType($0) }?.isMultipart ?? false }

  /// What differs after decoding and encoding; empty if the same JSON came back.
  ///
  /// Absent members that come back with their schema's default count as the same, and so do two texts of one instant, two
  /// of one floating-point number, and, but for what is sent, null and a member that is absent. Members that the schema
  /// says nothing about are listed by `undescribedMembers()` instead.
  public func differences() -> [String] { findings.filter { !$0.isUndescribed }.map(\.text) }

  /// Members of the example that no schema describes, a sentence each: the type can't hold them.
  ///
  /// That is a fault of the document and not of the client.
  public func undescribedMembers() -> [String] {
    findings.filter(\.isUndescribed).map { "\($0.text), for no schema describes it" }
  }

  private var findings: [Difference] {
    guard let schema = example.schema else { return [] }
    return roundTrip.differences(example.value, schema: schema, isSent: example.isRequest ?? false)
  }
}

/// What differs in a value that went through a type.
struct Difference {
  var text: String
  /// Whether a member is lost of which the schema says nothing.
  var isUndescribed = false
}

/// Decodes and encodes a value with the generated types that its schema leads to.
struct RoundTrip: Sendable {
  let types: [String: any JSONCodable.Type]
  let maker: ExampleMaker

  /// What differs after decoding and encoding; `isSent`: null must be sent as null.
  func differences(_ value: JSONNode, schema: JSONNode, isSent: Bool) -> [Difference] {
    differences(value, schema, isSent, depth: 0)
  }

  private func differences(_ value: JSONNode, _ schema: JSONNode, _ isSent: Bool, depth: Int) -> [Difference] {
    guard depth < 64 else { return [] }
    for candidate in chain(schema) {
      if let type = types[candidate.pointer] { return compare(value, type, schema: candidate, isSent) }
    }
    // No type of its own: what stands inside may have one.
    let schema = maker.follow(schema)
    var found: [Difference] = []
    if let items = schema["items"], value.kind == .array {
      for element in value.elements { found += differences(element, items, isSent, depth: depth + 1) }
    }
    if let more = schema["additionalProperties"], more.kind == .object, value.kind == .object {
      for member in value.members { found += differences(member.value, more, isSent, depth: depth + 1) }
    }
    return found
  }

  /// What differs in a value that was read from the JSON of a response.
  func differences(_ value: JSONNode, _ read: any JSONCodable, schema: JSONNode, isSent: Bool = false) -> [Difference] {
    var diagnostics = Diagnostics()
    guard let back = try? read.jsonBytes(),
      let tree = JSONTree.parse(back, file: "encoded", diagnostics: &diagnostics)
    else { return [Difference(text: "\(value.pointer): what \(type(of: read)) encodes is not JSON")] }
    return Comparison(maker: maker, isSent: isSent).difference(value, tree.root, maker.outline(of: schema))
  }

  private func chain(_ schema: JSONNode) -> [JSONNode] {
    var nodes = [schema]
    while nodes.count < 64, let target = maker.target(of: nodes[nodes.count - 1]) { nodes.append(target) }
    return nodes
  }

  private func compare(
    _ value: JSONNode, _ type: any JSONCodable.Type, schema: JSONNode, _ isSent: Bool
  ) -> [Difference] {
    // Null is nil wherever the type is used; the type itself has no part in it.
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
