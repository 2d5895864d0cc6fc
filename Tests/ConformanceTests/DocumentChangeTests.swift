import Foundation
import OpenAPIClientGenerator
import OpenAPIDocument
import Testing

/// Edits a copy of a bundled document and looks at the API that is generated from it.
@Suite("A changed document changes the generated API")
struct DocumentChangeTests {
  @Test func `a new property becomes a property of the type and an argument of its initializer`() throws {
    let before = try generated(from: tensorsLab)
    let after = try generated(
      from: try edited(tensorsLab, #""taskid": {"#, #""queue_length": { "type": "integer" }, "taskid": {"#))
    #expect(!before.contains("queueLength"))
    #expect(after.contains("public var queueLength: Int?"))
    #expect(after.contains("queueLength: Int? = nil"))
    #expect(after.contains(#"try json.value("queue_length")"#))
  }

  @Test func `a new operation becomes a method of the client`() throws {
    let operation = """
      "paths": {
        "/v1/account/credits": {
          "get": {
            "operationId": "credits",
            "responses": { "200": { "description": "Credits left", "content": { "application/json": { "schema": {
              "type": "object", "required": ["credits"], "properties": { "credits": { "type": "integer" } } } } } } }
          }
        },
      """
    let before = try generated(from: tensorsLab)
    let after = try generated(from: try edited(tensorsLab, #""paths": {"#, operation))
    #expect(!before.contains("func credits("))
    #expect(after.contains("public func credits() async throws(ClientError)"))
    #expect(after.contains("GET /v1/account/credits"))
  }

  @Test func `a removed enum value is no longer a constant`() throws {
    let before = try generated(from: tensorsLab)
    let after = try generated(from: try edited(tensorsLab, "\"3:4\",\n", ""))
    #expect(before.contains(#"rawValue: "3:4""#))
    #expect(!after.contains(#"rawValue: "3:4""#))
    #expect(after.contains(#"rawValue: "4:3""#))
  }

  @Test func `an unchanged document gives the same bytes`() throws {
    for document in ["tensorslab", "onerouter", "novita"] {
      let text = try bundled(document)
      #expect(try generated(from: text) == generated(from: text))
    }
  }

  @Test(arguments: ["tensorslab", "onerouter", "novita"])
  func `a bundled document needs no widening`(_ name: String) throws {
    var diagnostics = Diagnostics()
    _ = try plan(bundled(name), &diagnostics)
    #expect(diagnostics.all.map(\.description) == [])
  }

  private var tensorsLab: String { get throws { try bundled("tensorslab") } }

  private func bundled(_ name: String) throws -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appendingPathComponent("openapi/\(name).json"), encoding: .utf8)
  }

  private func edited(_ text: String, _ old: String, _ new: String) throws -> String {
    let place = try #require(text.range(of: old), "the document no longer contains \(old)")
    return text.replacingCharacters(in: place, with: new)
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
