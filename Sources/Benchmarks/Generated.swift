import Foundation
import OpenAPIClientGenerator
import OpenAPIDocument

/// Generated sources, in a folder.
struct Generated {
  let folder: ScratchFolder
  let names: [String]
  let operations: Int
  let schemas: Int
  let bytes: Int
  let lines: Int

  /// Reads, plans and prints, as `openapi-client generate` does.
  static func files(_ document: [UInt8], _ diagnostics: inout Diagnostics) throws -> [SourceFile] {
    Generator.print(try plan(document, &diagnostics), files: OutputNames.defaultFiles(documentBytes: document.count))
  }

  private static func plan(_ document: [UInt8], _ diagnostics: inout Diagnostics) throws -> ClientPlan {
    let plan = Generator.plan(
      document: "openapi.json", configuration: { _ in GeneratorConfiguration(namespace: "API") },
      load: { _ in document }, diagnostics: &diagnostics)
    guard let plan else { throw Child.Failure("The document can't be used.") }
    return plan
  }

  init(_ document: [UInt8], files count: Int? = nil) throws {
    var diagnostics = Diagnostics()
    let plan = try Self.plan(document, &diagnostics)
    let files = Generator.print(plan, files: count ?? OutputNames.defaultFiles(documentBytes: document.count))
    folder = try ScratchFolder()
    for file in files { _ = try folder.write(file.name, file.text) }
    names = files.map(\.name)
    operations = plan.operations.count
    schemas = plan.types.count
    bytes = files.reduce(0) { $0 + $1.text.utf8.count }
    lines = files.reduce(0) { $0 + $1.text.utf8.count { $0 == UInt8(ascii: "\n") } }
  }

  init(path: String, files: Int? = nil) throws {
    try self.init([UInt8](Data(contentsOf: URL(fileURLWithPath: path))), files: files)
  }
}
