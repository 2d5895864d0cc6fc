import Foundation
import LoopbackHTTP
import Testing

/// A package of somebody else, built for real: it depends on this one, has a document, and calls its operation.
@Suite(.serialized) struct ConsumerTests {
  /// The blocks of README.md that make up this package.
  private static let blocks = ["swift-tools-version", "PetShopAPI.Client", "../../documents/pets.json"]

  /// Whether a block of README.md is used here.
  static func uses(_ block: String) -> Bool { blocks.contains { block.contains($0) } }

  /// README's manifest, with this package as it stands here.
  private static func readmeManifest() throws -> String {
    let folder = Places.package.path(percentEncoded: false)
    return try MarkdownFile.readme().block(with: blocks[0])
      .replacing(
        #"url: "https://example.com/seedream.git", from: "1.0.0""#, with: #"name: "seedream", path: "\#(folder)""#)
  }

  /// README's manifest made harder: one more target, everything on the main actor, no warning allowed.
  private static func manifest() throws -> String {
    try readmeManifest()
      .replacing(
        "  targets: [\n",
        with: """
            targets: [
              .target(
                name: "pet-shop", dependencies: [.product(name: "OpenAPIClientRuntime", package: "seedream")],
                plugins: [.plugin(name: "OpenAPIClientPlugin", package: "seedream")]),

          """
      )
      .replacing(
        "      plugins:",
        with: "      swiftSettings: [.defaultIsolation(MainActor.self), .treatAllWarnings(as: .error)],\n      plugins:"
      )
  }

  /// README's example, with the server of the test.
  private static func main(namespace: String, property: String) throws -> String {
    try MarkdownFile.readme().block(with: blocks[1])
      .replacing(#""https://pets.example.com/v1""#, with: "PetShopAPI.Server(url: CommandLine.arguments[1])")
      .replacing(#""rex""#, with: #""a/b""#)
      .replacing("PetShopAPI.", with: "\(namespace).").replacing("pet.name", with: "pet.\(property)")
  }

  /// Beside what is built of this package, so that the tool and the runtime are built once for all runs.
  private static let folder = Places.package.appending(path: ".build/consumer")
  private static let package = folder.appending(path: "Pet Shop")
  private static let scratch = folder.appending(path: "build")

  init() throws {
    try? FileManager.default.removeItem(at: Self.package)
  }

  private func build(_ package: URL = Self.package) async throws -> Finished {
    try await Processes.run(
      URL(filePath: "/usr/bin/env"),
      [
        "swift", "build", "--package-path", package.path(percentEncoded: false),
        "--scratch-path", Self.scratch.path(percentEncoded: false), "-j", "2",
      ])
  }

  private func run(_ server: LoopbackServer) async throws -> Finished {
    try await Processes.run(Self.scratch.appending(path: "debug/PetShop"), [server.url])
  }

  private func write(_ text: String, to name: String) throws {
    let file = Self.package.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  @Test(.timeLimit(.minutes(15)))
  func `README's way from swift package init to the first call`() async throws {
    let server = try LoopbackServer { exchange in
      try await exchange.respond(
        200, [("Content-Type", "application/json")], Array(#"{ "name": "Rex of \#(exchange.request.path)" }"#.utf8))
    }
    defer { server.stop() }
    let package = Self.folder.appending(path: "PetShop")
    try? FileManager.default.removeItem(at: package)
    try FileManager.default.createDirectory(at: package, withIntermediateDirectories: true)
    var result = try await Processes.run(
      URL(filePath: "/usr/bin/env"), ["swift", "package", "init", "--type", "executable"], in: package)
    try #require(result.status == 0, "\(result.text)")

    // The manifest and a document build beside what the toolchain has written.
    let main = package.appending(path: "Sources/PetShop/PetShop.swift")
    #expect(try String(contentsOf: main, encoding: .utf8).contains("@main"))
    try Data(Self.readmeManifest().utf8).write(to: package.appending(path: "Package.swift"))
    try Data(PetDocument.text().utf8).write(to: package.appending(path: "Sources/PetShop/openapi.json"))
    result = try await build(package)
    try #require(result.status == 0, "\(result.text)")
    #expect(!result.text.contains("warning:"), "\(result.text)")

    try Data(Self.main(namespace: "PetShopAPI", property: "name").utf8).write(to: main)
    result = try await build(package)
    try #require(result.status == 0, "\(result.text)")
    #expect(try await run(server).output == "Rex of /pets/a%2Fb\n")

    // A target that is called after its client leaves the shorter name to the namespace.
    let library = package.appending(path: "Sources/PetShopClient")
    try FileManager.default.createDirectory(at: library, withIntermediateDirectories: true)
    try Data(PetDocument.text().utf8).write(to: library.appending(path: "openapi.json"))
    try Data("func name(of pet: PetShop.Pet) -> String { pet.name }\n".utf8)
      .write(to: library.appending(path: "Names.swift"))
    try Data(
      Self.readmeManifest()
        .replacing(".executableTarget(", with: ".target(").replacing("\"PetShop\"", with: "\"PetShopClient\"").utf8
    ).write(to: package.appending(path: "Package.swift"))
    result = try await build(package)
    try #require(result.status == 0, "\(result.text)")
  }

  @Test(.timeLimit(.minutes(15)))
  func `a package uses the plugin, calls the service, and follows its document and its configuration`() async throws {
    let server = try LoopbackServer { exchange in
      let response = #"{ "name": "Rex of \#(exchange.request.path)", "title": "Sir Rex" }"#
      try await exchange.respond(200, [("Content-Type", "application/json")], Array(response.utf8))
    }
    defer { server.stop() }
    try write(Self.manifest(), to: "Package.swift")
    try write(PetDocument.text(), to: "Sources/PetShop/openapi.json")
    try write(Self.main(namespace: "PetShopAPI", property: "name"), to: "Sources/PetShop/PetShop.swift")
    // A target's name that is no type's name is made into one.
    try write(PetDocument.yaml(), to: "Sources/pet-shop/openapi.yaml")
    try write("func name(of pet: PetShopAPI.Pet) -> String? { pet.name }\n", to: "Sources/pet-shop/Names.swift")
    // Often there is a file called after the namespace.
    try write("let shop = PetShopAPI.self\n", to: "Sources/PetShop/PetShopAPI.swift")

    // A file called as one of the generated ones can't be built beside it.
    try write("", to: "Sources/PetShop/Support/PetShopAPI+Models.swift")
    var result = try await build()
    #expect(result.status != 0)
    #expect(result.text.contains("The target 'PetShop' has a file 'PetShopAPI+Models.swift'"), "\(result.text)")
    try FileManager.default.removeItem(at: Self.package.appending(path: "Sources/PetShop/Support"))

    // A single `openapi.json`: the namespace is called after the target.
    result = try await build()
    try #require(result.status == 0, "\(result.text)")
    #expect(try await run(server).output == "Rex of /pets/a%2Fb\n")

    // An edit to the document takes effect.
    try write(PetDocument.text(property: "title"), to: "Sources/PetShop/openapi.json")
    result = try await build()
    #expect(result.status != 0)
    #expect(result.text.contains("has no member 'name'"), "\(result.text)")
    try write(Self.main(namespace: "PetShopAPI", property: "title"), to: "Sources/PetShop/PetShop.swift")
    result = try await build()
    try #require(result.status == 0, "\(result.text)")
    #expect(try await run(server).output == "Sir Rex\n")

    // So does a configuration, which may name documents anywhere in the package.
    try write(
      PetDocument.text().replacing("#/components/schemas/Pet", with: "common.yml#/components/schemas/Pet"),
      to: "documents/pets.json")
    try write(PetDocument.yaml(), to: "documents/common.yml")
    try write(MarkdownFile.readme().block(with: Self.blocks[2]), to: "Sources/PetShop/openapi-client.json")
    try FileManager.default.removeItem(at: Self.package.appending(path: "Sources/PetShop/PetShopAPI.swift"))
    try write(Self.main(namespace: "Pets", property: "name"), to: "Sources/PetShop/PetShop.swift")
    result = try await build()
    try #require(result.status == 0, "\(result.text)")
    #expect(try await run(server).output == "Rex of /pets/a%2Fb\n")

    // The first build has told SwiftPM of the files that it read, and the next is planned anew for it.
    result = try await build()
    try #require(result.status == 0, "\(result.text)")

    // What asks for other files takes effect at once, though the build isn't planned anew before the next one.
    try write(PetDocument.yaml(schema: "common.yml#/components/schemas/Pet"), to: "documents/pets.yaml")
    try write(
      #"{ "documents": [ { "path": "../../documents/pets.yaml", "namespace": "Zoo", "emit": "both", "files": 2 } ] }"#,
      to: "Sources/PetShop/openapi-client.json")
    try write(Self.main(namespace: "Zoo", property: "name"), to: "Sources/PetShop/PetShop.swift")
    for _ in 1...2 {
      result = try await build()
      try #require(result.status == 0, "\(result.text)")
      #expect(try await run(server).output == "Rex of /pets/a%2Fb\n")
    }

    // An edit to a file that the document refers to takes effect too, and one to a YAML document.
    try write(PetDocument.yaml(property: "title"), to: "documents/common.yml")
    try write(PetDocument.yaml(property: "title"), to: "Sources/pet-shop/openapi.yaml")
    try write("func name(of pet: PetShopAPI.Pet) -> String? { pet.title }\n", to: "Sources/pet-shop/Names.swift")
    try write(Self.main(namespace: "Zoo", property: "title"), to: "Sources/PetShop/PetShop.swift")
    result = try await build()
    try #require(result.status == 0, "\(result.text)")
    #expect(try await run(server).output == "Sir Rex\n")

    // So does one to a file that the build didn't know when it was planned, from the first build on.
    try FileManager.default.moveItem(
      at: Self.package.appending(path: "documents/common.yml"),
      to: Self.package.appending(path: "documents/other.yml"))
    try write(PetDocument.yaml(schema: "other.yml#/components/schemas/Pet"), to: "documents/pets.yaml")
    result = try await build()
    try #require(result.status == 0, "\(result.text)")
    #expect(try await run(server).output == "Sir Rex\n")
    try write(PetDocument.yaml(), to: "documents/other.yml")
    try write(Self.main(namespace: "Zoo", property: "name"), to: "Sources/PetShop/PetShop.swift")
    result = try await build()
    try #require(result.status == 0, "\(result.text)")
    #expect(try await run(server).output == "Rex of /pets/a%2Fb\n")

    // And to one that was missing for a while.
    let document = Self.package.appending(path: "documents/pets.yaml")
    try FileManager.default.removeItem(at: document)
    result = try await build()
    #expect(result.status != 0)
    #expect(result.text.contains("openapi-client.json:1:20: error: There is no document '"), "\(result.text)")
    try write(PetDocument.yaml(), to: "documents/pets.yaml")
    result = try await build()
    try #require(result.status == 0, "\(result.text)")
    try write(PetDocument.yaml(property: "title"), to: "documents/pets.yaml")
    try write(Self.main(namespace: "Zoo", property: "title"), to: "Sources/PetShop/PetShop.swift")
    result = try await build()
    try #require(result.status == 0, "\(result.text)")
    #expect(try await run(server).output == "Sir Rex\n")
  }

  @Test(.timeLimit(.minutes(15)))
  func `a document that is missing when a build is planned takes effect when it comes, and with every edit`()
    async throws
  {
    let server = try LoopbackServer { exchange in
      let response = #"{ "name": "Rex", "title": "Sir Rex" }"#
      try await exchange.respond(200, [("Content-Type", "application/json")], Array(response.utf8))
    }
    defer { server.stop() }
    try write(Self.manifest(), to: "Package.swift")
    try write("enum Empty {}\n", to: "Sources/pet-shop/Empty.swift")
    try write(PetDocument.text(), to: "Sources/pet-shop/openapi.json")
    try write(MarkdownFile.readme().block(with: Self.blocks[2]), to: "Sources/PetShop/openapi-client.json")
    try write(Self.main(namespace: "Pets", property: "name"), to: "Sources/PetShop/PetShop.swift")
    var result = try await build()
    #expect(result.status != 0)
    #expect(result.text.contains("error: There is no document '"), "\(result.text)")
    try write(PetDocument.text(), to: "documents/pets.json")
    result = try await build()
    try #require(result.status == 0, "\(result.text)")
    #expect(try await run(server).output == "Rex\n")
    try write(PetDocument.text(property: "title"), to: "documents/pets.json")
    try write(Self.main(namespace: "Pets", property: "title"), to: "Sources/PetShop/PetShop.swift")
    result = try await build()
    try #require(result.status == 0, "\(result.text)")
    #expect(try await run(server).output == "Sir Rex\n")
  }

  @Test(.timeLimit(.minutes(15)))
  func `a fresh checkout builds at once with what an older one left behind, whatever its configuration asks for`()
    async throws
  {
    func checkOut(_ namespace: String) throws {
      // All files are new, as they are to a checkout.
      try? FileManager.default.removeItem(at: Self.package)
      try write(Self.readmeManifest(), to: "Package.swift")
      try write(PetDocument.text(), to: "documents/pets.json")
      try write(
        #"{ "documents": [ { "path": "../../documents/pets.json", "namespace": "\#(namespace)" } ] }"#,
        to: "Sources/PetShop/openapi-client.json")
      try write(Self.main(namespace: namespace, property: "name"), to: "Sources/PetShop/PetShop.swift")
    }
    for namespace in ["Pets", "Zoo"] {
      try checkOut(namespace)
      let result = try await build()
      #expect(result.status == 0, "\(result.text)")
    }
  }

  @Test(.timeLimit(.minutes(15)))
  func `an overlay corrects a document of others, and an edit of it takes effect`() async throws {
    let server = try LoopbackServer { exchange in
      try await exchange.respond(
        200, [("Content-Type", "application/json")], Array(#"{ "name": "Rex", "title": "Sir Rex" }"#.utf8))
    }
    defer { server.stop() }
    try write(Self.manifest(), to: "Package.swift")
    try write("enum Empty {}\n", to: "Sources/pet-shop/Empty.swift")
    try write(PetDocument.text(), to: "Sources/pet-shop/openapi.json")
    try write(PetDocument.text(), to: "documents/pets.json")
    try write(PetDocument.overlay(property: "title", operation: "fetchPet"), to: "documents/pets.overlay.yaml")
    try write(
      #"{ "documents": [ { "path": "../../documents/pets.json", "namespace": "Zoo", "#
        + #""overlays": ["../../documents/pets.overlay.yaml"] } ] }"#,
      to: "Sources/PetShop/openapi-client.json")
    let main = try Self.main(namespace: "Zoo", property: "title").replacing("getPet(", with: "fetchPet(")
      .replacing("pet.title", with: "pet.title ?? pet.name")
    try write(main, to: "Sources/PetShop/PetShop.swift")
    var result = try await build()
    try #require(result.status == 0, "\(result.text)")
    #expect(try await run(server).output == "Sir Rex\n")

    // An edit of the overlay takes effect, and so does one of the document that it no longer fits.
    try write(PetDocument.overlay(property: "title", operation: "findPet"), to: "documents/pets.overlay.yaml")
    try write(main.replacing("fetchPet(", with: "findPet("), to: "Sources/PetShop/PetShop.swift")
    result = try await build()
    try #require(result.status == 0, "\(result.text)")
    #expect(try await run(server).output == "Sir Rex\n")
    try write(PetDocument.text().replacing("/pets/{id}", with: "/pet/{id}"), to: "documents/pets.json")
    result = try await build()
    #expect(result.status != 0)
    #expect(
      result.text.contains("pets.overlay.yaml:8:5: error: Nothing in the document matches '$.paths['/pets/{id}'].get'"),
      "\(result.text)")
  }

  @Test(.timeLimit(.minutes(15)))
  func `the tutorial's way from swift package init to a passing test`() async throws {
    let package = Self.folder.appending(path: "PetShop")
    try? FileManager.default.removeItem(at: package)
    try FileManager.default.createDirectory(at: package, withIntermediateDirectories: true)
    var result = try await Processes.run(
      URL(filePath: "/usr/bin/env"), ["swift", "package", "init", "--type", "library"], in: package)
    try #require(result.status == 0, "\(result.text)")
    let resources = Places.package.appending(
      path: "Sources/OpenAPIClientRuntime/OpenAPIClientRuntime.docc/Tutorials/Resources")
    let seedream = Places.package.path(percentEncoded: false)
    func place(_ name: String, _ path: String) throws {
      let text = try String(contentsOf: resources.appending(path: name), encoding: .utf8).replacing(
        #"url: "https://example.com/seedream.git", from: "1.0.0""#, with: #"name: "seedream", path: "\#(seedream)""#)
      let file = package.appending(path: path)
      #expect(path.hasSuffix(".yaml") || FileManager.default.fileExists(atPath: file.path(percentEncoded: false)))
      try Data(text.utf8).write(to: file)
    }
    try place("FirstClient-Package.swift", "Package.swift")
    try place("FirstClient-openapi.yaml", "Sources/PetShop/openapi.yaml")
    func test() async throws -> Finished {
      try await Processes.run(
        URL(filePath: "/usr/bin/env"),
        [
          "swift", "test", "--package-path", package.path(percentEncoded: false), "--scratch-path",
          Self.scratch.path(percentEncoded: false), "-j", "2",
        ])
    }
    for step in 1...2 {
      try place("FirstClient-PetShop-\(step).swift", "Sources/PetShop/PetShop.swift")
      try place("FirstClient-Tests-\(step).swift", "Tests/PetShopTests/PetShopTests.swift")
      result = try await test()
      #expect(result.status == 0 && result.text.contains("Test run with \(step) test"), "\(result.text)")
      #expect(!result.text.contains("warning:"), "\(result.text)")
    }
  }

  @Test(.timeLimit(.minutes(15)))
  func `sources that are committed are written, and checked without any permission`() async throws {
    try write(
      Self.readmeManifest().replacing(
        ",\n      plugins: [.plugin(name: \"OpenAPIClientPlugin\", package: \"seedream\")]", with: ""),
      to: "Package.swift")
    try write(PetDocument.text(), to: "Sources/PetShop/openapi.json")
    try write("", to: "Sources/PetShop/PetShop.swift")
    let generated = Self.package.appending(path: "Sources/PetShop/Generated/PetShopAPI+Models+P.swift")
    func plugin(_ arguments: String...) async throws -> Finished {
      try await Processes.run(
        URL(filePath: "/usr/bin/env"),
        [
          "swift", "package", "--package-path", Self.package.path(percentEncoded: false), "--scratch-path",
          Self.scratch.path(percentEncoded: false),
        ] + arguments)
    }

    // Help and check need no permission, and find that nothing was written yet.
    var result = try await plugin("check-openapi-client", "--help")
    #expect(result.status == 0 && result.output.contains("generate-openapi-client [--target NAME]"), "\(result.text)")
    result = try await plugin("check-openapi-client")
    #expect(result.status != 0 && result.text.contains("is not what the documents say now"), "\(result.text)")
    #expect(!FileManager.default.fileExists(atPath: generated.path(percentEncoded: false)))

    // Writing needs one, and says where to go without it.
    result = try await plugin("generate-openapi-client")
    #expect(result.status != 0 && result.text.contains("check-openapi-client writes nothing"), "\(result.text)")
    result = try await plugin("--allow-writing-to-package-directory", "generate-openapi-client", "--target", "PetShop")
    #expect(result.status == 0, "\(result.text)")
    #expect(result.text.contains("PetShop: 3 of 3 files written"), "\(result.text)")
    #expect(try String(contentsOf: generated, encoding: .utf8).contains("struct Pet"))
    result = try await plugin("check-openapi-client")
    #expect(result.status == 0 && result.text.contains("PetShop: the generated sources are"), "\(result.text)")

    // An edit to the document is noticed.
    try write(PetDocument.text(property: "title"), to: "Sources/PetShop/openapi.json")
    result = try await plugin("check-openapi-client", "--target", "PetShop")
    #expect(result.status != 0 && result.text.contains("PetShopAPI+Models+P.swift is not what"), "\(result.text)")
    result = try await plugin("--allow-writing-to-package-directory", "generate-openapi-client")
    #expect(result.status == 0 && result.text.contains("PetShop: 1 of 3 files written"), "\(result.text)")
  }
}
