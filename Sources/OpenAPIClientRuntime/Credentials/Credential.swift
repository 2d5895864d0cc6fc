/// What proves to a service who is asking: a key, or something that fetches tokens.
public protocol Credential: Sendable {
  /// The token to send.
  ///
  /// - Parameter refused: the token that the service has just refused; nil: none was.
  /// - Returns: the token; the refused one again if there is no other.
  /// - Throws: why there is none; the call fails with `ClientError.Kind.credential`.
  func token(refused: String?) async throws -> String
}

extension String: Credential {
  /// The key itself.
  public func token(refused: String?) async throws -> String { self }
}

/// User and password, for HTTP's basic authentication.
public struct BasicCredential: Credential, CustomStringConvertible, CustomReflectable {
  private let text: String

  /// User and password.
  ///
  /// The user must not contain a colon (RFC 7617, section 2).
  public init(user: String, password: String) { text = user + ":" + password }

  /// `user:password`.
  public func token(refused: String?) async throws -> String { text }

  /// Shows nothing.
  public var description: String { "<redacted>" }

  /// Shows nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A token that is fetched when first needed and again when the service refuses it.
///
/// Calls at the same time share one fetch, also calls that are refused the same token one after the other.
public actor RefreshingToken: Credential {
  private let fetch: @Sendable () async throws -> String
  private var current: String?
  private var flight: Task<String, any Error>?

  /// A token that is had by a closure.
  public init(_ fetch: @escaping @Sendable () async throws -> String) { self.fetch = fetch }

  /// The token; a new one if it is the last that was refused.
  public func token(refused: String?) async throws -> String {
    if let flight { return try await flight.value }
    if let current, current != refused { return current }
    let flight = Task { try await self.fetchNext() }
    self.flight = flight
    return try await flight.value
  }

  /// Ends the flight together with its outcome: who has the token then, and is refused, begins another.
  private func fetchNext() async throws -> String {
    defer { flight = nil }
    let token = try await fetch()
    current = token
    return token
  }
}

extension RefreshingToken: CustomReflectable {
  /// Shows nothing.
  nonisolated public var customMirror: Mirror { Mirror(self, children: []) }
}
