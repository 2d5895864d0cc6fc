/// A client of a service, which sends operations.
public protocol APIClient: Sendable {
  /// The settings for every call.
  var configuration: ClientConfiguration { get set }
}

extension APIClient {
  /// Sends an operation and returns its typed response.
  ///
  /// - Throws: `ClientError`; for a documented failure it has the typed body.
  public func send<Output>(_ operation: APIOperation<Output>) async throws(ClientError) -> Output {
    try await Call.response(operation, configuration).output
  }

  /// Sends an operation and returns its typed response with status and header fields.
  ///
  /// - Throws: `ClientError`; for a documented failure it has the typed body.
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
