/// What proves to a service who is asking: a key, or something that fetches tokens.
public protocol Credential: Sendable {
  /// The token to send.
  ///
  /// - Parameter refused: whether the service has just refused the token given last.
  /// - Returns: the token.
  /// - Throws: why there is none; the call fails with `ClientError.Kind.credential`.
  func token(refused: Bool) async throws -> String
}

extension String: Credential {
  /// The key itself.
  public func token(refused: Bool) async throws -> String { self }
}

/// User and password, for HTTP's basic authentication.
public struct BasicCredential: Credential, CustomStringConvertible, CustomReflectable {
  private let text: String

  /// User and password.
  ///
  /// The user must not contain a colon (RFC 7617, section 2).
  public init(user: String, password: String) { text = user + ":" + password }

  /// `user:password`.
  public func token(refused: Bool) async throws -> String { text }

  /// Shows nothing.
  public var description: String { "<redacted>" }

  /// Shows nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A token that is fetched when first needed and again when the service refuses it.
///
/// Calls at the same time share one fetch.
public actor RefreshingToken: Credential {
  private let fetch: @Sendable () async throws -> String
  private var current: String?
  private var flight: Task<String, any Error>?

  /// A token that is had by a closure.
  public init(_ fetch: @escaping @Sendable () async throws -> String) { self.fetch = fetch }

  /// The token; a new one if the last was refused.
  public func token(refused: Bool) async throws -> String {
    if flight == nil {
      if let current, !refused { return current }
      flight = Task { [fetch] in try await fetch() }
    }
    guard let mine = flight else { throw CancellationError() }
    defer { if flight == mine { flight = nil } }
    let token = try await mine.value
    current = token
    return token
  }
}

extension RefreshingToken: CustomReflectable {
  /// Shows nothing.
  nonisolated public var customMirror: Mirror { Mirror(self, children: []) }
}
