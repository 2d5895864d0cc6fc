#if os(Linux)
  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #endif

  /// Shares out the file descriptors that transports may have at the same time, so that some are left for everything else
  /// in the process.
  ///
  /// Callers that have to wait get their turn in order; each is notified when it is the first.
  final class DescriptorBudget: Sendable {
    /// The budget of all transports of the process.
    static let shared = DescriptorBudget(limit: { systemLimit })

    /// What a transfer needs while it looks for a connection: sockets to a host's addresses and to name servers, and the
    /// pair that signals the lookup's end.
    static let connecting = 4
    /// What a transfer needs once it is connected.
    static let connected = 1

    private struct Waiter: Sendable {
      var id: ObjectIdentifier
      var wake: @Sendable () -> Void
    }

    private struct State: Sendable {
      var used = 0
      var waiters: [Waiter] = []
    }

    private let state = Locked(State())
    private let limit: @Sendable () -> Int

    /// - Parameter limit: How many descriptors the process may have now.
    init(limit: @escaping @Sendable () -> Int) { self.limit = limit }

    /// How many descriptors the process may have: the soft limit, `ulimit -n`.
    static var systemLimit: Int {
      let limit = sysconf(Int32(_SC_OPEN_MAX))
      return limit > 0 ? limit : Int(Int32.max)
    }

    /// Half of what there is, but at least enough for two transfers that have no connection yet.
    private var capacity: Int { max(2 * Self.connecting, limit() / 2) }

    /// How many connections one thread may keep open for later requests.
    var idleConnections: Int { min(64, max(2, limit() / 16)) }

    /// Takes descriptors if enough are free and no caller has waited longer; a single request may go beyond the budget.
    ///
    /// - Parameters:
    ///   - count: How many.
    ///   - taker: The caller; it keeps its turn until it gets them.
    ///   - wake: Called, on any thread, when it is worth trying again.
    /// - Returns: Whether they were taken.
    func take(_ count: Int, for taker: AnyObject, wake: @escaping @Sendable () -> Void) -> Bool {
      let id = ObjectIdentifier(taker)
      let (isTaken, next) = state.withLock { state -> (Bool, (@Sendable () -> Void)?) in
        let isFirst = state.waiters.first.map { $0.id == id } ?? true
        guard isFirst, state.used == 0 || state.used + count <= capacity else {
          if !state.waiters.contains(where: { $0.id == id }) { state.waiters.append(Waiter(id: id, wake: wake)) }
          return (false, nil)
        }
        state.waiters.removeAll { $0.id == id }
        state.used += count
        return (true, state.waiters.first?.wake)
      }
      next?()
      return isTaken
    }

    /// Returns descriptors to the budget.
    func giveBack(_ count: Int) {
      let next = state.withLock { state in
        state.used -= count
        return state.waiters.first?.wake
      }
      next?()
    }

    /// Removes a caller that waits.
    func forget(_ taker: AnyObject) {
      let id = ObjectIdentifier(taker)
      let next = state.withLock { state in
        state.waiters.removeAll { $0.id == id }
        return state.waiters.first?.wake
      }
      next?()
    }

    /// Whether the process, or the machine, has no descriptor left.
    static var isExhausted: Bool {
      let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
      guard descriptor < 0 else {
        close(descriptor)
        return false
      }
      return isShortage(errno)
    }

    /// Whether an error number means a lack of descriptors, in the process (`EMFILE`) or on the machine (`ENFILE`).
    static func isShortage(_ errorNumber: Int32) -> Bool { errorNumber == EMFILE || errorNumber == ENFILE }
  }

  extension TransportFailure {
    static var tooManyOpenFiles: TransportFailure {
      TransportFailure(
        kind: .cannotConnect,
        message: "too many files and sockets are open, of at most \(DescriptorBudget.systemLimit); nothing was sent. "
          + "Close some, or allow more with 'ulimit -n'", mayHaveBeenProcessed: false)
    }
  }
#endif
