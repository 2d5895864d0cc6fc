import Foundation
import LoopbackServer

/// The server of the benchmarks, in a process of its own so that its processor time is not the client's.
struct BenchmarkServer {
  let process: Process
  let url: String

  /// Starts this executable again as a server.
  init(_ options: Options) throws {
    process = Process()
    process.executableURL = URL(fileURLWithPath: options.executable)
    process.arguments = ["calls", "--alone", "serve"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let first = pipe.fileHandleForReading.availableData
    guard let text = String(data: first, encoding: .utf8)?.split(separator: "\n").first else {
      throw Child.Failure(description: "the server did not start")
    }
    url = String(text)
  }

  func stop() { process.terminate() }

  static let answer = Array(
    #"{"id":"chat-1","object":"chat.completion","created":1700000000,"model":"small","choices":[{"index":0,"message":{"role":"assistant","content":"A lighthouse stands on the rocks while the evening light turns the sea to copper and gulls cross."},"finish_reason":"stop"}],"usage":{"prompt_tokens":21,"completion_tokens":23,"total_tokens":44}}"#
      .utf8)
  static let question =
    #"{"model":"small","temperature":0.5,"max_tokens":100,"messages":[{"role":"user","content":"Describe a lighthouse at dusk in one sentence, please, and keep it short."}]}"#

  /// Serves until killed.
  static func serve() async throws {
    let chunk = [UInt8](repeating: 0x61, count: 1 << 20)
    let server = try LoopbackServer { exchange in
      switch exchange.request.path {
      case "/chat":
        _ = try await exchange.readBody()
        try await exchange.respond(200, [("Content-Type", "application/json")], answer)
      case "/upload":
        while try await exchange.readChunk() != nil {}
        try await exchange.respond(204)
      case let path where path.hasPrefix("/picture/"):
        // `{"data":[{"b64_json":"…"}]}` with so many bytes of base64.
        let count = Int(path.dropFirst("/picture/".count)) ?? 0
        let body =
          Array(#"{"created":1,"data":[{"b64_json":""#.utf8) + [UInt8](repeating: 0x41, count: count / 4 * 4)
          + Array(#""}]}"#.utf8)
        try await exchange.respond(200, [("Content-Type", "application/json")], body)
      default:
        let count = exchange.request.query.first { $0.name == "bytes" }.flatMap { Int($0.value) } ?? 1 << 30
        try await exchange.startResponse(
          200, [("Content-Type", "application/octet-stream"), ("Content-Length", String(count))])
        var left = count
        while left > 0 {
          let size = min(left, chunk.count)
          try await exchange.write(size == chunk.count ? chunk : Array(chunk[0..<size]))
          left -= size
        }
        try await exchange.finish()
      }
    }
    print(server.url)
    fflush(stdout)
    while true { try await Task.sleep(for: .seconds(3600)) }
  }
}
