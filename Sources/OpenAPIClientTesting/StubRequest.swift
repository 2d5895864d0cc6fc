import OpenAPIClientRuntime

/// A request that a stub received.
public struct StubRequest<Arguments> {
  /// The arguments of the operation's function in their order: one by itself, several as a tuple.
  ///
  ///     stub.requests(of: Shop.updateOrder).map(\.arguments.1.total)   // updateOrder(id:body:)
  public let arguments: Arguments
  /// The operation's name in the document.
  public let operationID: String
  /// The request as it was sent, credentials included.
  public let request: HTTPRequest
  /// The bytes of its body.
  public let body: [UInt8]

  init(arguments: Arguments, _ call: RecordedCall) {
    self.arguments = arguments
    operationID = call.operation?.id ?? ""
    request = call.request
    body = call.body
  }

  /// The method.
  public var method: HTTPMethod { request.method }
  /// The URL with its query.
  public var url: String { request.url }
  /// The header fields, credentials included.
  public var fields: HTTPFields { request.fields }
  /// The body as UTF-8 text.
  public var bodyText: String { String(decoding: body, as: UTF8.self) }
}

extension StubRequest: Sendable where Arguments: Sendable {}

/// A request with the operation that it is for.
struct RecordedCall: Sendable {
  var operation: SentOperation?
  var request: HTTPRequest
  var body: [UInt8]
}
