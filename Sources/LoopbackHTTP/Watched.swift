import HTTPTransport

/// A value that tasks can wait for.
package final class Watched<Value: Sendable>: Sendable {
  private struct Waiter: Sendable {
    var condition: @Sendable (Value) -> Bool
    var continuation: CheckedContinuation<Void, Never>
  }

  private struct State: Sendable {
    var value: Value
    var lastID = 0
    var waiters: [Int: Waiter] = [:]
  }

  private let state: Locked<State>

  package init(_ value: Value) { state = Locked(State(value: value)) }

  /// The value as it is now.
  package var current: Value { state.withLock { $0.value } }

  /// Changes the value under the lock, then resumes the tasks whose condition is true now.
  package func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    var ready: [CheckedContinuation<Void, Never>] = []
    defer { for continuation in ready { continuation.resume() } }
    return try state.withLock { state in
      defer {
        for (id, waiter) in state.waiters where waiter.condition(state.value) {
          state.waiters[id] = nil
          ready.append(waiter.continuation)
        }
      }
      return try body(&state.value)
    }
  }

  /// Suspends until the condition is true.
  ///
  /// - Parameter condition: called under the lock, so it must not use this `Watched`.
  /// - Throws: `CancellationError` when the task is cancelled.
  package func wait(until condition: @escaping @Sendable (Value) -> Bool) async throws {
    let id = state.withLock { state in
      state.lastID += 1
      return state.lastID
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          // A cancellation from here on finds the waiter.
          if Task.isCancelled || condition(state.value) { return true }
          state.waiters[id] = Waiter(condition: condition, continuation: continuation)
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiters.removeValue(forKey: id) }?.continuation.resume()
    }
    try Task.checkCancellation()
  }
}
