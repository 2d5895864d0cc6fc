import OpenAPIDocument
import Testing

@testable import OpenAPIClientGenerator

/// The walk of the module's README.
@Suite struct `Explaining a property` {
  private static let document = """
    {"openapi": "3.1.0", "info": {"title": "Lamps", "version": "1"},
     "paths": {"/lamps/{id}": {"get": {"operationId": "getLamp",
       "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
       "responses": {"200": {"description": "A lamp.",
         "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Lamp"}}}}}}}},
     "components": {"schemas": {
       "Lamp": {"type": "object", "required": ["name"], "properties": {
         "name": {"type": "string", "maxLength": 40},
         "level": {"$ref": "#/components/schemas/Level", "default": "low", "description": "How bright."}}},
       "Level": {"type": "string", "enum": ["low", "high"]}}}}
    """

  private static func text(_ stage: Stage, _ only: String?, of document: String = document) -> String? {
    var diagnostics = Diagnostics()
    let explanation = Generator.explain(
      stage, document: "lamps.json", configuration: { _ in GeneratorConfiguration(namespace: "Lamps") },
      load: { $0 == "lamps.json" ? Array(document.utf8) : nil }, diagnostics: &diagnostics)
    return explanation?.text(only: only)
  }

  @Test func `reading keeps the text of the document and its locations`() {
    #expect(
      Self.text(.read, "#/components/schemas/Level") == """
        schema Level  lamps.json:10:4
          type: "string"
          enum: ["low","high"]

        """)
  }

  @Test func `resolving follows the reference and keeps the default as a value`() {
    #expect(
      Self.text(.resolve, "#/components/schemas/Lamp") == """
        object #/components/schemas/Lamp  received
          name: string, required, At most 40 characters.
          level: #/components/schemas/Level, default "low"

        """)
  }

  @Test func `naming looks at locations only`() {
    #expect(
      Self.text(.name, "Lamp") == """
        Lamp  #/components/schemas/Lamp
          name, level

        """)
    #expect(Self.text(.name, "GET /lamps/{id}") == "getLamp(id)  GET /lamps/{id}\n")
  }

  @Test func `planning decides types, presence and defaults`() {
    #expect(
      Self.text(.plan, "Lamp") == """
        struct Lamp
          name: String
          level: Level?

        """)
    #expect(Self.text(.plan, "GET /lamps/{id}") == "getLamp(id: String) -> Lamp  GET /lamps/{id}\n")
  }

  @Test func `all of a stage comes in the order of the document`() {
    let lines = Self.text(.plan, nil)?.split(separator: "\n").filter { !$0.hasPrefix(" ") }
    #expect(lines == ["struct Lamp", "extensible enum Level", "getLamp(id: String) -> Lamp  GET /lamps/{id}"])
  }

  @Test func `an operation is itself and none of the paths below it`() {
    #expect(Self.text(.plan, "GET /lamps") == "")
    #expect(Self.text(.resolve, "GET /lamps") == "")
    #expect(Self.text(.plan, "#/paths/~1lamps~1{id}") == "getLamp(id: String) -> Lamp  GET /lamps/{id}\n")
  }

  @Test func `a location that isn't there has no text`() {
    #expect(Self.text(.plan, "Lam") == "")
  }

  @Test func `what is deprecated is told by both stages that know it`() {
    let document = #"""
      {"openapi": "3.2.0", "info": {"title": "Lamps", "version": "1"}, "security": [{"key": []}],
       "paths": {"/lamps": {"get": {"operationId": "lamps", "deprecated": true,
         "parameters": [{"name": "page", "in": "query", "deprecated": true, "schema": {"type": "string"}}],
         "responses": {"200": {"description": "",
           "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Lamp"}}}}}}}},
       "components": {
         "securitySchemes": {"key": {"type": "http", "scheme": "bearer", "deprecated": true}},
         "schemas": {
           "Lamp": {"type": "object", "deprecated": true, "properties": {
             "size": {"type": "integer", "deprecated": true}, "shade": {"$ref": "#/components/schemas/Shade"}}},
           "Shade": {"oneOf": [{"type": "string", "deprecated": true}, {"type": "integer"}]}}}}
      """#
    #expect(
      Self.text(.resolve, nil, of: document) == """
        credentials
          key: bearer, required, deprecated

        object #/components/schemas/Lamp  received, deprecated
          size: int, deprecated
          shade: #/components/schemas/Shade

        union by fit #/components/schemas/Shade  received
          string, deprecated
          int

        operation GET /lamps  deprecated
          query page: string, deprecated
          200 json as application/json: #/components/schemas/Lamp

        """)
    #expect(
      Self.text(.plan, nil, of: document) == """
        client
          key: bearer, required deprecated

        struct Lamp deprecated
          size: Int? deprecated
          shade: Shade?

        union Shade
          by fit
          string(String) deprecated
          int(Int)

        lamps(page: String?) -> Lamp  GET /lamps deprecated
          page is deprecated

        """)
  }
}
