import Dispatch
import HTTPTransport

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// One thread that waits for all sockets of the process, so that no task ever blocks a thread of Swift's pool.
///
/// A wait ends once: when the socket is ready, when its deadline passes, or when it is ended by `end(_:)`.
final class Poller: Sendable {
  static let shared = Poller()

  private struct Wait: Sendable {
    var id: UInt64
    var descriptor: Int32
    var events: Int16
    var deadline: ContinuousClock.Instant?
  }

  private struct State: Sendable {
    var nextID: UInt64 = 1
    var arrived: [Wait] = []
    var continuations: [UInt64: CheckedContinuation<Void, Never>] = [:]
    var isWoken = false
  }

  private let state = Locked(State())
  /// A pipe: a byte written to it wakes the thread.
  private let readEnd: Int32
  private let writeEnd: Int32

  private init() {
    let ends = SystemCall.makePipe()
    readEnd = ends?.0 ?? -1
    writeEnd = ends?.1 ?? -1
    // A serial queue gets a thread of its own, however busy the others are.
    DispatchQueue(label: "LoopbackServer.poller").async { self.run() }
  }

  /// A new name for a wait, to end it by.
  func makeID() -> UInt64 {
    state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
  }

  func add(
    _ id: UInt64, descriptor: Int32, events: Int16, deadline: ContinuousClock.Instant?,
    _ continuation: CheckedContinuation<Void, Never>
  ) {
    let mustWake = state.withLock { state in
      state.continuations[id] = continuation
      state.arrived.append(Wait(id: id, descriptor: descriptor, events: events, deadline: deadline))
      let mustWake = !state.isWoken
      state.isWoken = true
      return mustWake
    }
    if mustWake { SystemCall.writeByte(writeEnd) }
  }

  /// Ends a wait now, if it has not ended.
  ///
  /// Wakes the thread, so that it stops polling the socket: the other side doesn't see that a socket is closed as long as
  /// it is being polled.
  func end(_ id: UInt64) {
    let (continuation, mustWake) = state.withLock { state in
      let continuation = state.continuations.removeValue(forKey: id)
      let mustWake = continuation != nil && !state.isWoken
      if mustWake { state.isWoken = true }
      return (continuation, mustWake)
    }
    if mustWake { SystemCall.writeByte(writeEnd) }
    continuation?.resume()
  }

  /// Resumes the task of a wait that the thread takes off its list.
  private func finish(_ id: UInt64) {
    state.withLock { $0.continuations.removeValue(forKey: id) }?.resume()
  }

  private func run() {
    // Entry 0 is the pipe; `waits` and `entries` correspond by index.
    var entries = [pollfd(fd: readEnd, events: SystemCall.readable, revents: 0)]
    var waits = [Wait(id: 0, descriptor: readEnd, events: SystemCall.readable, deadline: nil)]
    while true {
      SystemCall.wait(&entries, milliseconds: Self.timeout(of: waits))
      if entries[0].revents != 0 { SystemCall.drain(readEnd) }
      let (arrived, pending) = state.withLock { state in
        let arrived = state.arrived
        state.arrived = []
        state.isWoken = false
        return (arrived, Set(state.continuations.keys))
      }
      let now = ContinuousClock.now
      var index = 1
      while index < entries.count {
        let isLate = waits[index].deadline.map { $0 <= now } ?? false
        guard entries[index].revents != 0 || isLate || !pending.contains(waits[index].id) else {
          index += 1
          continue
        }
        finish(waits[index].id)
        // The order doesn't matter: the last entry replaces the one that ended.
        entries.swapAt(index, entries.count - 1)
        waits.swapAt(index, waits.count - 1)
        entries.removeLast()
        waits.removeLast()
      }
      for wait in arrived where pending.contains(wait.id) {
        entries.append(pollfd(fd: wait.descriptor, events: wait.events, revents: 0))
        waits.append(wait)
      }
    }
  }

  /// Milliseconds until the first deadline, at most an hour; -1 if there is none.
  private static func timeout(of waits: [Wait]) -> Int32 {
    guard let first = waits.compactMap(\.deadline).min() else { return -1 }
    let left = ContinuousClock.now.duration(to: first).components
    guard left.seconds >= 0 else { return 0 }
    guard left.seconds < 3600 else { return 3_600_000 }
    return Int32(left.seconds * 1000) + Int32(left.attoseconds / 1_000_000_000_000_000) + 1
  }
}
