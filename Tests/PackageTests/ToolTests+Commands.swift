import Testing

/// The commands that print instead of writing files.
extension ToolTests {
  @Test func `check reports what generate would report`() async throws {
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
}
