import CommandLineSupport
import Foundation
import HTTPTransport

/// Asks the terminal of standard error something, and reads what it sends back as if it were typed.
enum TerminalQuestion {
  /// A terminal that shows nothing of what is typed, and how it was before.
  private struct Silence: Sendable {
    let terminal: Int32
    let before: termios
  }

  private enum State: Sendable {
    case open(Silence?)
    /// The process is ending: nothing is asked any more.
    case ended
  }

  private static let state = Locked(State.open(nil))

  /// Gives the terminal back as it was: called when a signal ends the process, from another thread than the one that asks.
  static func end() {
    state.withLock { state in
      if case .open(let silence?) = state { restore(silence) }
      state = .ended
    }
  }

  private static func restore(_ silence: Silence) {
    var before = silence.before
    _ = tcsetattr(silence.terminal, TCSANOW, &before)
  }

  /// Sends a query and collects the response until it is complete, or a second is over.
  ///
  /// - Returns: the response; empty from a terminal that isn't this process's to read from.
  static func ask(_ query: String, isComplete: ([UInt8]) -> Bool) -> [UInt8] {
    // A descriptor of its own: standard error need not be open for reading.
    guard let name = ttyname(2) else { return [] }
    let terminal = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard terminal >= 0 else { return [] }
    defer { close(terminal) }
    // A process in the background would be stopped.
    let foreground = tcgetpgrp(terminal)
    guard foreground < 0 || foreground == getpgrp() else { return [] }
    var before = termios()
    guard tcgetattr(terminal, &before) == 0 else { return [] }
    var raw = before
    // Ctrl-C comes as a character.
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    let silence = Silence(terminal: terminal, before: before)
    let isAsked = state.withLock { state in
      guard case .open = state, tcsetattr(terminal, TCSANOW, &raw) == 0 else { return false }
      state = .open(silence)
      return true
    }
    guard isAsked else { return [] }
    Console.write(query, to: terminal)
    let response = read(terminal, isComplete)
    state.withLock { state in
      guard case .open = state else { return }
      restore(silence)
      state = .open(nil)
    }
    if response.contains(3) { kill(getpid(), SIGINT) }
    return response
  }

  private static func read(_ terminal: Int32, _ isComplete: ([UInt8]) -> Bool) -> [UInt8] {
    let deadline = ContinuousClock.now + .seconds(1)
    var response: [UInt8] = []
    while !isComplete(response), response.count < 4096 {
      let left = ContinuousClock.now.duration(to: deadline).components
      let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000
      var wanted = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
      guard milliseconds > 0, poll(&wanted, 1, Int32(milliseconds)) > 0 else { break }
      var buffer = [UInt8](repeating: 0, count: 256)
      let count = buffer.withUnsafeMutableBytes { systemRead(terminal, $0.baseAddress, $0.count) }
      guard count > 0 else { break }
      response += buffer[..<count]
      if response.contains(3) { break }
    }
    return response
  }
}

private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, bytes, count)
}
