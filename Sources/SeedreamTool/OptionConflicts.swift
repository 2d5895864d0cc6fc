import CommandLineSupport

/// Options that say the opposite of each other, or of which one would be ignored.
enum OptionConflicts {
  private static let all: [(one: String, other: String, reason: String)] = [
    ("--json", "--events", "--events ends with the same"),
    ("--events", "--dry-run", "nothing happens that could be told"),
    ("--no-wait", "--dry-run", "nothing is sent that could be waited for"),
    ("--no-wait", "--sandbox", "the sandbox ends with the command"),
    ("--show", "--no-wait", "there is no picture yet; resume takes --show"),
    ("--show", "--dry-run", "there is no picture"),
    ("--sidecar", "--no-wait", "there is no picture yet; resume takes --sidecar"),
  ]

  /// - Throws: `CommandError` that says why two options can't be given together.
  static func check(_ arguments: CommandArguments) throws(CommandError) {
    for (one, other, reason) in all where arguments.has(one) && arguments.has(other) {
      throw CommandError.usage("\(one) and \(other) don't go together: \(reason).")
    }
  }
}
