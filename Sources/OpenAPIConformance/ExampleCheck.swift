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
  /// Absent members that come back with their schema's default count as the same, and so do two texts of one instant.
  public func differences() -> [String] {
    guard let schema = example.schema else { return [] }
    return roundTrip.differences(example.value, schema: schema)
  }
}

/// Takes a value through the generated types that its schema leads to.
struct RoundTrip: Sendable {
  let types: [String: any JSONCodable.Type]
  let maker: ExampleMaker

  func differences(_ value: JSONNode, schema: JSONNode) -> [String] { differences(value, schema, depth: 0) }

  private func differences(_ value: JSONNode, _ schema: JSONNode, depth: Int) -> [String] {
    guard depth < 64 else { return [] }
    for candidate in chain(schema) {
      if let type = types[candidate.pointer] { return compare(value, type, schema: candidate) }
    }
    // No type of its own: what stands inside may have one.
    let schema = maker.follow(schema)
    var found: [String] = []
    if let items = schema["items"], value.kind == .array {
      for element in value.elements { found += differences(element, items, depth: depth + 1) }
    }
    if let more = schema["additionalProperties"], more.kind == .object, value.kind == .object {
      for member in value.members { found += differences(member.value, more, depth: depth + 1) }
    }
    return found
  }

  /// What differs in a value that was read from the JSON.
  func differences(_ value: JSONNode, _ read: any JSONCodable) -> [String] {
    var diagnostics = Diagnostics()
    guard let back = try? read.jsonBytes(),
      let tree = JSONTree.parse(back, file: "encoded", diagnostics: &diagnostics)
    else { return ["\(value.pointer): what \(type(of: read)) encodes is not JSON"] }
    return difference(value, tree.root)
  }

  private func chain(_ schema: JSONNode) -> [JSONNode] {
    var nodes = [schema]
    while nodes.count < 64, let target = maker.target(of: nodes[nodes.count - 1]) { nodes.append(target) }
    return nodes
  }

  private func compare(_ value: JSONNode, _ type: any JSONCodable.Type, schema: JSONNode) -> [String] {
    // Null is nil wherever the type is used; the type itself has no part in it.
    if value.kind == .null { return [] }
    do {
      return differences(value, try decoded(value.compactText, as: type))
    } catch {
      return ["\(value.pointer): \(type) can't be read: \(error)"]
    }
  }

  private func decoded<T: JSONCodable>(_ text: String, as type: T.Type) throws -> any JSONCodable {
    try T(jsonString: text)
  }

  private func difference(_ left: JSONNode, _ right: JSONNode) -> [String] {
    switch (left.kind, right.kind) {
    case (.object, .object):
      var found: [String] = []
      for member in left.members {
        guard let other = right[member.key] else {
          found.append("\(member.value.pointer) is lost")
          continue
        }
        found += difference(member.value, other)
      }
      for member in right.members where left[member.key] == nil && !isDefault(member.value) {
        found.append("\(left.pointer) has gained \(member.key)")
      }
      return found
    case (.array, .array) where left.count == right.count:
      var found: [String] = []
      for (one, other) in zip(left.elements, right.elements) { found += difference(one, other) }
      return found
    case (.string, .string):
      guard let one = left.string, let other = right.string, one != other, !isSameInstant(one, other) else { return [] }
      return ["\(left.pointer): \(one) came back as \(other)"]
    default:
      return left.isEqual(to: right) ? [] : ["\(left.pointer): \(left.compactText) came back as \(right.compactText)"]
    }
  }

  /// A member that the example leaves out and the type adds can only be a default or a constant of the document.
  private func isDefault(_ value: JSONNode) -> Bool {
    guard let key = value.key else { return false }
    return maker.defaults(of: key).contains { $0.isEqual(to: value) }
  }

  private func isSameInstant(_ one: String, _ other: String) -> Bool {
    guard let first = try? JSONValue.string(one).decode(as: RFC3339Instant.self),
      let second = try? JSONValue.string(other).decode(as: RFC3339Instant.self)
    else { return one.lowercased() == other.lowercased() && one.utf8.count == 36 }
    // Types keep instants to the microsecond.
    return abs(first.timeIntervalSinceReferenceDate - second.timeIntervalSinceReferenceDate) <= 0.000_001
  }
}
