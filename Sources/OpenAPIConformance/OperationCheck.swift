import OpenAPIClientRuntime
import OpenAPIValidation

/// Sends one operation, built from the document's examples, and holds the request against the document.
public struct OperationCheck: Sendable, CustomStringConvertible {
  let operation: ConformanceOperation
  let input: OperationInput
  let validator: RequestValidator
  let client: @Sendable (any Transport) -> any APIClient
  /// The path of the document's server, where that has no host.
  let basePath: String?

  /// Method and path template.
  public var description: String { operation.id }

  /// What is wrong with the request; empty if it conforms as far as it can be checked.
  ///
  /// - Throws: `ConformanceError` if no request could be built, e.g. because no valid value for an argument is known.
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

/// Keeps the request and gives the response it was made with, else one with a status no service uses.
actor RecordingTransport: Transport {
  private(set) var request: RecordedRequest?
  private let response: HTTPResponse

  init(_ response: HTTPResponse = HTTPResponse(status: 599, fields: HTTPFields(), body: .bytes([]))) {
    self.response = response
  }

  func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    var fields: [(name: String, value: String)] = []
    for field in request.fields { fields.append((field.name, field.value)) }
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
