import LoopbackHTTP
import OpenAPIDocument

/// A request to a service, with its body parsed.
struct ServiceCall: Sendable {
  var request: ServerRequest
  var body: [UInt8]
  var form = MultipartForm()
  var json: JSONNode?
  /// Faults of the stage `task`.
  var faults: [SandboxFault] = []
}

/// One of the three services: its operations and the form of its responses.
protocol Service: Sendable {
  /// The operation at a path; nil if there is none.
  func operation(path: String) -> ServiceOperation?
  /// The response to a refused request.
  func response(to refusal: Refusal, operation: ServiceOperation?) -> SandboxResponse
  /// A success without its data.
  func responseWithoutData(to operation: ServiceOperation) -> SandboxResponse
  /// Performs an operation.
  func perform(_ operation: ServiceOperation, _ call: ServiceCall) throws(Refusal) -> SandboxResponse
}

/// An operation of a service.
struct ServiceOperation: Hashable, Sendable {
  /// The last part of the path, or the model.
  var name: String
  var point: SandboxFault.Point?
  var method = "POST"
}
