import Testing

@testable import OpenAPIClientGenerator

/// What `diff` says of what is deprecated.
@Suite struct `A deprecation that comes, goes or says something else` {
  private static func document(_ mark: String) -> (schemas: String, paths: String, more: String) {
    (
      #"""
      "Age": \#(PlanComparisonTests.object(#""years": {"type": "integer"\#(mark)}"#)),
      "Old": {"type": "object"\#(mark)},
      "Some": {"oneOf": [{"$ref": "#/components/schemas/Age"}, {"type": "string"\#(mark)}]}
      """#,
      PlanComparisonTests.get(
        "/orders",
        #"""
        "operationId": "listOrders"\#(mark),
        "parameters": [{"name": "cursor", "in": "query", "schema": {"type": "string"}\#(mark)}],
        "responses": {"200": \#(PlanComparisonTests.response(PlanComparisonTests.object(
          #""data": {"type": "array", "items": {"type": "string"}}, "next_cursor": {"type": "string"}"#)))}
        """#),
      #", "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X"\#(mark)}}"#
    )
  }

  private static func changes(_ old: String, _ new: String) -> [String] {
    let (before, after) = (document(old), document(new))
    return PlanComparisonTests.changes(
      schemas: (before.schemas, after.schemas), paths: (before.paths, after.paths), more: (before.more, after.more),
      pages: true)
  }

  private static let declarations = [
    "Client.init.apiKey", "Client.listOrders.cursor", "Client.listOrders", "Client.listOrdersPaged", "Age.years", "Old",
    "Some.string",
  ]

  @Test func `it is told of everything that can have one`() {
    let mark = #", "deprecated": true"#
    #expect(Self.changes("", mark) == Self.declarations.map { "documentation: \($0) is deprecated now" })
    #expect(Self.changes(mark, "") == Self.declarations.map { "documentation: \($0) is not deprecated any more" })
    #expect(Self.changes(mark, mark).isEmpty)
  }

  private static let messages: [(old: String?, new: String?, text: String)] = [
    (nil, "Use b.", "is deprecated now: Use b."),
    ("Use b.", "Use c.", "is deprecated with another message: Use c."),
    ("Use b.", "", "is deprecated without a message now"),
    ("Use b.", nil, "is not deprecated any more"),
  ]

  @Test(arguments: messages)
  func `a message that changes is told`(old: String?, new: String?, text: String) {
    // No keyword of the specification gives a message yet.
    func deprecation(_ message: String?) -> Deprecation? {
      message.map { Deprecation(message: $0.isEmpty ? nil : $0) }
    }
    let types = TypeIndex(PlanSketch().plan)
    var comparison = PlanComparison(old: types, new: types)
    comparison.compareDeprecation(deprecation(old), deprecation(new), "a")
    #expect(comparison.changes.map(\.description) == ["documentation: a \(text)"])
    comparison.compareDeprecation(deprecation(new), deprecation(new), "a")
    #expect(comparison.changes.count == 1)
  }

  @Test func `a constant that is deprecated means what it meant, also as a default`() {
    func schemas(_ mark: String) -> String {
      let pet = #"{"mood": {"oneOf": [{"const": "lazy"\#(mark)}, {"const": "idle"}], "default": "lazy"}}"#
      return #""Pet": {"type": "object", "required": ["mood"], "properties": \#(pet)}"#
    }
    #expect(
      PlanComparisonTests.changes(schemas: (schemas(""), schemas(#", "deprecated": true"#))) == [
        "documentation: Pet.Mood.lazy is deprecated now"
      ])
  }
}
