import Foundation

/// Ctrl-C and SIGTERM: the first ends the work within a second and says how to resume, the second kills at once.
enum Interrupts {
  private static let signals = [SIGINT, SIGTERM]

  /// Holds the signals back from every thread. Must come first in the process, before there are other threads.
  static func hold() {
    signal(SIGPIPE, SIG_IGN)
    var set = mask()
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// Waits for a signal on a thread of its own.
  ///
  /// - Parameters:
  ///   - first: called at once; what it does must not take longer than half a second.
  ///   - late: called when the process still lives 0.85 s after the signal; ends it.
  static func watch(first: @escaping @Sendable () -> Void, late: @escaping @Sendable () -> Never) {
    let thread = Thread {
      var set = mask()
      var received: Int32 = 0
      guard sigwait(&set, &received) == 0 else { return }
      let deadline = ContinuousClock.now + .milliseconds(850)
      for number in signals { signal(number, SIG_DFL) }
      pthread_sigmask(SIG_UNBLOCK, &set, nil)
      first()
      let left = ContinuousClock.now.duration(to: deadline)
      let seconds = Double(left.components.seconds) + Double(left.components.attoseconds) / 1e18
      if seconds > 0 { Thread.sleep(forTimeInterval: seconds) }
      late()
    }
    thread.start()
  }

  private static func mask() -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for number in signals { sigaddset(&set, number) }
    return set
  }
}
