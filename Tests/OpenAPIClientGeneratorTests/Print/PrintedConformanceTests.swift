import OpenAPIClientGenerator
import Testing

@Suite struct PrintedConformanceTests {
  @Test func `operations that could not be checked become warnings`() {
    let text = ConformanceTests.print(PrintedPlan.plan(), document: "{}", module: nil)
    #expect(
      text.contains(
        """
            for omission in conformance.operationsWithoutExample + conformance.answersWithoutExample {
              Issue.record(Comment(rawValue: omission), severity: .warning)
            }
        """))
  }

  @Test func `operations that are not chosen need no check`() {
    let paths = #"{"/a": {"get": {"responses": {}}}, "/b": {"get": {"responses": {}}, "put": {"responses": {}}}}"#
    let all = PlanSketch(paths: paths)
    #expect(!ConformanceTests.print(all.plan, document: "{}", module: nil).contains("omitted:"))
    let some = PlanSketch(paths: paths) { $0.only = .init(paths: ["/a"]) }
    #expect(
      ConformanceTests.print(some.plan, document: "{}", module: nil).contains(#"omitted: ["GET /b", "PUT /b"]"#))
  }
}
