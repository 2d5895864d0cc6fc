import OpenAPIClientGenerator
import Testing

@Suite struct PrintedConformanceTests {
  @Test func `operations that could not be checked become warnings`() {
    let text = ConformanceTests.print(PrintedPlan.plan(), document: "{}", module: nil)
    #expect(
      text.contains(
        """
            for operation in conformance.operationsWithoutExample {
              Issue.record(Comment(rawValue: operation), severity: .warning)
            }
        """))
  }
}
