import OpenAPIDocument
import OpenAPIValidation
import Testing

/// Makes trees and validators from JSON text.
enum Make {
  static func tree(_ json: String, file: String = "api.json") throws -> JSONTree {
    var diagnostics = Diagnostics()
    let tree = JSONTree.parse(Array(json.utf8), file: file, diagnostics: &diagnostics)
    #expect(diagnostics.all == [])
    return try #require(tree)
  }

  /// The findings of a value that is checked against a schema.
  static func findings(
    _ instance: String, against schema: String, dialect: SchemaDialect = .draft202012,
    options: SchemaValidator.Options = SchemaValidator.Options()
  ) throws -> [Finding] {
    let schema = try tree(schema, file: "schema.json")
    var library = SchemaLibrary(dialect: dialect)
    library.add(schema, uri: "http://example.test/schema.json")
    let validator = SchemaValidator(library: library, options: options)
    return validator.validate(try tree(instance, file: "value.json").root, against: schema.root)
  }

  /// A document with one operation: `paths` and `components` as given.
  static func validator(
    _ version: String = "3.1.0", paths: String, rest: String = "", options: RequestValidator.Options = .init()
  ) throws -> RequestValidator {
    let tree = try tree(
      """
      {"openapi": "\(version)", "info": {"title": "T", "version": "1"}, "paths": \(paths)\(rest.isEmpty ? "" : ",")\(rest)}
      """)
    return RequestValidator(document: tree, options: options)
  }

  /// A document with `POST /form`, which takes one media type.
  static func bodyValidator(
    _ mediaType: String, _ content: String, version: String = "3.1.0", isRequired: Bool = true, rest: String = "",
    options: RequestValidator.Options = .init()
  ) throws -> RequestValidator {
    try validator(
      version,
      paths: """
        {"/form": {"post": {
          "requestBody": {"required": \(isRequired), "content": {"\(mediaType)": \(content)}},
          "responses": {"200": {"description": "ok"}}
        }}}
        """, rest: rest, options: options)
  }

  /// A request to `POST /form`.
  static func post(_ type: String?, _ body: String) -> RecordedRequest {
    var fields: [(name: String, value: String)] = []
    if let type { fields.append(("Content-Type", type)) }
    return RecordedRequest(method: "POST", target: "/form", fields: fields, body: Array(body.utf8))
  }

  /// A `multipart/form-data` body with boundary `XX`: header lines and content of each part.
  static func multipart(_ parts: [(headers: [String], content: String)]) -> RecordedRequest {
    var text = ""
    for part in parts {
      text += "--XX\r\n"
      for header in part.headers { text += header + "\r\n" }
      text += "\r\n" + part.content + "\r\n"
    }
    return post("multipart/form-data; boundary=XX", text + "--XX--\r\n")
  }

  /// A part with a name and nothing else.
  static func part(_ name: String, _ content: String) -> (headers: [String], content: String) {
    (["Content-Disposition: form-data; name=\"\(name)\""], content)
  }
}

extension [Finding] {
  /// Each as its instance pointer and the last key of its schema pointer: `#/a type`.
  var brief: [String] {
    map { "\($0.instancePointer) \($0.schemaPointer.split(separator: "/").last.map(String.init) ?? "#")" }
  }

  var texts: [String] { map { "\($0.subject): \($0.message)" } }
}
