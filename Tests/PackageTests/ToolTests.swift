import Foundation
import Testing

/// The executable, as scripts and build systems use it.
@Suite struct ToolTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(PetDocument.text(), to: "pets.json")
  }

  func tool(_ arguments: String...) async throws -> Finished {
    try await Processes.run(Places.tool(), arguments, in: folder.url)
  }

  // MARK: Generating

  @Test func `generate writes the files that its options name`() async throws {
    let result = try await tool("generate", "pets.json", "--output", "out", "--namespace", "Zoo", "--files", "2")
    #expect(result.status == 0)
    #expect(result.output == "")
    #expect(result.errors == "pets.json: 1 operation, 1 type, 5 of 5 files written, 0 warnings\n")
    #expect(
      try folder.names(in: "out") == [
        "Zoo+Client.swift", "Zoo+Models1.swift", "Zoo+Models2.swift", "Zoo+Operations1.swift", "Zoo+Operations2.swift",
      ])
    #expect(try folder.read("out/Zoo+Client.swift").contains("public nonisolated enum Zoo {"))
  }

  @Test func `without options the file's name is the namespace, one file of each kind is made, all public`()
    async throws
  {
    #expect(try await tool("generate", "pets.json", "--output=out").status == 0)
    #expect(try folder.names(in: "out") == ["Pets+Client.swift", "Pets+Models.swift", "Pets+Operations.swift"])
  }

  @Test func `a file whose bytes are the same is left alone, and one that is not made any more is removed`()
    async throws
  {
    _ = try await tool("generate", "pets.json", "--output", "out", "--files", "2")
    try folder.write("let mine = 1\n", to: "out/Pets+Models9.swift")
    let path = folder.path("out/Pets+Client.swift")
    let long = Date(timeIntervalSince1970: 1_000_000)
    try FileManager.default.setAttributes([.modificationDate: long], ofItemAtPath: path)
    let again = try await tool("generate", "pets.json", "--output", "out", "--files", "2")
    #expect(again.errors == "pets.json: 1 operation, 1 type, nothing changed, 0 warnings\n")
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date == long)
    _ = try await tool("generate", "pets.json", "--output", "out", "--files", "1")
    #expect(
      try folder.names(in: "out") == [
        "Pets+Client.swift", "Pets+Models.swift", "Pets+Models9.swift", "Pets+Operations.swift",
      ])
  }

  @Test func `a document can be embedded as text`() async throws {
    let result = try await tool(
      "generate", "pets.json", "--output", "out", "--namespace", "PetsDocument", "--emit", "document", "--access",
      "internal", "--quiet")
    #expect(result.text == "")
    #expect(try folder.names(in: "out") == ["PetsDocument.swift"])
    let text = try folder.read("out/PetsDocument.swift")
    #expect(text.contains("\nnonisolated enum PetsDocument {\n"))
    #expect(text.contains(PetDocument.text()))
  }

  @Test func `files are laid out by number or by tag, and those of another layout are removed`() async throws {
    #expect(try await tool("generate", "pets.json", "--output", "out", "--files", "3").status == 0)
    #expect(try folder.names(in: "out").count == 7)
    #expect(try await tool("generate", "pets.json", "--output", "out", "--files", "tags").status == 0)
    #expect(try folder.names(in: "out") == ["Pets+Client.swift", "Pets+Models+P.swift", "Pets+Operations.swift"])
    #expect(try await tool("generate", "pets.json", "--output", "out").status == 0)
    #expect(try folder.names(in: "out") == ["Pets+Client.swift", "Pets+Models.swift", "Pets+Operations.swift"])
    let wrong = try await tool("generate", "pets.json", "--output", "out", "--files", "tag")
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains("needs 'tags' or a number from 1 to 999, not 'tag'"), "\(wrong.errors)")
  }

  @Test func `strict makes errors of warnings and writes nothing`() async throws {
    try folder.write(
      PetDocument.text().replacing("#/components/schemas/Pet\"", with: "#/components/schemas/Dog\""), to: "w.json")
    let relaxed = try await tool("check", "w.json")
    #expect(relaxed.status == 0)
    #expect(relaxed.errors.contains(": warning: "))
    let strict = try await tool("generate", "w.json", "--output", "out", "--strict")
    #expect(strict.status == 1)
    #expect(!strict.errors.contains(": warning: "))
    #expect(!FileManager.default.fileExists(atPath: folder.path("out")))
  }

  @Test func `options override the entry of the configuration`() async throws {
    try folder.write(
      """
      { "documents": [ { "path": "../pets.json", "namespace": "Zoo", "access": "package",
                         "names": { "GET /pets/{id}": "fetchPet" } } ] }
      """, to: "target/openapi-client.json")
    let result = try await tool(
      "generate", "pets.json", "--output", "out", "--config", "target/openapi-client.json", "--access", "internal")
    #expect(result.status == 0)
    let text = try folder.read("out/Zoo+Operations.swift")
    #expect(text.contains("  func fetchPet(id: String)"))
  }

  @Test func `an unknown key names its location and the nearest known one`() async throws {
    try folder.write("{\n  \"documents\": [\n    { \"path\": \"p.json\", \"namespce\": \"P\" }\n  ]\n}", to: "c.json")
    let result = try await tool("generate", "pets.json", "--output", "out", "--config", "c.json")
    #expect(result.status == 1)
    #expect(result.errors.contains("c.json:3:25: error: Unknown key 'namespce'; did you mean 'namespace'?"))
    #expect(result.errors.contains("c.json:3:5: error: 'namespace' must be a Swift name"))
  }

  // MARK: Failures

  @Test(
    "wrong usage is status 2 and names what was meant",
    arguments: [
      (["generate", "pets.json", "--ouput", "x"], "Unknown option '--ouput'; did you mean '--output'?"),
      (["generat"], "Unknown command 'generat'; did you mean 'generate'? Commands are "),
      (["something"], "Unknown command 'something'. Commands are "),
      (["generate", "pets.json"], "The option --output is missing"),
      (["generate", "--output", "x"], "No document is given."),
      (["generate", "pets.json", "--output"], "The option --output needs a value."),
      (["generate", "pets.json", "--output", "x", "--access", "pubic"], "did you mean 'public'?"),
      (["generate", "pets.json", "--output", "x", "--files", "0"], "a number from 1 to 999, not '0'"),
      (["generate", "pets.json", "--output", "x", "--namespace", "a-b"], "'a-b' can't name a Swift type"),
      (["check", "pets.json", "extra"], "Unexpected argument 'extra'."),
      ([], "No command."),
    ] as [([String], String)])
  func usage(arguments: [String], message: String) async throws {
    let result = try await Processes.run(Places.tool(), arguments, in: folder.url)
    #expect(result.status == 2)
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(result.output == "")
  }

  @Test func `a document that can't be used is status 1 with a location`() async throws {
    try folder.write("{\n  \"openapi\": \"3.1.0\",\n", to: "broken.json")
    let result = try await tool("generate", "broken.json", "--output", "out")
    #expect(result.status == 1)
    #expect(
      result.errors.firstMatch(of: try Regex(#"^broken\.json:\d+:\d+: error: .+\]\n$"#)) != nil, "\(result.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("out")))
  }

  @Test func `a URL is refused with what to do`() async throws {
    let result = try await tool("check", "https://shop.example/openapi.json")
    #expect(result.status == 3)
    #expect(result.errors.contains("https://shop.example/openapi.json is a URL"), "\(result.errors)")
    #expect(result.errors.contains("download it first"), "\(result.errors)")
  }

  @Test func `a file that is missing or can't be written is status 3 and a sentence`() async throws {
    let missing = try await tool("generate", "none.json", "--output", "out")
    #expect(missing.status == 3)
    #expect(missing.errors == "openapi-client: error: There is no file none.json.\n")
    let folderAsDocument = try await tool("check", ".")
    #expect(folderAsDocument.status == 3)
    let fileAsFolder = try await tool("generate", "pets.json", "--output", "pets.json")
    #expect(fileAsFolder.status == 3)
    #expect(fileAsFolder.errors.contains("pets.json is a file, not a folder."))
    let config = try await tool("generate", "pets.json", "--output", "out", "--config", "none.json")
    #expect(config.status == 3)
  }

  @Test func `a reference to a folder is unresolved, and reported at its location`() async throws {
    try folder.write("{}", to: "sub/file.json")
    for reference in ["sub", "./", "sub/#/x"] {
      try folder.write(PetDocument.text().replacing("#/components/schemas/Pet", with: reference), to: "r.json")
      let result = try await tool("check", "r.json")
      #expect(result.status == 0)
      #expect(
        result.errors.firstMatch(of: try Regex(#"r\.json:\d+:\d+: warning: .*\[unresolved-reference\]"#)) != nil,
        "\(result.errors)")
    }
  }

  // MARK: Help

  @Test func `help and version are printed`() async throws {
    let help = try await tool("--help")
    #expect(help.status == 0)
    #expect(help.output.contains("openapi-client generate DOCUMENT --output DIR"))
    #expect(try await tool("generate", "--help").output.contains("--namespace NAME"))
    #expect(try await tool("--version").output.hasPrefix("openapi-client "))
  }
}
