import LoopbackHTTP
import OpenAPIDocument

/// A request on its way through a service: read, known to be allowed, and checked against the document.
struct ServiceCall: Sendable {
  var request: ServerRequest
  var body: [UInt8]
  var form = MultipartForm()
  var json: JSONNode?
  /// Faults of the stage `task`.
  var faults: [SandboxFault] = []
}

/// One of the three services: where its operations are and how it talks.
protocol Service: Sendable {
  /// Its operation at a path; nil: none.
  func operation(path: String) -> ServiceOperation?
  /// Its response to a request it doesn't grant.
  func response(to refusal: Refusal, operation: ServiceOperation?) -> SandboxResponse
  /// A success from which the data was left out.
  func responseWithoutData(to operation: ServiceOperation) -> SandboxResponse
  /// Does what the request asks.
  func perform(_ operation: ServiceOperation, _ call: ServiceCall) throws(Refusal) -> SandboxResponse
}

/// An operation of a service.
struct ServiceOperation: Hashable, Sendable {
  /// The last part of the path, or the model.
  var name: String
  var point: SandboxFault.Point?
  var method = "POST"
}
