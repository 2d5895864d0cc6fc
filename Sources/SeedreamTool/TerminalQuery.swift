import CommandLineSupport
import Foundation
import HTTPTransport

/// Sends a query to the terminal on standard error, and reads the response, which arrives as if it were typed.
enum TerminalQuery {
  /// The settings that a terminal had before its echo was turned off.
  private struct SavedSettings: Sendable {
    let terminal: Int32
    let settings: termios
  }

  private enum State: Sendable {
    /// Queries may be sent; with the settings to restore while one is running.
    case open(SavedSettings?)
    /// The process is ending: no more queries are sent.
    case ended
  }

  private static let state = Locked(State.open(nil))

  /// Restores the terminal's settings when a signal ends the process; called from another thread than `send`.
  static func end() {
    state.withLock { state in
      if case .open(let saved?) = state { restore(saved) }
      state = .ended
    }
  }

  private static func restore(_ saved: SavedSettings) {
    var settings = saved.settings
    _ = tcsetattr(saved.terminal, TCSANOW, &settings)
  }

  /// Sends a query and collects the response until it is complete, or a second has passed.
  ///
  /// - Returns: the response; empty if this process can't read from the terminal.
  static func send(_ query: String, isComplete: ([UInt8]) -> Bool) -> [UInt8] {
    // Opened again, because standard error may not be open for reading.
    guard let name = ttyname(2) else { return [] }
    let terminal = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard terminal >= 0 else { return [] }
    defer { close(terminal) }
    // A process in the background would be stopped if it read.
    let foreground = tcgetpgrp(terminal)
    guard foreground < 0 || foreground == getpgrp() else { return [] }
    var before = termios()
    guard tcgetattr(terminal, &before) == 0 else { return [] }
    var raw = before
    // Without ISIG, Ctrl-C arrives as a character.
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    let saved = SavedSettings(terminal: terminal, settings: before)
    let isReady = state.withLock { state in
      guard case .open = state, tcsetattr(terminal, TCSANOW, &raw) == 0 else { return false }
      state = .open(saved)
      return true
    }
    guard isReady else { return [] }
    Console.write(query, to: terminal)
    let response = read(terminal, isComplete)
    state.withLock { state in
      guard case .open = state else { return }
      restore(saved)
      state = .open(nil)
    }
    if response.contains(ctrlC) { kill(getpid(), SIGINT) }
    return response
  }

  /// The character of Ctrl-C.
  private static let ctrlC: UInt8 = 3

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
      if response.contains(ctrlC) { break }
    }
    return response
  }
}

private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, bytes, count)
}
