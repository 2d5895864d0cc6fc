import Foundation
import OpenAPIClientRuntime

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Small JSON calls: the generated client, the same call by hand on URLSession, curl and httpx.
enum Calls {
  static func run(_ options: Options, _ report: inout Report) async throws {
    if !options.alone.isEmpty { return try await alone(options.alone) }
    let server = try BenchmarkServer(options)
    defer { server.stop() }
    for width in [1, 64] {
      var ours: [Double] = []
      var theirs: [Double] = []
      for (subject, count) in [("generated", 20_000), ("urlsession", 5_000), ("httpx", 1_000)] {
        var rates: [Double] = []
        var times: [Double] = []
        for _ in 0..<options.runs {
          let cost: Measurement
          if subject == "httpx" {
            guard (try? Child.run(["python3", "-c", "import httpx"])) != nil else { break }
            cost = try Child.run(["python3", "-c", httpx, server.url, String(count), String(width)])
          } else {
            cost = try Child.run([
              options.executable, "calls", "--alone", subject, server.url, String(count), String(width),
            ])
          }
          rates.append(Double(count) / cost.wallSeconds)
          times.append(cost.processorSeconds / Double(count) * 1e6)
        }
        guard !rates.isEmpty else { continue }
        if subject == "generated" { ours = times }
        if subject == "urlsession" { theirs = times }
        report.add(
          "calls", "\(subject), \(width) at a time",
          [("rate", median(rates), "calls/s"), ("processor", median(times), "µs a call")])
      }
      if !ours.isEmpty, !theirs.isEmpty {
        report.add(
          "calls", "URLSession by hand / generated, \(width) at a time",
          [("processor", median(zip(theirs, ours).map { $0 / $1 }), "x")])
      }
    }
    if Child.exists("curl") {
      let urls = (0..<2_000).map { _ in "\(server.url)/chat" }.joined(separator: "\n")
      let file = FileManager.default.temporaryDirectory.appendingPathComponent("benchmarks-curl.txt")
      defer { try? FileManager.default.removeItem(at: file) }
      let lines = urls.split(separator: "\n").map { "url = \"\($0)\"\noutput = /dev/null\n" }.joined()
      try Data(lines.utf8).write(to: file)
      let cost = try Child.run([
        "curl", "-s", "-H", "Content-Type: application/json", "-d", BenchmarkServer.question, "-K", file.path,
      ])
      report.add(
        "calls", "curl, 1 at a time",
        [("rate", 2_000 / cost.wallSeconds, "calls/s"), ("processor", cost.processorSeconds / 2_000 * 1e6, "µs a call")])
    }
    for count in [1_000, 100_000] {
      let output = FileManager.default.temporaryDirectory.appendingPathComponent("benchmarks-memory.txt").path
      defer { try? FileManager.default.removeItem(atPath: output) }
      _ = try Child.run([options.executable, "calls", "--alone", "memory", server.url, String(count)], output: output)
      let bytes = Double((try? String(contentsOfFile: output, encoding: .utf8))?.split(separator: "\n").last ?? "0") ?? 0
      report.add("calls", "memory after \(count) calls", [("resident", bytes / 1e6, "MB")])
    }
    let output = FileManager.default.temporaryDirectory.appendingPathComponent("benchmarks-latency.txt").path
    defer { try? FileManager.default.removeItem(atPath: output) }
    _ = try Child.run([options.executable, "calls", "--alone", "latency", server.url], output: output)
    let latency = Double((try? String(contentsOfFile: output, encoding: .utf8))?.split(separator: "\n").last ?? "0") ?? 0
    report.add("calls", "a small call while a download runs at full speed", [("median", latency * 1e3, "ms")])
  }

  private static let httpx = """
    import asyncio, httpx, sys
    url, count, width = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    body = \(BenchmarkServer.question.debugDescription).replace('\\\\"', '"')
    async def main():
        async with httpx.AsyncClient(limits=httpx.Limits(max_connections=width)) as client:
            async def work(n):
                for _ in range(n):
                    (await client.post(url + "/chat", content=body, headers={"Content-Type": "application/json"})).json()
            await asyncio.gather(*[work(count // width) for _ in range(width)])
    asyncio.run(main())
    """

  private static func alone(_ arguments: [String]) async throws {
    switch arguments[0] {
    case "serve": try await BenchmarkServer.serve()
    case "generated": try await generated(arguments[1], Int(arguments[2]) ?? 1, width: Int(arguments[3]) ?? 1)
    case "urlsession": try await byHand(arguments[1], Int(arguments[2]) ?? 1, width: Int(arguments[3]) ?? 1)
    case "memory":
      try await generated(arguments[1], Int(arguments[2]) ?? 1, width: 8)
      print(Measurement.residentMemory())
    case "latency": print(try await latency(arguments[1]))
    default: break
    }
  }

  private static var request: BenchmarkAPI.ChatRequest {
    BenchmarkAPI.ChatRequest(
      model: "small", temperature: 0.5, maxTokens: 100,
      messages: [
        .init(role: "user", content: "Describe a lighthouse at dusk in one sentence, please, and keep it short.")
      ])
  }

  private static func generated(_ url: String, _ count: Int, width: Int) async throws {
    let client = BenchmarkAPI.Client(server: .init(url: url))
    let request = request
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<width {
        group.addTask {
          for _ in 0..<(count / width) { _ = try await client.chat(request) }
        }
      }
      try await group.waitForAll()
    }
  }

  private struct Question: Codable {
    struct Message: Codable {
      var role: String
      var content: String
    }
    var model: String
    var temperature: Double
    var max_tokens: Int
    var messages: [Message]
  }

  private struct Answer: Codable {
    struct Choice: Codable {
      var index: Int
      var message: Question.Message
      var finish_reason: String
    }
    struct Usage: Codable {
      var prompt_tokens: Int
      var completion_tokens: Int
      var total_tokens: Int
    }
    var id: String
    var object: String
    var created: Int
    var model: String
    var choices: [Choice]
    var usage: Usage
  }

  private static func byHand(_ url: String, _ count: Int, width: Int) async throws {
    guard let address = URL(string: "\(url)/chat") else { return }
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpMaximumConnectionsPerHost = width
    let session = URLSession(configuration: configuration)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<width {
        group.addTask {
          let encoder = JSONEncoder()
          let decoder = JSONDecoder()
          let question = Question(
            model: "small", temperature: 0.5, max_tokens: 100,
            messages: [
              .init(role: "user", content: "Describe a lighthouse at dusk in one sentence, please, and keep it short.")
            ])
          for _ in 0..<(count / width) {
            var request = URLRequest(url: address)
            request.httpMethod = "POST"
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
            request.httpBody = try encoder.encode(question)
            let (data, _) = try await session.data(for: request)
            _ = try decoder.decode(Answer.self, from: data)
          }
        }
      }
      try await group.waitForAll()
    }
  }

  /// The median seconds of a small call while 4 GB come down on another connection.
  private static func latency(_ url: String) async throws -> Double {
    let client = BenchmarkAPI.Client(server: .init(url: url))
    let request = request
    let download = Task {
      let body = try await client.download()
      for try await _ in body { try Task.checkCancellation() }
    }
    var times: [Double] = []
    for _ in 0..<500 {
      let start = ContinuousClock.now
      _ = try await client.chat(request)
      times.append(Measurement.seconds(start.duration(to: .now)))
    }
    download.cancel()
    return median(times)
  }
}
