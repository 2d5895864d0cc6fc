import Foundation
import OpenAPIClientRuntime

/// Responds to requests with a closure, and records them.
final class MockTransport: Transport, @unchecked Sendable {
  // Unchecked, because every use of `recorded` holds the lock.
  private let lock = NSLock()
  private var recorded: [Sent] = []
  private let response: @Sendable (Sent) throws -> HTTPResponse

  struct Sent: Sendable {
    var method: String
    var url: String
    var fields: HTTPFields
    var body: [UInt8]
    var number: Int
    var deadline: ContinuousClock.Instant?

    var text: String { String(decoding: body, as: UTF8.self) }
    /// What follows the origin.
    var target: String {
      url.components(separatedBy: "://").last.map { rest in
        rest.firstIndex(of: "/").map { String(rest[$0...]) } ?? ""
      } ?? ""
    }
  }

  init(_ response: @escaping @Sendable (Sent) throws -> HTTPResponse) { self.response = response }

  /// The same response to everything.
  convenience init(_ status: Int = 200, json: String, fields: [(String, String)] = []) {
    self.init { _ in .text(status, json, [("Content-Type", "application/json")] + fields) }
  }

  var sent: [Sent] { lock.withLock { recorded } }

  func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    let body: [UInt8]
    do {
      body = try await request.body.collect(upTo: 1 << 24)
    } catch {
      throw TransportFailure(kind: .bodyFailed, message: "\(error)", mayHaveBeenProcessed: false)
    }
    let sent = lock.withLock {
      let sent = Sent(
        method: request.method.rawValue, url: request.url, fields: request.fields, body: body,
        number: recorded.count, deadline: request.deadline)
      recorded.append(sent)
      return sent
    }
    do {
      return try response(sent)
    } catch let failure as TransportFailure {
      throw failure
    } catch {
      throw TransportFailure(kind: .invalidRequest, message: "\(error)", mayHaveBeenProcessed: false)
    }
  }
}

extension HTTPResponse {
  static func text(_ status: Int, _ text: String, _ fields: [(String, String)] = []) -> HTTPResponse {
    HTTPResponse(status: status, fields: HTTPFields(fields), body: .bytes(Array(text.utf8)))
  }

  /// A body in pieces, which may break off.
  static func pieces(
    _ status: Int, _ pieces: [String], _ fields: [(String, String)] = [], failure: TransportFailure? = nil
  ) -> HTTPResponse {
    let stream = AsyncThrowingStream<[UInt8], any Error> { continuation in
      for piece in pieces { continuation.yield(Array(piece.utf8)) }
      continuation.finish(throwing: failure)
    }
    return HTTPResponse(status: status, fields: HTTPFields(fields), body: ResponseBody(stream))
  }
}

extension TransportFailure {
  static func lost(_ mayHaveBeenProcessed: Bool) -> TransportFailure {
    TransportFailure(kind: .connectionLost, message: "gone", mayHaveBeenProcessed: mayHaveBeenProcessed)
  }
}

/// A client with no security, for operations made in tests.
struct PlainClient: APIClient {
  var configuration: ClientConfiguration

  init(_ transport: any Transport, server: String = "https://api.example", middleware: [any Middleware] = []) {
    configuration = ClientConfiguration(server: server, transport: transport, middleware: middleware)
  }
}

/// The error that a call throws.
func failure<T>(of call: () async throws(ClientError) -> T) async -> ClientError? {
  do {
    _ = try await call()
    return nil
  } catch {
    return error
  }
}

extension MockTransport: CustomReflectable {
  /// The recorded requests contain credentials on purpose; a dump of a client need not show them.
  var customMirror: Mirror { Mirror(self, children: []) }
}
