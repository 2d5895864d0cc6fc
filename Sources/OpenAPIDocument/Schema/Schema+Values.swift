import OpenAPISyntax

/// A lower or upper limit of numbers.
public struct Bound: Sendable {
  /// The number in the document.
  public let node: JSONNode
  /// Whether the limit itself is not allowed.
  public let isExclusive: Bool

  /// The number as written, of any size.
  public var text: String { node.numberText ?? "" }
  /// The nearest double; nil beyond the range of doubles.
  public var double: Double? { node.double }
  /// The number, if it is whole and fits.
  public var int: Int? { node.int }
}

extension Schema {
  /// The `format`; `binary` for the type `file` of Swagger.
  public var format: String? {
    if let format = string(.format) { return format }
    if let type = value(.type)?.string, type.utf8.count == 4, type.lowercased() == "file" { return "binary" }
    return nil
  }
  /// The `contentEncoding`, such as `base64`.
  public var contentEncoding: String? { string(.contentEncoding) }
  /// The `contentMediaType` of a string's content.
  public var contentMediaType: String? { string(.contentMediaType) }
  /// The schema of a string's content.
  public var contentSchema: Schema? { schema(.contentSchema) }
  /// The regular expression (ECMA-262) that a string must contain a match of.
  public var pattern: String? { string(.pattern) }
  /// The least number of Unicode code points in a string.
  public var minLength: Int? { limit(.minLength) }
  /// The greatest number of Unicode code points in a string.
  public var maxLength: Int? { limit(.maxLength) }

  /// The values allowed, in order and as written, without null (see ``isNullable``); nil without `enum`.
  public var enumValues: [JSONNode]? {
    guard let values = value(.enum), values.isArray else { return nil }
    return values.children.filter { !$0.isNull }
  }

  /// The only value allowed.
  public var const: JSONNode? { value(.const) }
  /// The value that an absent one means.
  public var `default`: JSONNode? { value(.default) }

  /// The values of `example` and `examples`.
  public var examples: [JSONNode] {
    var result: [JSONNode] = []
    if let example = value(.example) { result.append(example) }
    if let examples = value(.examples) {
      if examples.isArray {
        result += examples.children
      } else if examples.isObject {
        // Documents also write named examples here, as in a media type.
        result += examples.children.map { $0[.value] ?? $0 }
      }
    }
    return result
  }

  /// The lower limit of a number; the stricter of two.
  public var minimum: Bound? { bound(.minimum, .exclusiveMinimum) { $0 > $1 } }
  /// The upper limit of a number; the stricter of two.
  public var maximum: Bound? { bound(.maximum, .exclusiveMaximum) { $0 < $1 } }

  /// The exclusive keyword is a boolean beside the limit in OpenAPI 3.0, and a limit of its own from 3.1 on.
  private func bound(
    _ inclusive: Keyword, _ exclusive: Keyword, isStricter: (Double, Double) -> Bool
  ) -> Bound? {
    let limit = number(inclusive)
    if let other = number(exclusive) {
      if let limit, let left = limit.double, let right = other.double, isStricter(left, right) {
        return Bound(node: limit, isExclusive: false)
      }
      return Bound(node: other, isExclusive: true)
    }
    guard let limit else { return nil }
    return Bound(node: limit, isExclusive: flag(exclusive))
  }

  /// The number that a valid number is a multiple of.
  public var multipleOf: JSONNode? { number(.multipleOf) }

  /// The `title`.
  public var title: String? { string(.title) }
  /// The `description`.
  public var description: String? { string(.description) }
  /// Whether the value is only received.
  public var readOnly: Bool { flag(.readOnly) }
  /// Whether the value is only sent.
  public var writeOnly: Bool { flag(.writeOnly) }
  /// Whether the value should no longer be used.
  public var deprecated: Bool { flag(.deprecated) }
  /// How the value is written in XML.
  public var xml: JSONNode? { value(.xml) }
  /// A page with more documentation.
  public var externalDocs: ExternalDocumentation? { ExternalDocumentation(value(.externalDocs)) }
}
