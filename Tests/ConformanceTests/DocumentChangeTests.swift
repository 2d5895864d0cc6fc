import Foundation
import OpenAPIClientGenerator
import OpenAPIDocument
import Testing

/// Edits a copy of a bundled document and looks at the API that is generated from it.
@Suite("A changed document changes the generated API")
struct DocumentChangeTests {
  @Test(arguments: documents)
  func `a new operation becomes a method of the client`(_ name: String) throws {
    let document = try bundled(name)
    let after = try generated(from: try changed(document, values: ["kept"]))
    #expect(!(try generated(from: document)).contains("func addedByATest("))
    #expect(after.contains("public func addedByATest("))
    #expect(after.contains("GET /added/by/a/test"))
  }

  @Test(arguments: documents)
  func `a new property becomes a property of the type and an argument of its initializer`(_ name: String) throws {
    let before = try generated(from: try changed(bundled(name), values: ["kept"]))
    let after = try generated(from: try changed(bundled(name), values: ["kept"], with: "length_of_a_test"))
    #expect(!before.contains("lengthOfATest"))
    #expect(after.contains("public var lengthOfATest: Int?"))
    #expect(after.contains("lengthOfATest: Int? = nil"))
    #expect(after.contains(#"try json.value("length_of_a_test")"#))
  }

  @Test(arguments: documents)
  func `a removed enum value is no longer a constant`(_ name: String) throws {
    let before = try generated(from: try changed(bundled(name), values: ["kept by a test", "dropped by a test"]))
    let after = try generated(from: try changed(bundled(name), values: ["kept by a test"]))
    #expect(before.contains(#"rawValue: "dropped by a test""#))
    #expect(!after.contains(#"rawValue: "dropped by a test""#))
    #expect(after.contains(#"rawValue: "kept by a test""#))
  }

  @Test func `an unchanged document gives the same bytes`() throws {
    for document in Self.documents {
      let text = try bundled(document)
      #expect(try generated(from: text) == generated(from: text))
    }
  }

  @Test(arguments: documents)
  func `a bundled document needs no widening`(_ name: String) throws {
    var diagnostics = Diagnostics()
    _ = try plan(bundled(name), &diagnostics)
    // A note says that nothing is lost.
    #expect(diagnostics.all.filter { $0.severity != .note }.map(\.description) == [])
  }

  private static let documents = ["tensorslab", "onerouter", "novita"]

  /// A bundled document with its overlay, if it has one.
  private func bundled(_ name: String) throws -> String {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("openapi")
    func load(_ file: String) -> [UInt8]? {
      (try? Data(contentsOf: folder.appendingPathComponent(file))).map { [UInt8]($0) }
    }
    let overlay = "\(name).overlay.yaml"
    var diagnostics = Diagnostics()
    let document = Document.read(
      root: "\(name).json", overlays: load(overlay) == nil ? [] : [overlay], load: load, diagnostics: &diagnostics)
    return try #require(document).node.compactText
  }

  /// A copy with one more operation, whose response has a property with these values, and maybe one more property.
  ///
  /// Nothing of the document itself is relied on, so that an edit to it breaks no test of how edits work.
  private func changed(_ text: String, values: [String], with property: String? = nil) throws -> String {
    var document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    var paths = try #require(document["paths"] as? [String: Any])
    var properties: [String: Any] = ["kind_of_a_test": ["type": "string", "enum": values]]
    if let property { properties[property] = ["type": "integer"] }
    let content = ["application/json": ["schema": ["type": "object", "properties": properties] as [String: Any]]]
    paths["/added/by/a/test"] = [
      "get": [
        "operationId": "addedByATest",
        "responses": ["200": ["description": "Fine", "content": content] as [String: Any]],
      ] as [String: Any]
    ]
    document["paths"] = paths
    let data = try JSONSerialization.data(withJSONObject: document, options: [.sortedKeys])
    return String(decoding: data, as: UTF8.self)
  }

  private func plan(_ text: String, _ diagnostics: inout Diagnostics) throws -> ClientPlan {
    let bytes = Array(text.utf8)
    let plan = Generator.plan(
      document: "document.json", configuration: { _ in GeneratorConfiguration(namespace: "Sample") },
      load: { _ in bytes }, diagnostics: &diagnostics)
    return try #require(plan)
  }

  private func generated(from text: String) throws -> String {
    var diagnostics = Diagnostics()
    return Generator.print(try plan(text, &diagnostics), files: 1).map(\.text).joined(separator: "\n")
  }
}
