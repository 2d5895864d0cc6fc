import Foundation
import Testing

/// The options for build systems.
extension ToolTests {
  @Test func `a build that was planned for other files gets everything in those, and they compile`() async throws {
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
    // Each command requests a new plan in the same build, and the folder must not end up as it was before.
    for _ in 1...2 {
      _ = try await generate("Zoo", planned: "Zoo=b.json,client,2", "--files", "2", "--watched", "plans")
    }
    #expect(try folder.names(in: "plans").contains("Plan-3"))
    // A plan that fits the configuration is not mentioned.
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
}
