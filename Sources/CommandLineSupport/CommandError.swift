/// What a process ends with; scripts rely on the numbers.
///
/// What all tools share is here; each adds its own from 3 on.
package struct ExitStatus: RawRepresentable, Hashable, Sendable {
  package var rawValue: Int32

  package init(rawValue: Int32) { self.rawValue = rawValue }

  /// All is as it was asked to be.
  package static let done = ExitStatus(rawValue: 0)
  /// It could not be done, or something is not as it was asked to be.
  package static let failed = ExitStatus(rawValue: 1)
  /// The command line was not understood.
  package static let wrongUsage = ExitStatus(rawValue: 2)
}

/// A failure with the sentence that is shown and the exit status.
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
