import OpenAPIDocument
import Testing

@testable import OpenAPIClientGenerator

@Suite struct `Resolved documents` {
  private static func explanation(schemas: String = "{}", paths: String = "{}") -> Explanation? {
    let document = """
      {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": \(paths), "components": {"schemas": \(schemas)}}
      """
    var diagnostics = Diagnostics()
    return Generator.explain(
      .resolve, document: "t.json", configuration: { _ in GeneratorConfiguration(namespace: "T") },
      load: { $0 == "t.json" ? Array(document.utf8) : nil }, diagnostics: &diagnostics)
  }

  @Test func `a part with files keeps the content type of each file if several are listed`() {
    let file = #"{"type": "string", "format": "binary"}"#
    let types = #"{"contentType": "image/png, image/jpeg"}"#
    let body = """
      {"schema": {"type": "object", "properties": {
         "one": \(file), "list": {"type": "array", "items": \(file)},
         "either": {"anyOf": [\(file), {"type": "array", "items": \(file)}]},
         "map": {"type": "object", "additionalProperties": \(file)},
         "words": {"type": "string"}}},
       "encoding": {"one": \(types), "list": \(types), "either": \(types), "map": \(types),
         "words": {"contentType": "text/csv, text/plain"}}}
      """
    let root = "#/paths/~1f/post/requestBody/content/multipart~1form-data/schema"
    let paths = #"{"/f": {"post": {"requestBody": {"content": {"multipart/form-data": \#(body)}}, "responses": {}}}}"#
    let entry = Self.explanation(paths: paths)?.entries.first { $0.keys.contains(root) }
    #expect(
      entry?.lines == [
        "object \(root)  sent, as parts", "one: file, holds files", "list: [file], holds files",
        "either: \(root)/properties/either, holds files", "map: [string: file], holds files",
        "words: string, as text/csv",
      ])
  }

  @Test func `the members of allOf make one object, and keywords around a reference override those of its target`() {
    let text = Self.explanation(
      schemas: """
        {"Base": {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer", "readOnly": true}}},
         "Pet": {"allOf": [{"$ref": "#/components/schemas/Base"},
           {"type": "object", "properties": {
             "kind": {"allOf": [{"$ref": "#/components/schemas/Kind"}], "default": "cat", "deprecated": true}}}]},
         "Kind": {"type": ["string", "null"], "enum": ["cat", "dog", null]}}
        """
    )?.text(only: "#/components/schemas/Pet")
    #expect(
      text == """
        object #/components/schemas/Pet  sent, received
          id: int, required, read only
          kind: #/components/schemas/Kind or null, deprecated, default "cat"

        """)
  }

  @Test func `a component that is sent as parts and received as JSON becomes two types`() {
    let media = ##"{"schema": {"$ref": "#/components/schemas/Photo"}}"##
    let photo = #"{"type": "object", "properties": {"data": {"type": "string", "format": "binary"}}}"#
    let operation =
      #"{"requestBody": {"content": {"multipart/form-data": \#(media)}},"#
      + #" "responses": {"200": {"description": "", "content": {"application/json": \#(media)}}}}"#
    let explanation = Self.explanation(schemas: #"{"Photo": \#(photo)}"#, paths: #"{"/p": {"post": \#(operation)}}"#)
    let body = "#/paths/~1p/post/requestBody/content/multipart~1form-data/schema"
    #expect(
      explanation?.text(only: "#/components/schemas/Photo") == """
        object #/components/schemas/Photo  received
          data: file, holds files

        """)
    #expect(
      explanation?.text(only: body) == """
        object \(body)  sent, as parts
          data: file, holds files

        """)
  }
}
