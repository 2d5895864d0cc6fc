import Seedream

/// How to go on with a task that was left.
enum Resumption {
  /// The command that picks a task up again, fit for a shell.
  static func command(for task: ImageTask, output: OutputTemplate) -> String {
    let options = output.text == "." ? "" : " --output \(quoted(output.text))"
    // What begins with a dash would be taken for an option.
    if task.id.hasPrefix("-") { return "seedream resume\(options) -- \(quoted(task.id))" }
    return "seedream resume \(quoted(task.id))\(options)"
  }

  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || byte == 45 || byte == 46 || byte == 47 || byte == 95
    }
    if isPlain && !word.isEmpty { return word }
    return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
