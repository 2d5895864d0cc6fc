import HTTPTransport
import OpenAPIClientRuntime
import Seedream

/// Responds to each request in turn, repeats the last response, and records the requests.
final class Canned: Transport, Sendable {
  /// A response.
  struct Reply: Sendable {
    var status: Int
    var body: [UInt8]
    var fields: [(String, String)] = []
  }

  private let replies: [Reply]
  private let requests = Locked<[HTTPRequest]>([])

  init(_ replies: [Reply]) { self.replies = replies }

  convenience init(_ replies: (Int, String)...) {
    self.init(replies.map { Reply(status: $0.0, body: Array($0.1.utf8)) })
  }

  var sent: [HTTPRequest] { requests.withLock { $0 } }

  func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    let number = requests.withLock { requests in
      requests.append(request)
      return requests.count - 1
    }
    let reply = replies[min(number, replies.count - 1)]
    var fields = HTTPFields()
    for (name, value) in reply.fields { fields.append(name, value) }
    return HTTPResponse(status: reply.status, fields: fields, body: .bytes(reply.body))
  }

  func client(_ service: ImageService, key: APIKey = .bearer(Fixture.key)) -> SeedreamClient {
    SeedreamClient(
      ServiceConfiguration(service, key: key, server: "https://api.example.com"), transport: self,
      clock: VirtualClock(), random: { 0.5 })
  }
}
