import Foundation
import OpenAPIDocument
import Testing

@Suite struct `Overlays` {
  /// A document with parts of all kinds.
  private static let document = """
    {
      "openapi": "3.1.0",
      "info": { "title": "Pets", "version": "1" },
      "tags": [{ "name": "a" }],
      "paths": {
        "/pets": {
          "get": { "tags": ["a", "b"], "parameters": [], "responses": { "200": { "description": "Pets" } } },
          "put": { "responses": { "200": { "description": "Done" } } }
        }
      },
      "components": { "schemas": { "Pet": { "type": "object", "properties": { "name": { "type": "string" } } } } }
    }
    """

  private func overlay(_ actions: String, version: String = "1.1.0") -> String {
    """
    {
      "overlay": "\(version)",
      "info": { "title": "Corrections", "version": "1" },
      "actions": [
        \(actions)
      ]
    }
    """
  }

  /// Reads the document with overlays; the first one is named `1.json`, and so on.
  private func read(_ overlays: String..., files: [String: String] = [:]) -> Reading {
    var all = files
    for (index, overlay) in overlays.enumerated() { all["\(index + 1).json"] = overlay }
    return OpenAPIDocumentTests.read(Self.document, overlays: overlays.indices.map { "\($0 + 1).json" }, files: all)
  }

  /// The value at a pointer of the document after actions, as compact JSON; nil if there is none.
  private func result(_ actions: String, at pointer: String) throws -> String? {
    let reading = read(overlay(actions))
    let document = try #require(reading.document, "\(reading.diagnostics.map(\.description))")
    #expect(!reading.codes.contains { $0 != "unresolved-reference" && $0 != "missing-field" }, "\(reading.locations)")
    return document.node.resolve(pointer: pointer)?.compactText
  }

  // MARK: Changing

