import CommandLineSupport
import Foundation
import HTTPTransport

/// Ctrl-C, SIGTERM and SIGHUP (the terminal is closed): the first ends the work within a second and says how to resume, the second kills at once.
///
/// The main thread does nothing but wait for signals: they are blocked everywhere else.
enum Interrupts {
  private struct Handlers: Sendable {
    var first: @Sendable () -> Void
    var late: @Sendable () -> Never
  }

  /// Without those that whoever started this process has it ignore, as a shell does for what it runs in the background.
  private static let signals = [SIGINT, SIGTERM, SIGHUP].filter { number in
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("SigIgn:") }),
      let mask = UInt64(line.dropFirst(7).filter { !$0.isWhitespace }, radix: 16)
    else { return true }
    return mask & (1 << UInt64(number - 1)) == 0
  }
  private static let handlers = Locked<Handlers?>(nil)

  /// Holds the signals back from every thread.
  ///
  /// Must come first in the process, before there are other threads.
  static func hold() {
    signal(SIGPIPE, SIG_IGN)
    var set = mask()
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// What to do from now on.
  ///
  /// - Parameters:
  ///   - first: called at once; what it does must not take longer than half a second.
  ///   - late: called when the process still lives 0.85 s after the signal; ends it.
  static func handle(first: @escaping @Sendable () -> Void, late: @escaping @Sendable () -> Never) {
    handlers.withLock { $0 = Handlers(first: first, late: late) }
  }

  /// Waits for signals, as long as the process lives.
  static func wait() -> Never {
    var set = mask()
    var received: Int32 = 0
    while sigwait(&set, &received) != 0 {}
    TerminalQuestion.end()
    let deadline = ContinuousClock.now + .milliseconds(850)
    for number in signals { signal(number, SIG_DFL) }
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    guard let handlers = handlers.withLock({ $0 }) else { exit(ExitStatus.interrupted.rawValue) }
    handlers.first()
    let left = ContinuousClock.now.duration(to: deadline).components
    let seconds = Double(left.seconds) + Double(left.attoseconds) / 1e18
    if seconds > 0 { Thread.sleep(forTimeInterval: seconds) }
    handlers.late()
  }

  private static func mask() -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for number in signals { sigaddset(&set, number) }
    return set
  }
}
