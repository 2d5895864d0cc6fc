/// What the tool's exit status says.
enum ExitStatus: Int32 {
  case done = 0
  /// The document can't be used, or something is not as it was asked to be.
  case failed = 1
  case wrongUsage = 2
  case inputOutput = 3
}

/// A failure with the sentence that is shown and the exit status.
struct ToolError: Error {
  var message: String
  var status: ExitStatus

  static func usage(_ message: String) -> ToolError { ToolError(message: message, status: .wrongUsage) }
  static func inputOutput(_ message: String) -> ToolError { ToolError(message: message, status: .inputOutput) }
  static func failed(_ message: String) -> ToolError { ToolError(message: message, status: .failed) }
}
