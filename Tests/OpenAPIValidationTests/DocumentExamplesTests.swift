import Foundation
import OpenAPIDocument
import OpenAPIValidation
import Testing

@Suite struct DocumentExamplesTests {
  @Test func `examples of bodies, parameters, header fields and schemas are found with their schemas`() throws {
    let tree = try Make.tree(
      """
      {"openapi": "3.1.0", "info": {"title": "T", "version": "1"},
       "paths": {"/x": {
         "parameters": [{"name": "a", "in": "query", "example": 1, "schema": {"type": "integer"}}],
         "post": {
           "parameters": [{"name": "b", "in": "query", "schema": {"type": "string", "examples": ["s", 5]}}],
           "requestBody": {"content": {"application/json": {
             "example": {"n": 1}, "schema": {"$ref": "#/components/schemas/N"}}}},
           "responses": {"200": {"description": "",
             "headers": {"X-H": {"example": "h", "schema": {"type": "string"}}},
             "content": {"application/json": {"schema": {"type": "array"}, "examples": {
               "one": {"value": []}, "two": {"$ref": "#/components/examples/E"}, "three": {"externalValue": "e.json"}}}}}}
         }}},
       "components": {
         "examples": {"E": {"value": {"not": "an array"}}},
         "schemas": {"N": {"type": "object", "properties": {"n": {"type": "integer", "example": "no"}}}}}}
      """)
    let examples = DocumentExamples(document: tree)
    #expect(
      examples.all.map {
        "\($0.origin.rawValue) \($0.value.compactText) \($0.operation ?? "-") \($0.isRequest.map(String.init) ?? "-")"
      }
        == [
          "parameter 1 - true", #"schema "s" POST /x true"#, "schema 5 POST /x true",
          #"mediaType {"n":1} POST /x true"#, #"header "h" POST /x false"#, "mediaType [] POST /x false",
          #"mediaType {"not":"an array"} POST /x false"#, #"schema "no" - -"#,
        ])
    #expect(
      examples.all.map { examples.validate($0).hasViolations } == [false, false, true, false, false, false, true, true])
    let operation = try #require(RequestValidator(document: tree).operations.first)
    #expect(examples.examples(of: operation).count == 6)
    #expect(examples.all[5].mediaType == "application/json")
  }

  @Test func `references into other files are followed`() throws {
    let common = try Make.tree(
      #"{"components": {"schemas": {"N": {"type": "integer", "minimum": 1}}}}"#, file: "common.json")
    let tree = try Make.tree(
      """
      {"openapi": "3.0.3", "paths": {"/form": {"post": {"requestBody": {"content": {"application/json": {
        "schema": {"$ref": "common.json#/components/schemas/N"}, "example": 0}}}}}}}
      """)
    let examples = DocumentExamples(document: tree, others: [("common.json", common)])
    let example = try #require(examples.all.first)
    #expect(examples.validate(example).map(\.location.file) == ["common.json"])
    let validator = RequestValidator(document: tree, others: [("common.json", common)])
    #expect(validator.validate(Make.post("application/json", "0")).brief == ["# minimum"])
    #expect(validator.validate(Make.post("application/json", "1")) == [])
  }

  /// A document that the package bundles, with its overlay, if it has one.
  private func bundled(_ name: String) throws -> JSONTree {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("openapi")
    func load(_ file: String) -> [UInt8]? {
      (try? Data(contentsOf: folder.appendingPathComponent(file))).map { [UInt8]($0) }
    }
    let overlay = "\(name).overlay.yaml"
    var diagnostics = Diagnostics()
    let document = Document.read(
      root: "\(name).json", overlays: load(overlay) == nil ? [] : [overlay], load: load, diagnostics: &diagnostics)
    return try #require(document).node.tree
  }

  @Test(arguments: ["tensorslab", "onerouter", "novita"])
  func `every example of a bundled document is valid against its own schema`(name: String) throws {
    let examples = DocumentExamples(document: try bundled(name))
    #expect(examples.all.flatMap { examples.validate($0) } == [])
    #expect(!examples.all.isEmpty)
  }

  @Test func `a request for a picture conforms, but not with a misspelled part`() throws {
    let validator = RequestValidator(document: try bundled("tensorslab"))
    let picture = (
      [#"Content-Disposition: form-data; name="sourceImage"; filename="a.png""#, "Content-Type: image/png"], "\u{1}"
    )
    var request = Make.multipart([
      Make.part("prompt", "a lighthouse"), Make.part("batchsize", "2"), picture, picture,
    ])
    request.path = "/v1/images/seedreamv4"
    #expect(validator.validate(request).map(\.subject) == ["security"])
    request.fields.append(("Authorization", "Bearer key"))
    #expect(validator.validate(request) == [])
    request.body = Array(
      String(decoding: request.body ?? [], as: UTF8.self).replacing("batchsize", with: "batchSize").utf8)
    #expect(validator.validate(request).texts == [#"body: the schema names no property "batchSize""#])
  }
}
