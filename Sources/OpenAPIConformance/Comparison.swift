import OpenAPIClientRuntime
import OpenAPIDocument
import OpenAPIValidation

/// Compares a value with the one that came back after decoding and encoding, by the rules of its schema.
struct Comparison {
  let maker: ExampleMaker
  /// Whether the value is sent, so that null must come back as null; a received null becomes nil, like an absent member.
  let isSent: Bool

  func difference(_ left: JSONNode, _ right: JSONNode, _ outline: SchemaOutline) -> [Difference] {
    switch (left.kind, right.kind) {
    case (.object, .object):
      var found: [Difference] = []
      for member in left.members {
        if let other = right[member.key] {
          found += difference(member.value, other, outline.property(member.key))
        } else if isSent || member.value.kind != .null {
          found.append(
            Difference(
              text: "\(member.value.pointer) is lost", isUndescribed: !outline.describes(property: member.key)))
        }
      }
      for member in right.members where left[member.key] == nil && !isDefault(member.value) {
        found.append(Difference(text: "\(left.pointer) has gained \(member.key)"))
      }
      return found
    case (.array, .array) where left.count == right.count:
      var found: [Difference] = []
      for (index, (one, other)) in zip(left.elements, right.elements).enumerated() {
        found += difference(one, other, outline.element(index))
      }
      return found
    case (.string, .string):
      guard let one = left.string, let other = right.string, one != other, !isSameInstant(one, other) else { return [] }
      return [Difference(text: "\(left.pointer): \(one) came back as \(other)")]
    case (.number, .number) where isSameNumber(left, right, outline): return []
    default:
      if left.isEqual(to: right) { return [] }
      return [Difference(text: "\(left.pointer): \(left.compactText) came back as \(right.compactText)")]
    }
  }

  /// Whether two numbers are the same in the generated type: whole numbers exactly, others as floating-point numbers.
  private func isSameNumber(_ left: JSONNode, _ right: JSONNode, _ outline: SchemaOutline) -> Bool {
    if left.isEqual(to: right) { return true }
    let isWhole = [left, right].allSatisfy { !$0.compactText.contains { [".", "e", "E"].contains($0) } }
    guard let one = left.double, let other = right.double else { return false }
    if outline.parts.contains(where: { $0["format"]?.string == "float" }) { return Float(one) == Float(other) }
    return !isWhole && one == other
  }

  /// Whether a member that only the encoded value has is a default or a constant of the document.
  private func isDefault(_ value: JSONNode) -> Bool {
    guard let key = value.key else { return false }
    return maker.defaults(of: key).contains { $0.isEqual(to: value) }
  }

  private func isSameInstant(_ one: String, _ other: String) -> Bool {
    guard let first = try? JSONValue.string(one).decode(as: RFC3339Instant.self),
      let second = try? JSONValue.string(other).decode(as: RFC3339Instant.self)
    else {
      // UUIDs are the same in either case.
      return one.utf8.count == 36 && one.lowercased() == other.lowercased()
    }
    // Generated types keep instants to the microsecond.
    return abs(first.timeIntervalSinceReferenceDate - second.timeIntervalSinceReferenceDate) <= 0.000_001
  }
}
