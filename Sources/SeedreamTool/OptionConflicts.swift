import CommandLineSupport

/// Pairs of options that contradict each other, or of which one would have no effect.
enum OptionConflicts {
  private static let all: [(one: String, other: String, reason: String)] = [
    ("--json", "--events", "the last line of --events has what --json prints"),
    ("--events", "--dry-run", "a dry run has no events"),
    ("--no-wait", "--dry-run", "a dry run sends nothing to wait for"),
    ("--no-wait", "--sandbox", "the sandbox and its tasks end with the command"),
    ("--show", "--no-wait", "there are no pictures yet; give --show to seedream resume"),
    ("--show", "--dry-run", "a dry run draws no pictures"),
    ("--sidecar", "--no-wait", "there are no pictures yet; give --sidecar to seedream resume"),
  ]

  /// Checks that no two of the given options are such a pair.
  ///
  /// - Throws: `CommandError` that says why two options can't be given together.
  static func check(_ arguments: CommandArguments) throws(CommandError) {
    for (one, other, reason) in all where arguments.has(one) && arguments.has(other) {
      throw CommandError.usage("\(one) and \(other) don't go together: \(reason).")
    }
  }
}
