import Foundation
import Testing

/// The executable, as scripts and build systems use it.
@Suite struct ToolTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(PetDocument.text(), to: "pets.json")
  }

  private func tool(_ arguments: String...) async throws -> Finished {
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

  @Test func `files that the document refers to are found beside it`() async throws {
    let document = PetDocument.text().replacing("#/components/schemas/Pet", with: "common/pet.json#/Pet")
    try folder.write(document, to: "api/root.json")
    try folder.write(
      #"{ "Pet": { "type": "object", "properties": { "tag": { "type": "string" } } } }"#, to: "api/common/pet.json")
    #expect(try await tool("generate", "api/root.json", "--output", "out").status == 0)
    let names = try folder.names(in: "out")
    let text = try names.map { try folder.read("out/" + $0) }.joined()
    #expect(text.contains("var tag: String?"))

    // Tests hold what all files hold; the other file's pet has a number, for the document has a pet of its own.
    let tested = try await tool("generate", "api/root.json", "--output", "out", "--tests", "tests")
    #expect(tested.status == 0)
    #expect(tested.errors.hasSuffix("0 warnings\n"))
    #expect(try folder.read("tests/PetsConformanceTests.swift").contains(##""$ref": "#/components/schemas/Pet2""##))
  }

  // MARK: Configuration

  @Test func `a configuration's entry counts, options win`() async throws {
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

  @Test func `a build that was planned for other files has all in those, and they compile`() async throws {
    try folder.write(PetDocument.text(), to: "more.json")
    try folder.write(
      #"""
      { "documents": [
        { "path": "pets.json", "namespace": "Zoo", "files": 3, "access": "internal" },
        { "path": "more.json", "namespace": "Farm", "emit": "both" }
      ] }
      """#, to: "c.json")
    func generate(_ namespace: String, planned: String, _ more: String...) async throws -> Finished {
      try await Processes.run(
        Places.tool(),
        [
          "generate", "pets.json", "--output", "out", "--config", "c.json", "--namespace", namespace, "--emit",
          "client",
          "--planned", planned, "--quiet",
        ] + more, in: folder.url)
    }
    // One client in three files becomes two in nine and eleven.
    let old = try await generate("Pets", planned: "Pets=pets.json,client,auto;Zoo=b.json,client,2", "--files", "1")
    #expect(old.status == 0)
    #expect(old.errors.hasPrefix("c.json:1:1: note: c.json asks for other files than this build was planned with"))
    #expect(old.errors.contains("; 'touch Package.swift' has the next build planned anew (#) [stale-plan]"))
    #expect(try folder.names(in: "out") == ["Pets+Client.swift", "Pets+Models.swift", "Pets+Operations.swift"])
    let kept = try await generate(
      "Zoo", planned: "Pets=pets.json,client,auto;Zoo=b.json,client,2", "--files", "2", "--watched", "plans")
    #expect(kept.status == 0)
    #expect(kept.errors.contains("; the next build is planned anew (#) [stale-plan]"))
    #expect(try folder.names(in: "plans").contains("Plan-1"))
    let names = try folder.names(in: "out").map { folder.path("out/\($0)") }
    #expect(names.count == 8)
    try folder.write(
      "import OpenAPIClientRuntime\nlet both = (Zoo.Client.self, Farm.Client.self, FarmDocument.self)\n",
      to: "use.swift")
    let compiled = try await Processes.compile(names + [folder.path("use.swift")], options: Processes.swift6)
    #expect(compiled.status == 0, "\(compiled.errors)")
    // Each command of the configuration asks for a new plan in the same build: the folder must not be as it was before.
    for _ in 1...2 {
      _ = try await generate("Zoo", planned: "Zoo=b.json,client,2", "--files", "2", "--watched", "plans")
    }
    #expect(try folder.names(in: "plans").contains("Plan-3"))
    // With the plan that the configuration asks for nothing is said.
    let good = try await generate(
      "Zoo", planned: "Zoo=pets.json,client,3;Farm=more.json,both,auto", "--files", "3")
    #expect(good.status == 0 && good.errors.isEmpty, "\(good.errors)")
  }

  @Test func `a build keeps links to the files that were read, and fails while one of them is missing`() async throws {
    let document = PetDocument.text().replacing("#/components/schemas/Pet", with: "common.json#/components/schemas/Pet")
    try folder.write(document, to: "root.json")
    let arguments = ["generate", "root.json", "--output", "out", "--watched", "watched"]
    let missing = try await Processes.run(Places.tool(), arguments, in: folder.url)
    #expect(missing.status == 1)
    #expect(
      missing.errors.hasSuffix("openapi-client: error: There is no file common.json, to which root.json refers.\n"))
    #expect(try linked(in: "watched") == ["root.json"])
    try folder.write(PetDocument.text(), to: "common.json")
    let there = try await Processes.run(Places.tool(), arguments, in: folder.url)
    #expect(there.status == 0)
    #expect(try linked(in: "watched") == ["common.json", "root.json"])
    try folder.write(PetDocument.text(), to: "root.json")
    _ = try await Processes.run(Places.tool(), arguments, in: folder.url)
    #expect(try linked(in: "watched") == ["root.json"])
  }

  /// The names of the files that a folder's links lead to, sorted.
  private func linked(in name: String) throws -> [String] {
    try folder.names(in: name).map { link in
      let path = try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("\(name)/\(link)"))
      return URL(filePath: path).lastPathComponent
    }.sorted()
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

  @Test func `a document's address is no file`() async throws {
    let result = try await tool("check", "https://shop.example/openapi.json")
    #expect(result.status == 3)
    #expect(result.errors.contains("https://shop.example/openapi.json is an address"), "\(result.errors)")
    #expect(result.errors.contains("download it first"), "\(result.errors)")
  }

  @Test func `a part is explained by its name, with the namespace or without`() async throws {
    try folder.write(PetDocument.text(), to: "pets.json")
    let bare = try await tool("explain", "pets.json", "--only", "Pet")
    #expect(bare.status == 0)
    #expect(bare.output.hasPrefix("struct Pet\n"), "\(bare.output)")
    #expect(try await tool("explain", "pets.json", "--only", "Pets.Pet").output == bare.output)
    let client = try await tool("explain", "pets.json", "--only", "Client")
    #expect(try await tool("explain", "pets.json", "--only", "Pets.Client").output == client.output)
    let missing = try await tool("explain", "pets.json", "--only", "Pets.Pett")
    #expect(missing.status == 2)
    #expect(missing.errors.contains("There is no 'Pets.Pett' in this stage"), "\(missing.errors)")
  }

  @Test func `YAML and JSON give the same client, whatever the file is called`() async throws {
    try folder.write(PetDocument.text(), to: "a/pets.yaml")
    try folder.write(PetDocument.yaml(), to: "b/pets.yaml")
    for name in ["a", "b"] {
      let result = try await tool(
        "generate", "\(name)/pets.yaml", "--output", "\(name)/out", "--emit", "both", "--tests", "\(name)/tests")
      #expect(result.status == 0, "\(result.errors)")
    }
    for file in ["Pets+Client.swift", "Pets+Operations.swift", "Pets+Models.swift"] {
      #expect(try folder.read("a/out/" + file) == folder.read("b/out/" + file), "\(file)")
    }
    // What holds the document holds it as JSON, which is what the validator reads.
    #expect(try folder.read("b/out/PetsDocument.swift").contains(#""operationId": "getPet""#))
    #expect(try folder.read("b/tests/PetsConformanceTests.swift").contains(#""operationId": "getPet""#))
    let changes = try await tool("diff", "a/pets.yaml", "b/pets.yaml")
    #expect(changes.status == 0)
    #expect(changes.output == "")
  }

  @Test func `mistakes are said where they stand in the YAML`() async throws {
    try folder.write(
      "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths:\n  /a: {get: {parameters: null, responses: {}}}\n",
      to: "pets.yml")
    let checked = try await tool("check", "pets.yml")
    #expect(checked.status == 0)
    #expect(checked.errors.contains("pets.yml:4:14: warning: "), "\(checked.errors)")
    try folder.write("openapi: 3.1.0\ninfo:\n\ttitle: Pets\n", to: "pets.yml")
    let refused = try await tool("check", "pets.yml")
    #expect(refused.status == 1)
    #expect(
      refused.errors.hasPrefix("pets.yml:3:1: error: This line is indented by a tab, where only spaces are allowed; "),
      "\(refused.errors)")
  }

  @Test func `bundle prints the document as it is understood, or writes it`() async throws {
    try folder.write(PetDocument.yaml(schema: "common.json#/Pet"), to: "api/pets.yaml")
    try folder.write(
      #"{ "Pet": { "type": "object", "properties": { "tag": { "type": "string" } } } }"#, to: "api/common.json")
    try folder.write(PetDocument.overlay(property: "age", operation: "firstPet"), to: "o.yaml")
    let printed = try await tool("bundle", "api/pets.yaml", "--overlay", "o.yaml")
    #expect(printed.status == 0)
    #expect(printed.errors == "")
    #expect(printed.output.hasPrefix("{\n  \"openapi\": \"3.1.0\",\n") && printed.output.hasSuffix("}\n"))
    #expect(printed.output.contains(##""$ref": "#/components/schemas/Pet2""##), "\(printed.output)")
    let written = try await tool("bundle", "api/pets.yaml", "--overlay", "o.yaml", "--output", "b/pets.yaml")
    #expect(written.text == "")
    #expect(try folder.read("b/pets.yaml") == printed.output)
    for (document, options) in [("api/pets.yaml", ["--overlay", "o.yaml"]), ("b/pets.yaml", [])] {
      let result = try await Processes.run(
        Places.tool(), ["generate", document, "--output", document + ".out", "--quiet"] + options, in: folder.url)
      #expect(result.text == "")
    }
    for file in try folder.names(in: "b/pets.yaml.out") {
      #expect(try folder.read("b/pets.yaml.out/" + file) == folder.read("api/pets.yaml.out/" + file))
    }
    let broken = try await tool("bundle", "o.yaml")
    #expect(broken.status == 1)
    #expect(broken.output == "")
  }

  @Test func `overlays are applied in order, those of the configuration first`() async throws {
    try folder.write(PetDocument.overlay(property: "age", operation: "firstPet"), to: "o/first.yaml")
    try folder.write(
      #"{ "overlay": "1.0.0", "info": { "title": "T", "version": "1" }, "actions": [ { "target": "$..[?@.operationId == 'firstPet']", "update": { "operationId": "secondPet" } } ] }"#,
      to: "second.json")
    try folder.write(
      #"{ "documents": [ { "path": "../pets.json", "namespace": "Zoo", "overlays": ["first.yaml"] } ] }"#,
      to: "o/c.json")
    let result = try await tool(
      "generate", "pets.json", "--output", "out", "--config", "o/c.json", "--overlay", "second.json", "--emit", "both")
    #expect(result.status == 0, "\(result.errors)")
    #expect(try folder.read("out/Zoo+Models.swift").contains("age: String?"))
    #expect(try folder.read("out/Zoo+Operations.swift").contains("func secondPet(id: String)"))
    // What holds the document holds it as it was corrected.
    #expect(try folder.read("out/ZooDocument.swift").contains(#""operationId": "secondPet""#))
    let changes = try await tool("diff", "pets.json", "pets.json", "--overlay", "o/first.yaml")
    #expect(changes.output == "")
    let checked = try await tool("check", "pets.json", "--overlay", "second.json")
    #expect(checked.status == 1)
    #expect(checked.errors.hasPrefix("second.json:1:80: error: Nothing in the document matches"), "\(checked.errors)")
  }

  @Test func `what is wrong with overlays is said where the configuration names them`() async throws {
    for (overlays, status, message) in [
      (#"["gone.yaml"]"#, 3, "c.json:2:14: error: There is no overlay 'gone.yaml'"),
      (#""gone.yaml""#, 1, "c.json:2:1: error: 'overlays' must be an array of paths"),
      (#"[1]"#, 1, "c.json:2:1: error: 'overlays' must be an array of paths"),
    ] {
      try folder.write(
        "{ \"documents\": [ { \"path\": \"pets.json\", \"namespace\": \"Zoo\",\n\"overlays\": \(overlays) } ] }",
        to: "c.json")
      let result = try await tool("check", "pets.json", "--config", "c.json")
      #expect(result.status == Int32(status))
      #expect(result.errors.hasPrefix(message), "\(result.errors)")
    }
    let missing = try await tool("check", "pets.json", "--overlay", "gone.yaml")
    #expect(missing.status == 3)
    #expect(missing.errors == "openapi-client: error: There is no file gone.yaml.\n")
  }

  @Test func `what is missing or can't be written is status 3 and a sentence`() async throws {
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

  @Test func `a reference to a folder leads nowhere, and is said where it stands`() async throws {
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

  // MARK: The other commands

  @Test func `check says what generating would say`() async throws {
    let result = try await tool("check", "pets.json")
    #expect(result.status == 0)
    #expect(result.errors == "pets.json: 1 operation, 1 type, 0 warnings\n")
  }

  @Test func `diff lists what changes for callers`() async throws {
    try folder.write(PetDocument.text(property: "title", more: ", \"description\": \"Any animal\""), to: "new.json")
    let result = try await tool("diff", "pets.json", "new.json")
    #expect(result.status == 0)
    #expect(
      result.output == """
        breaking: Pet.name is gone
        breaking: Pet.title is new
        documentation: Pet is described differently

        """)
    #expect(try await tool("diff", "pets.json", "new.json", "--strict").status == 1)
    #expect(try await tool("diff", "pets.json", "pets.json", "--strict").output == "")
    #expect(
      try await tool("diff", "pets.json", "new.json", "--json").output == #"""
        {"breaking":2,"additive":0,"documentation":1,"changes":[\#
        {"impact":"breaking","change":"removed","declaration":"Pet.name","message":"Pet.name is gone"},\#
        {"impact":"breaking","change":"added","declaration":"Pet.title","message":"Pet.title is new"},\#
        {"impact":"documentation","change":"description","declaration":"Pet","message":"Pet is described differently"}]}

        """#)
    #expect(
      try await tool("diff", "pets.json", "pets.json", "--json").output
        == #"{"breaking":0,"additive":0,"documentation":0,"changes":[]}"# + "\n")
  }

  @Test func `help and version are for reading`() async throws {
    let help = try await tool("--help")
    #expect(help.status == 0)
    #expect(help.output.contains("openapi-client generate DOCUMENT --output DIR"))
    #expect(try await tool("generate", "--help").output.contains("--namespace NAME"))
    #expect(try await tool("--version").output.hasPrefix("openapi-client "))
  }
}