  @Test func `an update merges objects at any depth`() throws {
    #expect(
      try result(##"{ "target": "$.info", "update": { "title": "Cats", "contact": { "name": "We" } } }"##, at: "#/info")
        == #"{"title":"Cats","version":"1","contact":{"name":"We"}}"#)
    #expect(
      try result(
        ##"{ "target": "$", "update": { "paths": { "/pets": { "get": { "operationId": "pets" } } } } }"##,
        at: "#/paths/~1pets/get/operationId") == #""pets""#)
  }

  @Test func `an update is appended to a list`() throws {
    #expect(
      try result(##"{ "target": "$.tags", "update": { "name": "b" } }"##, at: "#/tags")
        == #"[{"name":"a"},{"name":"b"}]"#)
    #expect(
      try result(##"{ "target": "$.tags", "update": [{ "name": "b" }, { "name": "c" }] }"##, at: "#/tags")
        == #"[{"name":"a"},{"name":"b"},{"name":"c"}]"#)
    #expect(
      try result(##"{ "target": "$..get.tags", "update": "c" }"##, at: "#/paths/~1pets/get/tags")
        == #"["a","b","c"]"#)
    #expect(
      try result(##"{ "target": "$", "update": { "tags": [{ "name": "b" }] } }"##, at: "#/tags")
        == #"[{"name":"a"},{"name":"b"}]"#)
  }

  @Test func `an update replaces scalars`() throws {
    #expect(try result(##"{ "target": "$.info.title", "update": "Cats" }"##, at: "#/info/title") == #""Cats""#)
    #expect(
      try result(
        ##"{ "target": "$.paths.*.*.responses['200'].description", "update": "OK" }"##,
        at: "#/paths/~1pets/put/responses/200/description") == #""OK""#)
  }

  @Test func `an action removes members and elements`() throws {
    #expect(try result(##"{ "target": "$.paths['/pets'].put", "remove": true }"##, at: "#/paths/~1pets/put") == nil)
    #expect(
      try result(##"{ "target": "$..tags[?@ == 'a']", "remove": true }"##, at: "#/paths/~1pets/get/tags") == #"["b"]"#)
    #expect(try result(##"{ "target": "$..tags[*]", "remove": true }"##, at: "#/tags") == "[]")
  }

  @Test func `an action copies the current value`() throws {
    let actions = ##"""
      { "target": "$.components.schemas", "update": { "Cat": {} } },
      { "target": "$.components.schemas.Pet", "update": { "title": "P" } },
      { "target": "$.components.schemas.Cat", "copy": "$.components.schemas.Pet" },
      { "target": "$.components.schemas.Pet.properties.name", "remove": true }
      """##
    #expect(
      try result(actions, at: "#/components/schemas/Cat")
        == #"{"type":"object","properties":{"name":{"type":"string"}},"title":"P"}"#)
    #expect(try result(actions, at: "#/components/schemas/Pet/properties") == "{}")
  }

  @Test func `each action sees the changes of those before it, also in other files`() throws {
    let reading = read(
      overlay(##"{ "target": "$.info", "update": { "contact": { "name": "A" } } }"##),
      overlay(##"{ "target": "$.info.contact", "update": { "name": "B", "url": "https://b.example" } }"##))
    #expect(reading.codes.isEmpty)
    #expect(reading.document?.info.contact?.name == "B")
    #expect(reading.loaded == ["openapi.json", "1.json", "2.json"])
  }

  @Test func `an update may refer to other files relative to the document`() throws {
    let reading = read(
      overlay(##"{ "target": "$.components.schemas", "update": { "Cat": { "$ref": "cat.json" } } }"##),
      files: ["cat.json": #"{ "type": "string" }"#])
    #expect(reading.codes.isEmpty)
    #expect(reading.document?.files == ["openapi.json", "cat.json"])
  }

  // MARK: Locations

  @Test func `updates are reported in the overlay, other values in the document`() throws {
    let reading = read(
      overlay(
        ##"""
        { "target": "$.components.schemas", "update": {
            "Cat": { "type": "cat" } } },
        { "target": "$.components.schemas.Pet.properties.name.type", "update": "text" },
        { "target": "$.paths['/pets'].get.parameters", "update":
            { "name": "q", "in": "nowhere" } },
        { "target": "$.components.schemas.Pet", "update": { "allOf": [
            { "type": "dog" }] } }
        """##))
    #expect(
      reading.diagnostics.map { "\($0.location) \($0.code) \($0.pointer)" } == [
        "1.json:6:14 unknown-type #/components/schemas/Cat/type",
        "1.json:7:62 unknown-type #/components/schemas/Pet/properties/name/type",
        "1.json:9:20 unknown-parameter-location #/paths/~1pets/get/parameters/0/in",
        "1.json:11:7 unknown-type #/components/schemas/Pet/allOf/0/type",
      ])
    let pet = try #require(reading.document?.node.resolve(pointer: "#/components/schemas/Pet"))
    #expect(pet.location.description == "openapi.json:11:32")
  }

  // MARK: Mistakes

  @Test func `a target that matches nothing is an error whose hint says how far it matches`() {
    let reading = read(
      overlay(
        ##"""
        { "target": "$.paths['/pets'].gett", "update": {} },
        { "target": "$.info", "update": { "title": "C" } },
        { "target": "$.components.schemas[?@.type == 'text']", "remove": true },
        { "target": "$.info", "copy": "$.info.contact" }
        """##))
    #expect(reading.document == nil)
    #expect(reading.locations == ["5:7 unmatched-target", "7:3 unmatched-target", "8:23 unmatched-target"])
    #expect(
      reading.diagnostics.first?.hint == "'$.paths['/pets']' is there, '.gett' in it is not; did you mean 'get'?")
  }

  @Test(arguments: [
    ("{ \"target\": \"$.paths[\", \"remove\": true }", "5:26 invalid-jsonpath"),
    ("{ \"target\": \"$[?@.a == \\\"b\\\" x]\", \"remove\": true }", "5:34 invalid-jsonpath"),
    ("{ \"target\": 1, \"remove\": true }", "5:7 invalid-overlay"),
    ("{ \"remove\": true }", "5:5 invalid-overlay"), ("1", "5:5 invalid-overlay"),
    ("{ \"target\": \"$.info\" }", "5:5 invalid-overlay"),
    ("{ \"target\": \"$.info\", \"remove\": \"yes\" }", "5:27 invalid-overlay"),
    ("{ \"target\": \"$.info\", \"update\": {}, \"copy\": \"$.info\" }", "5:41 invalid-overlay"),
    ("{ \"target\": \"$\", \"remove\": true }", "5:7 invalid-overlay"),
    ("{ \"target\": \"$.info\", \"udpate\": {}, \"remove\": true }", "5:27 unknown-key"),
    ("{ \"target\": \"$.info\", \"update\": [] }", "5:27 incompatible-update"),
    ("{ \"target\": \"$.info\", \"update\": { \"title\": {} } }", "5:39 incompatible-update"),
    ("{ \"target\": \"$.info.*\", \"update\": {} }", "5:29 incompatible-update"),
    ("{ \"target\": \"$.*\", \"update\": {} }", "5:7 incompatible-update"),
    ("{ \"target\": \"$.info\", \"copy\": \"$.*\" }", "5:27 unmatched-target"),
  ])
  func `an action that can't be done is an error`(_ action: String, _ expected: String) {
    let reading = read(overlay(action))
    #expect(reading.document == nil)
    #expect(reading.locations == [expected], "\(reading.diagnostics.map(\.description))")
    #expect(reading.diagnostics.allSatisfy { $0.severity == .error && $0.location.file == "1.json" })
  }

  @Test(arguments: [
    (#"{ "openapi": "3.1.0" }"#, "1:1 invalid-overlay"), ("[]", "1:1 invalid-overlay"), ("{", "1:2 invalid-json"),
    (#"{ "overlay": "2.0.0", "info": {}, "actions": [] }"#, "1:3 unsupported-version"),
    (#"{ "overlay": "1.0.0", "info": { "title": "", "version": "" }, "actions": [] }"#, "1:63 invalid-overlay"),
    (#"{ "overlay": "1.0.0", "info": { "title": "", "version": "" } }"#, "1:1 invalid-overlay"),
  ])
  func `a file that is not an overlay is an error`(_ text: String, _ expected: String) {
    let reading = read(text)
    #expect(reading.document == nil)
    #expect(reading.locations == [expected])
  }

  @Test func `a missing overlay is an error`() {
    let reading = OpenAPIDocumentTests.read(Self.document, overlays: ["gone.json"])
    #expect(reading.document == nil)
    #expect(reading.codes == ["missing-file"])
  }

  @Test func `mistakes that don't prevent an action are warnings`() {
    let action =
      ##"{ "target": "$.info", "copy": "$.info", "x-reason": "none" }, { "target": "$.tags", "remove": true, "update": {} }"##
    let reading = read(overlay(action, version: "1.0.0").replacing(#""title": "Corrections", "#, with: ""))
    #expect(reading.document?.tags.isEmpty == true)
    #expect(reading.locations == ["3:3 missing-field", "5:27 version-mismatch", "5:105 ignored-update"])
    #expect(reading.diagnostics.allSatisfy { $0.severity == .warning })
  }

  @Test func `copies of copies stop at a limit`() {
    let doubling = ##"{ "target": "$.tags", "copy": "$.tags" }"##
    let reading = read(overlay(Array(repeating: doubling, count: 30).joined(separator: ",\n")))
    #expect(reading.document == nil)
    #expect(Set(reading.codes) == ["document-too-large"])
    let nesting = ##"{ "target": "$..deep", "update": { "deep": {} } }"##
    let deep = read(
      overlay(
        ##"{ "target": "$.info", "update": { "deep": {} } },"##
          + Array(repeating: nesting.replacing("$..deep", with: "$..deep[?@ == @]"), count: 1).joined(separator: ",\n"))
    )
    #expect(deep.document == nil)
    let level = String(repeating: #"{ "x": "#, count: 300) + "{}" + String(repeating: "}", count: 300)
    let path = "$.info" + String(repeating: ".x", count: 301)
    let tooDeep = read(
      overlay(
        "{ \"target\": \"$.info\", \"update\": { \"x\": \(level) } }, { \"target\": \"\(path)\", \"update\": \(level) }"
      ))
    #expect(tooDeep.codes == ["json-too-deep"])
  }

  // MARK: YAML

  @Test func `an overlay may be YAML`() throws {
    let text = """
      overlay: 1.1.0
      info: { title: Corrections, version: '1' }
      actions:
        - target: $.components.schemas.Pet.properties.name
          description: It was said otherwise.
          update:
            type: name
        - target: '$.info[?@ == ''Pets'' '
          remove: true
        - target: >-
            $.paths
            ['/cats']
          remove: true
      """
    let reading = read(text)
    #expect(reading.locations == ["8:20 invalid-jsonpath", "10:5 unmatched-target"])
    let corrected = read(text.components(separatedBy: "  - target: '$.info").first ?? "")
    #expect(corrected.locations == ["7:7 unknown-type"])
    #expect(corrected.diagnostics.map(\.location.file) == ["1.json"])
  }

  // MARK: The specification's sets

  private static let sets = Corpus.folder.deletingLastPathComponent().appending(path: "overlay/compliant-sets")

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: sets.path(percentEncoded: false)),
      "The sets are not beside the checkout (../shared/corpus/overlay)."))
  func `the specification's sets give their outputs`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.sets.path(percentEncoded: false))
    var count = 0
    for name in names.sorted() where name != "README.md" {
      func tree(_ file: String) throws -> JSONTree {
        let bytes = [UInt8](try Data(contentsOf: Self.sets.appending(path: "\(name)/\(file)")))
        var diagnostics = Diagnostics()
        return try #require(JSONTree.read(bytes, file: file, diagnostics: &diagnostics))
      }
      let reading = OpenAPIDocumentTests.read(
        try tree("openapi.yaml").root.compactText, overlays: ["overlay.json"],
        files: ["overlay.json": try tree("overlay.yaml").root.compactText])
      let document = try #require(reading.document, "\(name): \(reading.diagnostics.map(\.description))")
      #expect(document.node.isEqual(to: try tree("output.yaml").root), "\(name): \(document.node.compactText)")
      count += 1
    }
    #expect(count >= 8)
  }
}
