import Foundation
import HTTPTransport
import LoopbackHTTP

/// The outcome of a request whose response is read to its end.
enum Outcome: Equatable, CustomStringConvertible {
  case response(Int, String)
  /// No response.
  case failed(TransportFailure.Kind)
  /// A response whose body broke off.
  case brokenBody(Int, TransportFailure.Kind)

  var description: String {
    switch self {
    case .response(let status, let body): "\(status) \(body.prefix(60))"
    case .failed(let kind): "no response: \(kind)"
    case .brokenBody(let status, let kind): "\(status), then \(kind)"
    }
  }
}

extension Transport {
  /// Sends a request and reads its whole response.
  func outcome(of request: HTTPRequest, upTo limit: Int = 64 << 20) async -> Outcome {
    let response: HTTPResponse
    do throws(TransportFailure) {
      response = try await send(request)
    } catch {
      return .failed(error.kind)
    }
    do {
      return .response(response.status, String(decoding: try await response.body.collect(upTo: limit), as: UTF8.self))
    } catch let failure as TransportFailure {
      return .brokenBody(response.status, failure.kind)
    } catch {
      return .brokenBody(response.status, .unavailable)
    }
  }

  /// The failure of a request, wherever it comes up; nil if there is none.
  func failure(of request: HTTPRequest) async -> TransportFailure? {
    do {
      _ = try await send(request).body.collect(upTo: 64 << 20)
      return nil
    } catch {
      return error as? TransportFailure
    }
  }
}

extension HTTPRequest {
  static func get(_ url: String) -> HTTPRequest { HTTPRequest(method: .get, url: url) }
  static func post(_ url: String, _ body: RequestBody) -> HTTPRequest {
    HTTPRequest(method: .post, url: url, body: body)
  }
}

/// Bytes that look random and are the same each time; they repeat after a prime number of bytes.
func sampleBytes(_ count: Int) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(count + sampleBlock.count)
  while bytes.count < count { bytes.append(contentsOf: sampleBlock) }
  bytes.removeLast(bytes.count - count)
  return bytes
}

private let sampleBlock: [UInt8] = {
  var generator = SampleGenerator(seed: 1)
  var bytes: [UInt8] = []
  for _ in 0..<65_521 { bytes.append(UInt8.random(in: .min ... .max, using: &generator)) }
  return bytes
}()

/// A generator of fixed sequences (the constants are those of Knuth's MMIX).
struct SampleGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state >> 33) | (state << 31)
  }
}

/// A file of given bytes, removed when the body ends.
func withFile<Value>(_ bytes: [UInt8], _ body: (String) async throws -> Value) async throws -> Value {
  let url = FileManager.default.temporaryDirectory.appendingPathComponent("transport-\(UUID().uuidString)")
  try Data(bytes).write(to: url)
  defer { try? FileManager.default.removeItem(at: url) }
  return try await body(url.path)
}

/// Chunks of a list, one after the other; throws at the end if asked to.
struct ChunkList: AsyncSequence, Sendable {
  struct Broken: Error {}
  struct Iterator: AsyncIteratorProtocol {
    var chunks: ArraySlice<[UInt8]>
    var breaks: Bool

    mutating func next() async throws -> [UInt8]? {
      await Task.yield()
      if let chunk = chunks.popFirst() { return chunk }
      if breaks { throw Broken() }
      return nil
    }
  }

  var chunks: [[UInt8]]
  var breaks = false

  func makeAsyncIterator() -> Iterator { Iterator(chunks: chunks[...], breaks: breaks) }
}

/// A clock that advances only on request.
final class ManualClock: Sendable {
  private let time = Locked(ContinuousClock.now)
  var now: ContinuousClock.Instant { time.withLock { $0 } }
  func advance(by duration: Duration) { time.withLock { $0 += duration } }
}
