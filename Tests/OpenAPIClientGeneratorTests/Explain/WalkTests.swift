import OpenAPIDocument
import Testing

@testable import OpenAPIClientGenerator

/// The other two walks of the module's README: what each stage makes of a property.
@Suite struct `Following a property through the stages` {
  private static let part = """
    {"openapi": "3.1.0", "info": {"title": "Photos", "version": "1"},
     "paths": {"/photos": {"post": {"operationId": "uploadPhoto",
       "requestBody": {"required": true, "content": {"multipart/form-data": {
         "schema": {"type": "object", "required": ["photo"], "properties": {
           "photo": {"type": "string", "format": "binary", "description": "A picture."}}},
         "encoding": {"photo": {"contentType": "image/png"}}}}},
       "responses": {"204": {"description": ""}}}}}}
    """

  private static let variant = """
    {"openapi": "3.1.0", "info": {"title": "Pets", "version": "1"}, "paths": {},
     "components": {"schemas": {
       "Pet": {"type": "object", "required": ["name", "kind"], "properties": {
         "name": {"type": "string"}, "kind": {"type": "string", "description": "Which animal."}}},
       "Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"properties": {"kind": {"const": "cat"}}}]},
       "Dog": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"properties": {"kind": {"const": "dog"}}}]},
       "Animal": {"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}]}}}}
    """

  private static func text(_ document: String, _ stage: Stage, _ only: String) -> String? {
    var diagnostics = Diagnostics()
    let explanation = Generator.explain(
      stage, document: "t.json", configuration: { _ in GeneratorConfiguration(namespace: "T") },
      load: { $0 == "t.json" ? Array(document.utf8) : nil }, diagnostics: &diagnostics)
    #expect(diagnostics.all.isEmpty)
    return explanation?.text(only: only)
  }

  private static func printed(_ document: String) -> String {
    Generator.print(PlanSketch(document: document).plan, files: 1).map(\.text).joined()
  }

  @Test func `a part of a multipart body is a property of its form, with how it is written`() {
    let location = "#/paths/~1photos/post/requestBody/content/multipart~1form-data/schema"
    #expect(
      Self.text(Self.part, .resolve, location) == """
        object \(location)  sent, as parts
          photo: file, required, as image/png, holds files

        """)
    #expect(Self.text(Self.part, .name, location) == "UploadPhoto.Body  \(location)\n  photo\n")
    #expect(Self.text(Self.part, .plan, "UploadPhoto.Body") == "struct UploadPhoto.Body\n  photo: FilePart\n")
    let text = Self.printed(Self.part)
    #expect(text.contains("      /// A picture.\n      public var photo: FilePart\n"))
    #expect(text.contains(#"form.write("photo", photo, contentType: "image/png")"#))
  }

  @Test func `a property that a variant has by allOf is described by all schemas, the nearest first`() {
    #expect(
      Self.text(Self.variant, .resolve, "#/components/schemas/Cat") == """
        object #/components/schemas/Cat  sent, received
          name: string, required
          kind: #/components/schemas/Cat/allOf/1/properties/kind, required

        constant of string #/components/schemas/Cat/allOf/1/properties/kind  sent, received
          "cat"

        """)
    #expect(
      Self.text(Self.variant, .resolve, "#/components/schemas/Animal") == """
        union by kind #/components/schemas/Animal  sent, received
          #/components/schemas/Cat [cat]
          #/components/schemas/Dog [dog]

        """)
    #expect(
      Self.text(Self.variant, .name, "#/components/schemas/Animal")
        == "Animal  #/components/schemas/Animal\n  cat, dog\n")
    #expect(
      Self.text(Self.variant, .plan, "Cat") == """
        struct Cat
          name: String
          kind: String always "cat"

        """)
    let text = Self.printed(Self.variant)
    #expect(text.contains("    /// Which animal.\n    public var kind: String { \"cat\" }\n"))
    #expect(text.contains("      case \"cat\": self = .cat(try json.decode())\n"))
  }
}
