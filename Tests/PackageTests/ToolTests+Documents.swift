import Testing

/// Documents in several files, in YAML and with overlays.
extension ToolTests {
  // MARK: Several files

  @Test func `files that the document refers to are found beside it`() async throws {
    let document = PetDocument.text().replacing("#/components/schemas/Pet", with: "common/pet.json#/Pet")
    try folder.write(document, to: "api/root.json")
    try folder.write(
      #"{ "Pet": { "type": "object", "properties": { "tag": { "type": "string" } } } }"#, to: "api/common/pet.json")
    #expect(try await tool("generate", "api/root.json", "--output", "out").status == 0)
    let names = try folder.names(in: "out")
    let text = try names.map { try folder.read("out/" + $0) }.joined()
    #expect(text.contains("var tag: String?"))

    // Tests embed all files; the other file's pet has a number, because the document has a pet of its own.
    let tested = try await tool("generate", "api/root.json", "--output", "out", "--tests", "tests")
    #expect(tested.status == 0)
    #expect(tested.errors.hasSuffix("0 warnings\n"))
    #expect(try folder.read("tests/PetsConformanceTests.swift").contains(##""$ref": "#/components/schemas/Pet2""##))
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

  // MARK: YAML

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
    // What embeds the document has it as JSON, which the validator reads.
    #expect(try folder.read("b/out/PetsDocument.swift").contains(#""operationId": "getPet""#))
    #expect(try folder.read("b/tests/PetsConformanceTests.swift").contains(#""operationId": "getPet""#))
    let changes = try await tool("diff", "a/pets.yaml", "b/pets.yaml")
    #expect(changes.status == 0)
    #expect(changes.output == "")
  }

  @Test func `mistakes in YAML are reported at their locations`() async throws {
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

  // MARK: Overlays

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
    // What embeds the document has it as it was corrected.
    #expect(try folder.read("out/ZooDocument.swift").contains(#""operationId": "secondPet""#))
    let changes = try await tool("diff", "pets.json", "pets.json", "--overlay", "o/first.yaml")
    #expect(changes.output == "")
    let checked = try await tool("check", "pets.json", "--overlay", "second.json")
    #expect(checked.status == 1)
    #expect(checked.errors.hasPrefix("second.json:1:80: error: Nothing in the document matches"), "\(checked.errors)")
  }

  @Test func `mistakes in overlays are reported where the configuration names them`() async throws {
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
}
