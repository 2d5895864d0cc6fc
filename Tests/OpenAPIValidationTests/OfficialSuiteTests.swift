import OpenAPIValidation
import Testing

@Suite(.enabled(if: OfficialSuite.shared != nil, "the JSON Schema test suite is not beside the checkout"))
struct OfficialSuiteTests {
  @Test func `all required tests of draft 4 hold`() throws {
    let suite = try #require(OfficialSuite.shared)
    let tally = suite.run(suite.files("tests/draft4"), draft: "draft4", dialect: .draft4)
    print("JSON Schema suite, draft 4, required: \(tally.passed) passed, \(tally.failed.count) failed")
    #expect(tally.failed == [])
    #expect(tally.passed >= 618)
  }

  @Test func `all required tests of draft 2020-12 hold`() throws {
    let suite = try #require(OfficialSuite.shared)
    let tally = suite.run(suite.files("tests/draft2020-12"), draft: "draft2020-12", dialect: .draft202012)
    print("JSON Schema suite, draft 2020-12, required: \(tally.passed) passed, \(tally.failed.count) failed")
    #expect(tally.failed == [])
    #expect(tally.passed >= 1_299)
  }

  @Test func `all optional tests of draft 2020-12 hold: regular expressions, big numbers, references`() throws {
    let suite = try #require(OfficialSuite.shared)
    let files = suite.files("tests/draft2020-12/optional")
    let tally = suite.run(files, draft: "draft2020-12", dialect: .draft202012)
    print("JSON Schema suite, draft 2020-12, optional: \(tally.passed) passed, \(tally.failed.count) failed")
    #expect(tally.failed == [])
    #expect(tally.passed >= 162)
  }

  @Test func `the formats that can be asserted hold`() throws {
    let suite = try #require(OfficialSuite.shared)
    let chosen = [
      "date", "date-time", "time", "duration", "email", "ipv4", "ipv6", "uri", "uri-reference", "uuid", "json-pointer",
      "regex", "unknown",
    ]
    let files = suite.files("tests/draft2020-12/optional/format").filter {
      chosen.contains($0.deletingPathExtension().lastPathComponent)
    }
    let tally = suite.run(files, draft: "draft2020-12", dialect: .draft202012, assertsFormats: true)
    print("JSON Schema suite, draft 2020-12, formats: \(tally.passed) passed, \(tally.failed.count) failed")
    #expect(tally.failed == [])
    #expect(tally.passed > 300)
  }
}
