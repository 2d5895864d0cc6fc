import CommandLineSupport
import Foundation
import HTTPTransport
import Seedream
import TerminalImages

extension Console {
  /// Whether standard error is a terminal that can rewrite a line.
  static let isLive: Bool = isatty(2) == 1 && ProcessInfo.processInfo.environment["TERM"] ?? "dumb" != "dumb"

  /// Whether the terminal can show characters beyond ASCII.
  static let isUnicode: Bool = {
    let environment = ProcessInfo.processInfo.environment
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    return locale.lowercased().contains("utf")
  }()

  /// The size of the terminal on standard error.
  static var size: TerminalSize {
    var size = winsize()
    guard ioctl(2, UInt(TIOCGWINSZ), &size) == 0 else { return TerminalSize(columns: 0, rows: 0) }
    return TerminalSize(
      columns: Int(size.ws_col), rows: Int(size.ws_row), width: Int(size.ws_xpixel), height: Int(size.ws_ypixel))
  }

  private static let lines = Locked(())

  /// Prints a line on standard output; lines of several threads don't mix.
  static func output(_ text: String) {
    lines.withLock { _ in output(PathBytes.bytes(plain(text) + "\n"), program: "seedream", failure: .failed) }
  }

  /// Prints a line on standard error.
  static func error(_ text: String) { write(plain(text) + "\n", to: 2) }

  /// Writes a text as it is; drops it if nobody reads it any more.
  static func write(_ text: String, to descriptor: Int32) {
    write(PathBytes.bytes(text), to: descriptor)
  }

  /// A text without control characters, which terminals would obey: services choose the IDs of their tasks.
  static func plain(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let isControl = (scalar.value < 32 && scalar != "\n" && scalar != "\t") || (127..<160).contains(scalar.value)
      result.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
    }
    return result
  }

  /// A time for people: `42 s`, `3 min 5 s`, `2 h 10 min`, `5 days`.
  static func time(_ duration: Duration) -> String {
    let seconds = max(0, duration.components.seconds)
    if seconds < 60 { return "\(seconds) s" }
    if seconds < 3600 { return seconds % 60 == 0 ? "\(seconds / 60) min" : "\(seconds / 60) min \(seconds % 60) s" }
    if seconds < 172_800 { return "\(seconds / 3600) h \(seconds / 60 % 60) min" }
    return "\(seconds / 86_400) days"
  }
}
