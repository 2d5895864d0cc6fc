/// A key, or a source of tokens, that authenticates a caller to a service.
public protocol Credential: Sendable {
  /// The token to send.
  ///
  /// - Parameter refused: the token that the service has just refused; nil if none was.
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
  private var isFetching = false
  private var waiters: [Int: CheckedContinuation<String, any Error>] = [:]
  private var lastWaiter = 0

  /// Creates a credential whose token a closure fetches.
  public init(_ fetch: @escaping @Sendable () async throws -> String) { self.fetch = fetch }

  /// The current token, or a new one if the current one was refused.
  ///
  /// Cancelling a task that waits for a fetch doesn't cancel the fetch, which other calls may share.
  public func token(refused: String?) async throws -> String {
    if !isFetching {
      if let current, current != refused { return current }
      isFetching = true
      Task { await fetchNext() }
    }
    lastWaiter += 1
    let id = lastWaiter
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        // A cancellation from here on comes to this actor later, and so finds the waiter.
        if Task.isCancelled {
          continuation.resume(throwing: CancellationError())
        } else {
          waiters[id] = continuation
        }
      }
    } onCancel: {
      Task { await abandon(id) }
    }
  }

  private func abandon(_ id: Int) {
    waiters.removeValue(forKey: id)?.resume(throwing: CancellationError())
  }

  private func fetchNext() async {
    let outcome: Result<String, any Error>
    do {
      let token = try await fetch()
      current = token
      outcome = .success(token)
    } catch {
      outcome = .failure(error)
    }
    // Set together with the outcome, so that a caller whose new token is refused starts another fetch.
    isFetching = false
    let waiting = waiters
    waiters = [:]
    for continuation in waiting.values { continuation.resume(with: outcome) }
  }
}

extension RefreshingToken: CustomReflectable {
  /// Shows nothing.
  nonisolated public var customMirror: Mirror { Mirror(self, children: []) }
}
