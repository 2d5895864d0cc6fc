import OpenAPIClientRuntime
import OpenAPIDocument
import OpenAPIValidation

/// Compares a value with what came back of it, by what its schema says about it.
struct Comparison {
  let maker: ExampleMaker
  /// Whether null must have been kept: what is received has nil for it, as for a member that is absent.
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

  /// Whether two texts are one number for the type that holds it: whole numbers are exact, others are floating-point ones.
  private func isSameNumber(_ left: JSONNode, _ right: JSONNode, _ outline: SchemaOutline) -> Bool {
    if left.isEqual(to: right) { return true }
    let isWhole = [left, right].allSatisfy { !$0.compactText.contains { [".", "e", "E"].contains($0) } }
    guard let one = left.double, let other = right.double else { return false }
    if outline.parts.contains(where: { $0["format"]?.string == "float" }) { return Float(one) == Float(other) }
    return !isWhole && one == other
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
