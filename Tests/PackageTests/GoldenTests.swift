import Foundation
import Testing

/// What is generated, whole: a change of the output shows here, and in a review as a change of these files.
///
/// `RECORD_GOLDENS=1 swift test --filter Golden` writes them anew.
@Suite(.timeLimit(.minutes(5))) struct GoldenTests {
  @Test("the client and the diagnostics are as recorded", arguments: Golden.all)
  func isAsRecorded(golden: Golden) async throws {
    let generated = try await golden.generate()
    if Golden.isRecording { return try golden.record(generated) }
    let recorded = try golden.recorded()
    #expect(!recorded.isEmpty, "Nothing is recorded; RECORD_GOLDENS=1 swift test --filter Golden does it.")
    for name in Set(generated.keys).union(recorded.keys).sorted() where generated[name] != recorded[name] {
      let difference = LineDifference(from: recorded[name] ?? "", to: generated[name] ?? "")
      Issue.record("Tests/Golden/\(golden.name)/\(name)\n\(difference)")
    }
  }

  /// What a module of people's own is compiled with.
  struct Settings: CustomTestStringConvertible {
    var testDescription: String
    var options: [String]
  }

  @Test(
    "all that is recorded compiles together without a warning, its example calls too",
    .disabled(if: Golden.isRecording, "They are being written."),
    arguments: [
      Settings(testDescription: "in Swift 6 mode", options: Processes.swift6),
      Settings(
        testDescription: "in Swift 5 mode with all that 6 checks of concurrency",
        options: ["-emit-sil", "-o", "/dev/null", "-swift-version", "5", "-strict-concurrency=complete"]),
      Settings(
        testDescription: "where imports are internal by default",
        options: Processes.swift6 + ["-enable-upcoming-feature", "InternalImportsByDefault"]),
    ])
  func compiles(settings: Settings) async throws {
    // Tests need the module that they test.
    let sources = try Golden.all.flatMap { try $0.sources() }.filter { !$0.hasSuffix("Tests.swift") }
    let calls = try sources.flatMap { try ExampleCall.all(in: String(contentsOfFile: $0, encoding: .utf8)) }
    #expect(calls.count > 40)
    let folder = try TemporaryFolder()
    let functions = calls.enumerated().map { $1.function("call\($0)") }
    try folder.write(
      "import Foundation\nimport OpenAPIClientRuntime\n\n\(functions.joined())", to: "ExampleCalls.swift")
    let compiled = try await Processes.compile(sources + [folder.path("ExampleCalls.swift")], options: settings.options)
    #expect(compiled.status == 0, "\(compiled.errors)")
  }

  @Test func `a difference shows the lines around it`() {
    let old = (1...9).map { "line \($0)" }
    var new = old
    new[4] = "another"
    new.append("line 10")
    let difference = LineDifference(from: old.joined(separator: "\n"), to: new.joined(separator: "\n"))
    #expect(
      difference.description == """
        @@ 3 @@
          line 3
          line 4
        - line 5
        + another
          line 6
          line 7
          line 8
          line 9
        + line 10
        """)
  }
}
