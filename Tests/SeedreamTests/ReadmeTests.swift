import Foundation
import Seedream
import SeedreamSandbox
import Testing

@Suite struct `README's examples` {
  private let fixture: Fixture
  private let photo: URL

  init() throws {
    fixture = try Fixture()
    photo = URL(fileURLWithPath: try fixture.folder.write(png(640, 480), to: "photo.png"))
  }

  @Test func `a client is created with a key, for the service's own address`() {
    let client = ReadmeExamples.client(key: Fixture.key)
    #expect(client.configuration.server == "https://api.tensorslab.com")
  }

  @Test func `the library draws from a picture and saves`() async throws {
    let files = try await ReadmeExamples.library(fixture.client, photo: photo, folder: fixture.folder.url)
    #expect(files.count == 2)
    for file in files { #expect(FileManager.default.fileExists(atPath: file.path)) }
  }

  @Test func `an upload is followed to its end`() async throws {
    try await ReadmeExamples.upload(fixture.client, photo: photo, folder: fixture.folder.url)
    #expect(fixture.folder.names.filter { $0.hasSuffix("-1.png") }.count == 1)
  }

  @Test func `many requests are drawn at once`() async throws {
    try await ReadmeExamples.many(fixture.client, prompts: (1...10).map { "house \($0)" }, folder: fixture.folder.url)
    #expect(fixture.folder.names.filter { $0.hasSuffix("-1.png") }.count == 10)
  }

  @Test func `errors have kinds`() async throws {
    await ReadmeExamples.errors(fixture.client, folder: fixture.folder.url)
    #expect(fixture.folder.names.filter { $0.hasSuffix("-1.png") }.count == 1)
    fixture.sandbox.add(SandboxFault(.noCredits))
    await ReadmeExamples.errors(fixture.client, folder: fixture.folder.url)
    #expect(fixture.folder.names.filter { $0.hasSuffix("-1.png") }.count == 1)
  }

  @Test func `a task is kept in a file and resumed without a second submission`() async throws {
    let file = fixture.folder.url.appendingPathComponent("task.json")
    let images = try await ReadmeExamples.resume(fixture.client, file: file)
    #expect(images.count == 1)
    #expect(fixture.submitted.count == 1)
  }

  @Test(.enabled(if: Tool.path != nil, "The executable seedream is not built beside the tests."))
  func `the commands and options are those of the tool, and a batch prints what README shows`() async throws {
    let home = try TemporaryFolder()
    var root = URL(fileURLWithPath: #filePath)
    for _ in 1...3 { root.deleteLastPathComponent() }
    let readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    let section = try #require(readme.split(separator: "## From the terminal\n").last?.split(separator: "\n## ").first)
    var command = ""
    var shown: Set<String> = []
    for line in section.split(separator: "\n") where line.hasPrefix("    ") {
      if line.hasPrefix("    $") { break }
      let words = line.split { !$0.isLetter && $0 != "-" }.map(String.init)
      if words.first == "seedream" { command = words.dropFirst().first ?? "" }
      guard !command.hasPrefix("-") else { continue }
      shown.insert(command)
      let help = try await Tool.run([command, "--help"], in: home).output
      for option in words where option.hasPrefix("--") { #expect(help.contains("  \(option)"), "\(command)") }
    }
    let page = try await Tool.run(["--help"], in: home).output
    for line in page.split(separator: "\n") where line.hasPrefix("  ") && !line.hasPrefix("   ") {
      #expect(shown.contains(String(line.split(separator: " ").first ?? "")) || line.contains(":  "), "\(line)")
    }

    let session = section.split(separator: "\n").filter { $0.hasPrefix("    ") }.map { $0.dropFirst(4) }
    let from = try #require(session.firstIndex(of: "$ cat prompts.txt"))
    let run = try #require(session.firstIndex { $0.hasPrefix("$ seedream ") })
    try home.write(Array(session[(from + 1)..<run].joined(separator: "\n").utf8), to: "prompts.txt")
    let arguments = session[run].dropFirst(11).split(separator: " ").map { $0.filter { $0 != "'" } }
    let outcome = try await Tool.run(arguments + ["--sandbox"], in: home)
    #expect(outcome.status == 0)
    let expected = session[(run + 1)...].map { $0.split(separator: " ").joined(separator: "\t") }
    #expect(outcome.lines.sorted() == expected)
  }

  @Test func `a custom transport responds in place of the service`() async throws {
    #expect(try await ReadmeExamples.transport().count == 1)
  }

  @Test func `a sandbox serves a test, with faults`() async throws {
    try await ReadmeExamples.sandbox()
  }

  @Test func `events and kinds of errors print as words`() async throws {
    var lines: [String] = []
    for try await event in fixture.client.events(for: ImageRequest("a lighthouse")) {
      if case .uploading = event { continue }
      lines.append("\(event)")
    }
    #expect(lines.first?.hasPrefix("submitted to TensorsLab as ") == true, "\(lines)")
    #expect(lines.dropFirst().first == "queued")
    #expect(lines.last == "1 picture is ready")
    #expect("\(SeedreamError.Kind.cancelled)" == "cancelled")
  }
}
