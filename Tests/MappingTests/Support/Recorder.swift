import Foundation
import OpenAPIClientRuntime

/// Remembers the requests that it is given and responds to all of them alike.
actor Recorder: Transport {
  struct Sent: Sendable {
    var method: String
    var url: String
    var fields: HTTPFields
    var text: String

    /// What follows the host.
    var target: String {
      guard let scheme = url.range(of: "://"), let slash = url[scheme.upperBound...].firstIndex(of: "/") else {
        return ""
      }
      return String(url[slash...])
    }
    /// The query's pieces, without percent-encoding of brackets, which any server undoes first.
    var query: [String] {
      guard let mark = url.firstIndex(of: "?") else { return [] }
      return url[url.index(after: mark)...].split(separator: "&").map {
        String($0).replacing("%5B", with: "[").replacing("%5D", with: "]")
      }
    }
  }

  private(set) var sent: [Sent] = []
  private let response: HTTPResponse

  init(_ response: HTTPResponse = HTTPResponse(status: 204)) { self.response = response }

  func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    var text = ""
    do {
      text = String(decoding: try await request.body.collect(upTo: 1 << 20), as: UTF8.self)
    } catch {
      throw TransportFailure(kind: .bodyFailed, message: "\(error)", mayHaveBeenProcessed: false)
    }
    sent.append(Sent(method: request.method.rawValue, url: request.url, fields: request.fields, text: text))
    return response
  }
}

/// A client without credentials, for operations as values.
struct PlainClient: APIClient {
  var configuration: ClientConfiguration

  init(_ transport: any Transport) {
    configuration = ClientConfiguration(server: "https://api.example", transport: transport)
    configuration.makeBoundary = { "boundary" }
  }
}

/// The request that an operation becomes; what its response would have been doesn't matter.
func request<Output>(_ operation: APIOperation<Output>) async throws -> Recorder.Sent {
  let recorder = Recorder()
  do throws(ClientError) {
    _ = try await PlainClient(recorder).send(operation)
  } catch {
    // No content is no response to most operations; but what was refused must not look as if it had been sent.
    guard error.kind == .decoding || error.kind == .status else { throw error }
  }
  return await recorder.sent[0]
}

/// What an operation returns when this is the response.
func output<Output>(
  _ operation: APIOperation<Output>, _ text: String, type: String = "application/json", status: Int = 200
) async throws(ClientError) -> Output {
  let fields = HTTPFields([("Content-Type", type)])
  let response = HTTPResponse(status: status, fields: fields, body: .bytes(Array(text.utf8)))
  return try await PlainClient(Recorder(response)).send(operation)
}

/// The error that an operation throws when this is the response.
func failure<Output>(
  of operation: APIOperation<Output>, _ text: String, type: String = "application/json", status: Int
) async -> ClientError? {
  do throws(ClientError) {
    _ = try await output(operation, text, type: type, status: status)
    return nil
  } catch {
    return error
  }
}

/// A value of JSON text, and the text that it writes.
func roundTrip<T: JSONCodable>(_ type: T.Type, _ text: String) throws -> String {
  try T(jsonString: text).jsonString()
}
