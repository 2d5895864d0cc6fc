import OpenAPISyntax

/// Texts in command lines and scripts of shells.
enum ShellText {
  /// A text in single quotes, for bash and zsh.
  static func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "'\\''"))'" }

  /// A word of a command line, in quotes if it needs them.
  static func word(_ text: String) -> String {
    let isPlain = !text.isEmpty && text.utf8.allSatisfy { $0.isLetter || $0.isDigit || "-./_".utf8.contains($0) }
    return isPlain ? text : quoted(text)
  }

  /// A text with a backslash before each of some characters.
  static func escaped(_ text: String, _ characters: Set<Character>) -> String {
    text.map { characters.contains($0) ? "\\\($0)" : "\($0)" }.joined()
  }
}
