import OpenAPIClientGenerator
import OpenAPIDocument
import Testing

@Suite struct `The choice of operations` {
  private static let paths = #"""
    {"/plans": {"get": {"operationId": "getPlans", "tags": ["Accounts"], "responses": {}},
                "post": {"tags": ["Billing"], "responses": {}}}}
    """#

  private static func sketch(_ only: GeneratorConfiguration.Selection) -> PlanSketch {
    PlanSketch(paths: paths) { configuration in
      configuration.only = only
      for (line, tag) in only.tags.enumerated() {
        configuration.entryLocations[.tag(tag)] = GeneratorConfiguration.EntryLocation(
          source: FileLocation(file: "c.json", line: line + 1, column: 5), pointer: "#/\(line)")
      }
    }
  }

  @Test func `entries that choose something cause no warning`() {
    let sketch = Self.sketch(.init(operations: ["getPlans", "POST /plans"], tags: ["Billing"], paths: ["/pl*"]))
    #expect(sketch.plan.operations.count == 2)
    #expect(!sketch.codes().contains("unused-selection"))
  }

  @Test(arguments: [
    (GeneratorConfiguration.Selection(operations: ["getPlanz"]), "getPlanz", "getPlans"),
    (.init(operations: ["POST /plan"]), "POST /plan", "POST /plans"), (.init(tags: ["Acounts"]), "Acounts", "Accounts"),
    (.init(paths: ["/plan"]), "/plan", "/plans"),
  ])
  func `an entry that chooses nothing is warned about, with the nearest name`(
    _ only: GeneratorConfiguration.Selection, _ name: String, _ meant: String
  ) {
    let found = Self.sketch(only).diagnostics.filter { $0.code == "unused-selection" }
    #expect(found.map(\.hint) == ["did you mean `\(meant)`?"])
    #expect(found.first?.message.contains("`\(name)`") == true)
  }

  @Test func `each warning is at the location of its entry`() {
    let found = Self.sketch(.init(tags: ["Acounts", "Accounts", "Zoo"])).diagnostics.filter {
      $0.code == "unused-selection"
    }
    #expect(found.map(\.location.description) == ["c.json:1:5", "c.json:3:5"])
    #expect(found.map(\.pointer) == ["#/0", "#/2"])
  }
}
