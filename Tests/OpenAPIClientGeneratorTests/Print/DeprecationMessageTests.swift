import Testing

@testable import OpenAPIClientGenerator

/// No keyword of the specification gives a deprecation a message; an extension could.
@Suite struct `The message of a deprecation` {
  private let documentation = Documentation(["A pet."], deprecation: Deprecation(message: #"Use "born"."#))

  private func lines(_ body: (FilePrinter) -> Void) -> [Substring] {
    let printer = FilePrinter(PlanSketch().plan)
    body(printer)
    return printer.text.split(separator: "\n").suffix(from: { $0.hasPrefix("/// A pet.") })
  }

  @Test func `is printed in the attribute of a declaration`() {
    #expect(
      lines { $0.printDocumentation(documentation) }
        == ["/// A pet.", #"@available(*, deprecated, message: "Use \"born\".")"#])
  }

  @Test func `is printed in the comment of a type or a case`() {
    #expect(
      lines { $0.printCommentWithDeprecation(documentation) }
        == ["/// A pet.", "///", #"/// - Warning: Deprecated. Use "born"."#])
  }

  @Test func `is printed in the documentation of an argument`() {
    #expect(documentation.paragraphsWithDeprecation == ["A pet.", #"Deprecated. Use "born"."#])
  }
}

extension [Substring] {
  /// From the first line on that a function accepts.
  fileprivate func suffix(from isFirst: (Substring) -> Bool) -> [Substring] {
    firstIndex(where: isFirst).map { Array(self[$0...]) } ?? []
  }
}
