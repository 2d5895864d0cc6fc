import Foundation
import LoopbackHTTP

/// The server of the benchmarks, in a process of its own so that its costs aren't counted as the client's.
struct BenchmarkServer {
  let url: String
  private let process = Process()
  /// The server lives as long as this end of the pipe is open, so it never outlives the benchmark.
  private let life = Pipe()

  init() throws {
    let response = Pipe()
    process.executableURL = URL(fileURLWithPath: Child.executable).resolvingSymlinksInPath()
    process.arguments = ["serve", "--alone"]
    process.standardInput = life
    process.standardOutput = response
    try process.run()
    let first = response.fileHandleForReading.availableData
    guard let text = String(data: first, encoding: .utf8)?.split(separator: "\n").first else {
      throw Child.Failure("The server did not start.")
    }
    url = String(text)
  }

  func stop() {
    try? life.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  static let question =
    #"{"model":"small","temperature":0.5,"max_tokens":100,"messages":[{"role":"user","content":"Describe a lighthouse at dusk in one sentence, please, and keep it short."}]}"#
  static let response =
    #"{"id":"chat-1","object":"chat.completion","created":1700000000,"model":"small","choices":[{"index":0,"message":{"role":"assistant","content":"A lighthouse stands on the rocks while the evening light turns the sea to copper and gulls cross."},"finish_reason":"stop"}],"usage":{"prompt_tokens":21,"completion_tokens":23,"total_tokens":44}}"#

  /// Serves until its standard input ends.
  @Sendable static func serve(_ arguments: [String]) async throws {
    let response = Array(response.utf8)
    let server = try LoopbackServer { exchange in
      switch exchange.request.path {
      case "/chat":
        _ = try await exchange.readBody()
        try await exchange.respond(200, [("Content-Type", "application/json")], response)
      case "/upload":
        while try await exchange.readChunk() != nil {}
        try await exchange.respond(204)
      case "/picture":
        // `{"created":1,"data":[{"b64_json":"…"}]}` for a picture of so many bytes.
        let head = Array(#"{"created":1,"data":[{"b64_json":""#.utf8)
        let tail = Array(#""}]}"#.utf8)
        let text = bytes(exchange, 20_000_000) / 3 * 4
        try await exchange.startResponse(
          200, [("Content-Type", "application/json")], length: head.count + text + tail.count)
        try await exchange.write(head)
        try await write(text, to: exchange)
        try await exchange.write(tail)
        try await exchange.finish()
      default:
        let count = bytes(exchange, 1 << 30)
        try await exchange.startResponse(200, [("Content-Type", "application/octet-stream")], length: count)
        try await write(count, to: exchange)
        try await exchange.finish()
      }
    }
    print(server.url)
    fflush(nil)
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      Thread.detachNewThread {
        _ = FileHandle.standardInput.readDataToEndOfFile()
        continuation.resume()
      }
    }
    server.stop()
  }

  private static func bytes(_ exchange: Exchange, _ usual: Int) -> Int {
    exchange.request.query.first { $0.name == "bytes" }.flatMap { Int($0.value) } ?? usual
  }

  private static let chunk = [UInt8](repeating: UInt8(ascii: "A"), count: 1 << 20)

  private static func write(_ count: Int, to exchange: Exchange) async throws {
    var left = count
    while left > 0 {
      let size = min(left, chunk.count)
      try await exchange.write(size == chunk.count ? chunk : Array(chunk[0..<size]))
      left -= size
    }
  }
}
