import Foundation
import OpenAPIConformance
import OpenAPIDocument
import Testing

/// The widest types are read, written, compared, hashed and described on a thread with the stack that secondary threads have
/// on Apple's systems: those of this package's own document, and of documents of others where those lie beside the checkout.
@Suite(.timeLimit(.minutes(5))) struct StackTests {
  /// A document, and the widest type in it.
  struct Wide: CustomTestStringConvertible {
    let document: String
    let schema: String
    let type: String
    let operation: String

    var testDescription: String { "\(type) of \(document)" }
    var url: URL { Places.package.appending(path: document) }
  }

  static let own = Wide(
    document: "Tests/MappingTests/Documents/sizes.json", schema: "All", type: "All", operation: "GET /all")
  static let others = [
    Wide(
      document: "../shared/corpus/json/apisguru/giteaio.json", schema: "TimelineComment", type: "TimelineComment",
      operation: "GET /repos/{owner}/{repo}/issues/{index}/timeline"),
    Wide(
      document: "../shared/corpus/json/apps/libregraph.json", schema: "user", type: "User",
      operation: "PATCH /v1.0/me"),
  ]
  static let areOthersThere = others.allSatisfy { FileManager.default.fileExists(atPath: $0.url.path) }

  /// How a client is built; the runtime is the one that was built so.
  enum Build: String, CaseIterable {
    case debug, release

    var options: [String] { self == .debug ? ["-Onone"] : ["-O"] }

    var hint: Comment { "swift build -c \(rawValue) --target OpenAPIClientRuntime builds what it needs." }

    /// Where the runtime lies; nil where it wasn't built so, or before its sources were changed.
    var products: URL? {
      guard let tests = try? Places.tool().deletingLastPathComponent() else { return nil }
      let folder = tests.deletingLastPathComponent().appending(path: rawValue)
      let module = folder.appending(path: "Modules/OpenAPIClientRuntime.swiftmodule")
      guard let built = Self.changed(module) else { return nil }
      let sources = ["OpenAPISyntax", "HTTPTransport", "OpenAPIClientRuntime"].flatMap { name -> [URL] in
        let folder = Places.package.appending(path: "Sources/\(name)")
        return FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL }
          ?? []
      }
      let isCurrent = sources.filter { $0.pathExtension == "swift" }.compactMap(Self.changed).allSatisfy { $0 <= built }
      return self == .debug || isCurrent ? folder : nil
    }

    private static func changed(_ file: URL) -> Date? {
      try? FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] as? Date
    }
  }

  @Test func `this package's widest type fits a stack of 512 KB, debug`() async throws {
    try await run(Self.own, .debug)
  }

  @Test(
    .enabled(
      if: Build.release.products != nil, Build.release.hint)
  ) func `this package's widest type fits a stack of 512 KB, release`() async throws {
    try await run(Self.own, .release)
  }

  @Test(.enabled(if: areOthersThere, "There are no documents of others beside the checkout."), arguments: others)
  func `the widest types of others fit a stack of 512 KB, debug`(wide: Wide) async throws {
    try await run(wide, .debug)
  }

  @Test(
    .enabled(if: areOthersThere, "There are no documents of others beside the checkout."),
    .enabled(
      if: Build.release.products != nil, Build.release.hint),
    arguments: others)
  func `the widest types of others fit a stack of 512 KB, release`(wide: Wide) async throws {
    try await run(wide, .release)
  }

  private func run(_ wide: Wide, _ build: Build) async throws {
    let folder = try TemporaryFolder()
    try folder.write(try value(of: wide), to: "value.json")
    try FileManager.default.copyItem(at: wide.url, to: folder.url.appending(path: "openapi.json"))
    try folder.write(
      #"{"documents": [{"path": "openapi.json", "namespace": "API", "only": {"operations": ["\#(wide.operation)"]}}]}"#,
      to: "openapi-client.json")
    let generated = try await Processes.run(
      Places.tool(), ["generate", "openapi.json", "--config", "openapi-client.json", "--output", "out"], in: folder.url)
    #expect(generated.status == 0, "\(generated.errors)")
    try folder.write(Self.program(wide.type), to: "Program.swift")
    let sources = try folder.names(in: "out").map { folder.path("out/\($0)") } + [folder.path("Program.swift")]
    let built = try await Processes.link(
      sources, to: folder.path("program"), with: #require(build.products), options: build.options)
    try #require(built.status == 0, "\(built.errors)")
    let finished = try await Processes.run(
      folder.url.appending(path: "program"), [folder.path("value.json")], in: folder.url)
    #expect(finished.status == 0, "\(finished.text)")
    #expect(finished.output.hasPrefix("read, written, compared, hashed, described"))
  }

  /// A value with all that a document says of a schema, several levels deep.
  private func value(of wide: Wide) throws -> String {
    var diagnostics = Diagnostics()
    let tree = try #require(
      JSONTree.parse([UInt8](Data(contentsOf: wide.url)), file: "openapi.json", diagnostics: &diagnostics))
    let schema = try #require(tree.root["components"]?["schemas"]?[wide.schema])
    let text = try ExampleMaker(document: tree, direction: .response).value(of: schema).jsonString()
    #expect(text.utf8.count > 500)
    return text
  }

  private static func program(_ type: String) -> String {
    """
    import Foundation
    import OpenAPIClientRuntime

    @main enum Program {
      static func main() throws {
        let text = try String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8)
        let thread = Thread {
          do {
            let value = try API.\(type)(jsonString: text)
            let again = try API.\(type)(jsonString: value.jsonString())
            guard value == again, value.hashValue == again.hashValue else { exit(1) }
            print("read, written, compared, hashed, described:", String(describing: value).count)
            exit(0)
          } catch {
            print(error)
            exit(1)
          }
        }
        thread.stackSize = 512 * 1024
        thread.start()
        while true { Thread.sleep(forTimeInterval: 60) }
      }
    }

    """
  }
}
