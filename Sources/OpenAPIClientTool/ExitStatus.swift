import CommandLineSupport

extension ExitStatus {
  /// Input could not be read, or output could not be written.
  static let inputOutput = ExitStatus(rawValue: 3)
}

extension CommandError {
  static func inputOutput(_ message: String) -> CommandError { CommandError(message: message, status: .inputOutput) }
  static func failed(_ message: String) -> CommandError { CommandError(message: message, status: .failed) }
}
