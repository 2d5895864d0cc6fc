/// The exit status of a process; scripts rely on the numbers.
///
/// These are common to all tools; each adds its own from 3 on.
package struct ExitStatus: RawRepresentable, Hashable, Sendable {
  package var rawValue: Int32

  package init(rawValue: Int32) { self.rawValue = rawValue }

  /// Success.
  package static let done = ExitStatus(rawValue: 0)
  /// The command failed, or found what it was told to treat as a failure.
  package static let failed = ExitStatus(rawValue: 1)
  /// The command line was not understood.
  package static let wrongUsage = ExitStatus(rawValue: 2)
}

/// A failure, with the sentence to show and the exit status.
package struct CommandError: Error {
  package var message: String
  package var status: ExitStatus

  package init(message: String, status: ExitStatus) {
    self.message = message
    self.status = status
  }

  /// The command line was not understood.
  package static func usage(_ message: String) -> CommandError {
    CommandError(message: message, status: .wrongUsage)
  }
}
