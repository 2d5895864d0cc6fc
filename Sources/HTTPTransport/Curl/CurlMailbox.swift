#if os(Linux)
  internal import CurlLibrary

  /// A message to the thread that owns a multi handle.
  enum CurlMessage: Sendable {
    case start(CurlSubmission)
    case cancel(id: UInt64)
    /// The task has taken enough of a response for its transfer to go on.
    case resume(id: UInt64)
    /// A stream that had nothing to send has something now.
    case bodyReady(id: UInt64)
    /// There may be file descriptors for a request that waits for them.
    case descriptorsFree
    /// No other transfer will be started.
    case close
  }

  /// A request that was checked.
  struct CurlSubmission: Sendable {
    var id: UInt64
    var request: HTTPRequest
    var channel: TransferChannel
    /// When to try again to begin it, after there were no file descriptors for it.
    var nextAttempt: ContinuousClock.Instant?
    /// When to give that up.
    var lastAttempt: ContinuousClock.Instant?
  }

  /// The inbox of the thread that owns a multi handle; posting never waits for that thread.
  final class CurlMailbox: Sendable {
    private struct State: Sendable {
      var messages: [CurlMessage] = []
      var multi: CurlMulti?
      var lastID: UInt64 = 0
    }

    private let state: Locked<State>

    init(_ multi: CurlMulti) {
      state = Locked(State(multi: multi))
    }

    /// A number no other transfer of this mailbox has.
    func makeID() -> UInt64 {
      state.withLock { state in
        state.lastID += 1
        return state.lastID
      }
    }

    /// Leaves a message and wakes the thread.
    func post(_ message: CurlMessage) {
      state.withLock { state in
        // Without a handle the thread has gone, which it does only when nothing is under way.
        guard let multi = state.multi else { return }
        state.messages.append(message)
        // One wake-up is enough for all messages that wait.
        if state.messages.count == 1 { multi.wakeUp() }
      }
    }

    /// Takes all messages, in their order.
    func take() -> [CurlMessage] {
      state.withLock { state in
        if state.messages.isEmpty { return [] }
        let messages = state.messages
        state.messages = []
        return messages
      }
    }

    /// Ends the mailbox, and the handle with it, if no message came in between.
    func close() -> Bool {
      state.withLock { state in
        guard state.messages.isEmpty else { return false }
        state.multi?.free()
        state.multi = nil
        return true
      }
    }
  }

  /// A multi handle of libcurl's.
  ///
  /// `@unchecked Sendable`: `wakeUp()` is for any thread (curl_multi_wakeup(3)) and called under the mailbox's lock, as
  /// is `free()`; everything else happens on the one thread that ``CurlLoop`` runs on.
  struct CurlMulti: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer

    init?() {
      guard let pointer = curl_library_multi_init() else { return nil }
      self.pointer = pointer
      // Without file descriptors there is a handle, but one that can't be woken.
      guard curl_library_multi_wakeup(pointer) == 0 else {
        free()
        return nil
      }
    }

    func wakeUp() { _ = curl_library_multi_wakeup(pointer) }
    func free() { _ = curl_library_multi_cleanup(pointer) }
  }
#endif
