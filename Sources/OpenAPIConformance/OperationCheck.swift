import OpenAPIClientRuntime
import OpenAPIValidation

/// Sends one operation with arguments from the document, and checks the request against the document.
public struct OperationCheck: Sendable, CustomStringConvertible {
  let operation: ConformanceOperation
  let input: OperationInput
  let validator: RequestValidator
  let client: @Sendable (any Transport) -> any APIClient
  /// The path of the document's server; nil if it has a host.
  let basePath: String?

  /// Method and path template, such as `GET /pets/{id}`.
  public var description: String { operation.id }

  /// The violations of the request; empty if it conforms as far as it can be checked.
  ///
  /// - Throws: `ConformanceError` if the client could not build the request or sent none.
  public func findings() async throws -> [Finding] {
    let transport = RecordingTransport()
    do {
      try await send(transport)
    } catch {
      guard await transport.request != nil else {
        throw ConformanceError("\(operation.id): the request could not be built: \(error)")
      }
    }
    guard let request = await transport.request else {
      throw ConformanceError("\(operation.id): the client sent nothing.")
    }
    return validator.validate(request, as: input.operation).filter { $0.kind == .violation }
  }

  /// Sends the operation, whatever the response.
  func send(_ transport: RecordingTransport) async throws {
    var client = client(transport)
    if let basePath { client.configuration.server = "http://127.0.0.1" + basePath }
    try await operation.send(input, client)
  }
}

/// Records the request and responds with a given response, by default with a status that no service uses.
actor RecordingTransport: Transport {
  private(set) var request: RecordedRequest?
  private let response: HTTPResponse

  init(_ response: HTTPResponse = HTTPResponse(status: 599, fields: HTTPFields(), body: .bytes([]))) {
    self.response = response
  }

  func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    let fields = request.fields.map { (name: $0.name, value: $0.value) }
    let body: [UInt8]?
    do {
      let length = try request.body.length
      body = length == 0 ? nil : try await request.body.collect(upTo: 64 << 20)
    } catch let failure as TransportFailure {
      throw failure
    } catch {
      throw TransportFailure(kind: .bodyFailed, message: "\(error)", mayHaveBeenProcessed: false)
    }
    self.request = RecordedRequest(
      method: request.method.rawValue, target: request.url, fields: fields, body: body)
    return response
  }
}
