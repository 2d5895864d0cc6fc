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

  @Test func `a client is made with a key and speaks to the service's own address`() {
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

  @Test func `a task is kept in a file and picked up again without a second submission`() async throws {
    let file = fixture.folder.url.appendingPathComponent("task.json")
    let images = try await ReadmeExamples.resume(fixture.client, file: file)
    #expect(images.count == 1)
    #expect(fixture.submitted.count == 1)
  }

  @Test func `a transport of one's own answers in place of the service`() async throws {
    #expect(try await ReadmeExamples.transport().count == 1)
  }
}
