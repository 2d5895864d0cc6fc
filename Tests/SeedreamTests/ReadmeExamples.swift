import Foundation
import OpenAPIClientRuntime
import Seedream
import SeedreamSandbox
import Testing

/// The examples of README.md, word for word: PackageTests compares them, `README's examples` runs them.
enum ReadmeExamples {
  static func client(key: String) -> SeedreamClient {
    let seedream = SeedreamClient(.tensorsLab(apiKey: key))
    return seedream
  }

  static func library(_ seedream: SeedreamClient, photo: URL, folder: URL) async throws -> [SavedImage] {
    let images = try await seedream.generate(
      "a lighthouse at dusk", size: .level("2K"), count: 2, references: [.file(photo)])
    let files = try await images.save(to: folder)
    return files
  }

  static func upload(_ seedream: SeedreamClient, photo: URL, folder: URL) async throws {
    let request = ImageRequest("the same house in winter", references: [.file(photo)])
    for try await event in seedream.events(for: request) {
      switch event {
      case .uploading(let sent): print("\(sent.completedBytes) of \(sent.totalBytes ?? 0) bytes sent")
      case .finished(let images): try await images.save(to: folder)
      default: print(event)
      }
    }
  }

  static func many(_ seedream: SeedreamClient, prompts: [String], folder: URL) async throws {
    let requests = prompts.map { ImageRequest($0, size: .ratio(16, 9)) }
    for await image in seedream.images(for: requests, atOnce: 8) {
      switch image.result {
      case .success(let images): try await images.save(to: folder)
      case .failure(let error): print("\(image.number): \(error.message)")
      }
    }
  }

  static func errors(_ seedream: SeedreamClient, folder: URL) async {
    do {
      try await seedream.generate("a lighthouse").save(to: folder)
    } catch {
      switch error.kind {
      case .insufficientCredits, .keyRefused: print(error.message)
      case .deadlineExceeded, .cancelled, .downloadFailed: print("lives on as \(error.task?.id ?? "nothing")")
      case _ where error.mayBeCharged: print("look at the console before you try again: \(error.message)")
      case _ where error.isTransient: print("try again in \(error.retryAfter ?? .seconds(60))")
      default: print(error.message)
      }
    }
  }

  static func resume(_ seedream: SeedreamClient, file: URL) async throws -> GeneratedImages {
    let task = try await seedream.submit(ImageRequest("a lighthouse in fog"))
    try JSONEncoder().encode(task).write(to: file)

    // Later, in this process or another:
    let kept = try JSONDecoder().decode(ImageTask.self, from: Data(contentsOf: file))
    let images = try await seedream.resume(kept)
    return images
  }

  static func transport() async throws -> GeneratedImages {
    struct Canned: Transport {
      func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
        HTTPResponse(status: 200, body: .bytes(Array(#"{ "images": ["https://example.com/a.png"] }"#.utf8)))
      }
    }
    let seedream = SeedreamClient(.novita(apiKey: "any"), transport: Canned())
    let images = try await seedream.generate("a lighthouse")
    return images
  }

  static func sandbox() async throws {
    let sandbox = try SandboxServer(faults: [SandboxFault(.noCredits)])
    let seedream = SeedreamClient(.tensorsLab(apiKey: "any", server: sandbox.url))
    let error = await #expect(throws: SeedreamError.self) { try await seedream.generate("a lighthouse") }
    #expect(error?.kind == .insufficientCredits)
    #expect(sandbox.accepted.isEmpty && sandbox.invalidRequests.isEmpty)
    sandbox.stop()
  }
}
