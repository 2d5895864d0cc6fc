import OpenAPIDocument

/// Documented response headers → objects whose properties are the header fields.
///
///     202: {headers: {Location: {required: true, schema: {type: string}}, X-Left: {schema: {type: integer}}}}
///     → object {Location: string, X-Left: integer or absent}
struct ResponseHeaders {
  private let shapes: Shapes
  private var types: API.Types

  /// The types of an operation's header fields; nil if none are documented.
  struct Types {
    let successes: API.Reference?
    let failures: API.Reference?
  }

  /// The header fields of each operation, and all types including theirs.
  static func resolve(
    _ operations: [Operation], _ shapes: Shapes, _ types: API.Types
  ) -> (headers: [Types], types: API.Types) {
    var headers = ResponseHeaders(shapes: shapes, types: types)
    return (operations.map { headers.add($0) }, headers.types)
  }

  private mutating func add(_ operation: Operation) -> Types {
    let (successes, failures) = operation.responses.grouped
    return Types(
      successes: add(successes, "The header fields of the response.", areRequired: true),
      // Undocumented failures may lack them.
      failures: add(failures, "The header fields of failures.", areRequired: false))
  }

  private mutating func add(_ responses: [Response], _ description: String, areRequired: Bool) -> API.Reference? {
    var object = API.Object()
    for response in responses {
      for header in response.headers where header.name.lowercased() != "content-type" {
        if let known = object.properties.firstIndex(where: { $0.key.lowercased() == header.name.lowercased() }) {
          if let deprecation = Self.deprecation(header) { object.properties[known].deprecation = deprecation }
          continue
        }
        let isAlwaysThere =
          areRequired
          && responses.allSatisfy { other in
            other.headers.contains { $0.isRequired && $0.name.lowercased() == header.name.lowercased() }
          }
        object.properties.append(property(header, isRequired: isAlwaysThere))
      }
    }
    guard !object.properties.isEmpty else { return nil }
    return types.add(
      API.TypeDefinition(
        kind: .object(object), isNullable: false, location: nil, isComponent: false, title: nil,
        description: description, deprecation: nil))
  }

  private func property(_ header: Header, isRequired: Bool) -> API.Property {
    let schema = header.valueSchema
    var property = API.Property(
      key: header.name, type: schema.map { shapes.reference(to: $0) } ?? API.text, isRequired: isRequired)
    property.description = header.description ?? schema?.description
    property.deprecation = Self.deprecation(header)
    property.location = Location(header.node)
    return property
  }

  private static func deprecation(_ header: Header) -> Deprecation? {
    Deprecation(if: header.isDeprecated) ?? header.valueSchema.flatMap { Deprecation(of: [$0]) }
  }
}
