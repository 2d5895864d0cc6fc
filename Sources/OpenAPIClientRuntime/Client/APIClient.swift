/// A client of a service: sends operations.
public protocol APIClient: Sendable {
  /// What operations are sent with.
  var configuration: ClientConfiguration { get set }
}

extension APIClient {
  /// Sends an operation and gives its typed response.
  ///
  /// - Throws: `ClientError`; of documented failures it holds the typed response.
  @inline(never)
  public func send<Output>(_ operation: APIOperation<Output>) async throws(ClientError) -> Output {
    try await Call.response(operation, configuration).output
  }

  /// Sends an operation and gives its typed response with status and header fields.
  ///
  /// - Throws: `ClientError`; of documented failures it holds the typed response.
  @inline(never)
  public func response<Output>(
    of operation: APIOperation<Output>
  ) async throws(ClientError) -> Response<Output> {
    try await Call.response(operation, configuration)
  }

  /// The same client with something changed: `client.with { $0.timeout = .seconds(300) }`.
  public func with(_ change: (inout ClientConfiguration) throws -> Void) rethrows -> Self {
    var copy = self
    try change(&copy.configuration)
    return copy
  }
}
