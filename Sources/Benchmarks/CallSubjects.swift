import Foundation
import OpenAPIClientRuntime

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// The calls that are measured, each in a process of its own.
enum CallSubjects {
  @Sendable static func run(_ arguments: [String]) async throws {
    guard arguments.count >= 2 else { throw Child.Failure("A subject and a server are needed.") }
    let url = arguments[1]
    let count = arguments.count > 2 ? Int(arguments[2]) ?? 1 : 1
    let width = arguments.count > 3 ? Int(arguments[3]) ?? 1 : 1
    switch arguments[0] {
    case "generated": try await timed(count, width) { try await generated(url, $0, width: width) }
    case "urlsession": try await timed(count, width) { try await byHand(url, $0, width: width) }
    case "memory": try await memory(url)
    case "latency": try await latency(url)
    default: throw Child.Failure("'\(arguments[0])' is not a subject.")
    }
  }

  /// Times so many calls after the first few, which make the connections.
  private static func timed(_ count: Int, _ width: Int, _ calls: (Int) async throws -> [Double]) async throws {
    _ = try await calls(width * 2)
    let processor = Measurement.processorSeconds()
    let start = ContinuousClock.now
    let times = try await calls(count)
    print("wall", Measurement.seconds(start.duration(to: .now)))
    print("processor", Measurement.processorSeconds() - processor)
    print("latency", Rounds.middle(times))
  }

  // MARK: Generated

  private static var request: BenchmarkAPI.ChatRequest {
    BenchmarkAPI.ChatRequest(
      model: "small", temperature: 0.5, maxTokens: 100, messages: [.init(role: "user", content: question)])
  }

  private static let question = "Describe a lighthouse at dusk in one sentence, please, and keep it short."

  private static func generated(_ url: String, _ count: Int, width: Int) async throws -> [Double] {
    let client = BenchmarkAPI.Client(server: .init(url: url))
    return try await inParallel(width, count) {
      let response = try await client.chat(body: request)
      guard response.usage.totalTokens == 44 else { throw Child.Failure("The response is wrong.") }
    }
  }

  /// Makes so many calls, so many at a time; gives the seconds that each took.
  private static func inParallel(
    _ width: Int, _ count: Int, _ call: @escaping @Sendable () async throws -> Void
  ) async throws -> [Double] {
    try await withThrowingTaskGroup(of: [Double].self) { group in
      for _ in 0..<width {
        group.addTask {
          var times: [Double] = []
          times.reserveCapacity(count / width)
          for _ in 0..<(count / width) {
            let start = ContinuousClock.now
            try await call()
            times.append(Measurement.seconds(start.duration(to: .now)))
          }
          return times
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
  }

  private static func memory(_ url: String) async throws {
    _ = try await generated(url, 1_000, width: 8)
    print("early", Measurement.residentMemory())
    for _ in 0..<99 { _ = try await generated(url, 1_000, width: 8) }
    print("late", Measurement.residentMemory())
  }

  /// Small calls while bytes come down on another connection as fast as they can.
  private static func latency(_ url: String) async throws {
    let client = BenchmarkAPI.Client(server: .init(url: url))
    let alone = try await times(client, 300)
    let start = ContinuousClock.now
    // A gigabyte after the other, until it is stopped; gives how many bytes came.
    let download = Task {
      var received = 0
      while !Task.isCancelled {
        do {
          for try await chunk in try await client.download() { received += chunk.count }
        } catch {
          guard Task.isCancelled else { throw error }
        }
      }
      return received
    }
    let beside = try await times(client, 1_000)
    let seconds = Measurement.seconds(start.duration(to: .now))
    download.cancel()
    let received = try await download.value
    print("alone", Rounds.middle(alone))
    print("median", Rounds.middle(beside))
    print("p99", beside.sorted()[beside.count * 99 / 100])
    print("rate", Double(received) / seconds)
  }

  private static func times(_ client: BenchmarkAPI.Client, _ count: Int) async throws -> [Double] {
    var times: [Double] = []
    for _ in 0..<count {
      let start = ContinuousClock.now
      _ = try await client.chat(body: request)
      times.append(Measurement.seconds(start.duration(to: .now)))
    }
    return times
  }

  // MARK: By hand

  private struct Question: Codable {
    var model: String
    var temperature: Double
    var max_tokens: Int
    var messages: [Chat.Message]
  }

  /// As one would write it: a session, an encoder and a decoder for all calls.
  private static func byHand(_ url: String, _ count: Int, width: Int) async throws -> [Double] {
    guard let address = URL(string: "\(url)/chat") else { return [] }
    let encoder = JSONEncoder()
    let decoder = JSONDecoder()
    return try await inParallel(width, count) {
      var request = URLRequest(url: address)
      request.httpMethod = "POST"
      request.setValue("application/json", forHTTPHeaderField: "Content-Type")
      request.httpBody = try encoder.encode(
        Question(
          model: "small", temperature: 0.5, max_tokens: 100, messages: [.init(role: "user", content: question)]))
      let (data, _) = try await session.data(for: request)
      let response = try decoder.decode(Chat.Response.self, from: data)
      guard response.usage.total_tokens == 44 else { throw Child.Failure("The response is wrong.") }
    }
  }

  private static let session: URLSession = {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpMaximumConnectionsPerHost = 64
    return URLSession(configuration: configuration)
  }()
}
