import OpenAPIClientGenerator
import Testing

@Suite struct OutputNamesTests {
  private static func plan(_ models: [String]) -> ClientPlan {
    let schemas = models.map { #""\#($0)": {"type": "object", "properties": {"id": {"type": "integer"}}}"# }
    return PlanSketch(schemas: "{\(schemas.joined(separator: ", "))}").plan
  }

  @Test func `one file of each kind has no number, several are numbered from 1`() {
    #expect(
      OutputNames(namespace: "Pets", files: 1).all == [
        "Pets+Client.swift", "Pets+Operations.swift", "Pets+Models.swift",
      ])
    #expect(
      OutputNames(namespace: "Pets", files: 2).all == [
        "Pets+Client.swift", "Pets+Operations1.swift", "Pets+Operations2.swift", "Pets+Models1.swift",
        "Pets+Models2.swift",
      ])
  }

  @Test(arguments: 1...5)
  func `exactly the files that were promised are printed, empty ones with their header`(count: Int) {
    let files = Generator.print(Self.plan(["Pet"]), files: count)
    #expect(files.map(\.name) == OutputNames(namespace: "API", files: count).all)
    #expect(files.filter { $0.text.split(separator: "\n").count > 2 }.count == 2)
  }

  @Test func `an edit to one schema touches one file`() {
    let models = (1...40).map { "Model\($0)" }
    let before = Generator.print(Self.plan(models), files: 8)
    let after = Generator.print(Self.plan(["Another"] + models), files: 8)
    #expect(zip(before, after).filter { $0 != $1 }.count == 1)
  }

  @Test func `the same plan gives the same bytes`() {
    let plan = Self.plan((1...20).map { "Model\($0)" } + ["Date", "String", "Data"])
    #expect(Generator.print(plan, files: 4) == Generator.print(plan, files: 4))
  }

  @Test func `larger documents get more files`() {
    let sizes = [0, 63 << 10, 64 << 10, 191 << 10, 192 << 10, 2 << 20]
    #expect(sizes.map { OutputNames.defaultFiles(documentBytes: $0) } == [1, 1, 4, 4, 16, 32])
  }
}
