import CommandLineSupport
import Foundation
import HTTPTransport

/// Ctrl-C, SIGTERM and SIGHUP (the terminal is closed): the first signal ends the work within a second and prints how to
/// resume it, the second one kills the process at once.
///
/// The main thread only waits for signals, which are blocked in all other threads.
enum Interrupts {
  private struct Handlers: Sendable {
    var onSignal: @Sendable () -> Void
    var onTimeout: @Sendable () -> Never
  }

  /// The signals, without those that this process was started to ignore, as a shell does for processes in the background.
  private static let signals = [SIGINT, SIGTERM, SIGHUP].filter { number in
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("SigIgn:") }),
      let mask = UInt64(line.dropFirst(7).filter { !$0.isWhitespace }, radix: 16)
    else { return true }
    return mask & (1 << UInt64(number - 1)) == 0
  }
  private static let handlers = Locked<Handlers?>(nil)

  /// Blocks the signals in this thread and in those that it starts.
  ///
  /// Must be called before there are other threads.
  static func block() {
    signal(SIGPIPE, SIG_IGN)
    var set = mask()
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// Sets what happens at a signal from now on.
  ///
  /// - Parameters:
  ///   - onSignal: called at once; must return within half a second.
  ///   - onTimeout: called if the process still runs 0.85 s after the signal; ends it.
  static func handle(onSignal: @escaping @Sendable () -> Void, onTimeout: @escaping @Sendable () -> Never) {
    handlers.withLock { $0 = Handlers(onSignal: onSignal, onTimeout: onTimeout) }
  }

  /// Blocks the thread while a submission waits for its response, at most 450 ms: the response has the ID of a task that is
  /// paid for.
  static func wait(while isSending: () -> Bool) {
    let deadline = ContinuousClock.now + .milliseconds(450)
    while isSending(), ContinuousClock.now < deadline { Thread.sleep(forTimeInterval: 0.01) }
  }

  /// Ends the process half a second later, by which time the other thread that is ending it has printed its messages.
  static func exitAfterOtherThread() -> Never {
    Thread.sleep(forTimeInterval: 0.5)
    _exit(ExitStatus.interrupted.rawValue)
  }

  /// Waits for a signal until the process ends.
  static func waitForSignals() -> Never {
    var set = mask()
    var received: Int32 = 0
    while sigwait(&set, &received) != 0 {}
    TerminalQuery.end()
    let deadline = ContinuousClock.now + .milliseconds(850)
    for number in signals { signal(number, SIG_DFL) }
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    guard let handlers = handlers.withLock({ $0 }) else { exit(ExitStatus.interrupted.rawValue) }
    handlers.onSignal()
    let seconds = ContinuousClock.now.duration(to: deadline).inSeconds
    if seconds > 0 { Thread.sleep(forTimeInterval: seconds) }
    handlers.onTimeout()
  }

  private static func mask() -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for number in signals { sigaddset(&set, number) }
    return set
  }
}

extension Duration {
  /// The duration in seconds.
  var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
