import Seedream

/// How to resume a task later.
enum Resumption {
  /// The command that resumes a task, quoted for a shell.
  static func command(for task: ImageTask, output: OutputTemplate) -> String {
    let options = output.text == "." ? "" : " --output \(ShellText.word(output.text))"
    // Before a word that begins with a dash, `--` ends the options.
    if task.id.hasPrefix("-") { return "seedream resume\(options) -- \(ShellText.word(task.id))" }
    return "seedream resume \(ShellText.word(task.id))\(options)"
  }
}
