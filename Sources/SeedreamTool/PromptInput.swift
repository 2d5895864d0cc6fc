import CommandLineSupport
import Foundation
import HTTPTransport

/// Where prompts come from: the command line, standard input, or a file.
enum PromptInput {
  /// More than any service takes for a prompt, or any batch needs.
  private static let largest = 64 << 20

  /// The prompt of `generate`.
  ///
  /// - Throws: `CommandError` if it can't be read.
  static func prompt(_ arguments: CommandArguments) throws(CommandError) -> String {
    let argument = arguments.positional.first ?? ""
    let source: String
    if let file = arguments.value("--prompt-file") {
      source = CommandArguments.path(file)
    } else if argument == "-" {
      source = "-"
    } else {
      return PathBytes.shown(argument)
    }
    // The end of the last line is the file's, not the prompt's.
    var text = try text(of: source)[...]
    while let last = text.last, last.isNewline { text = text.dropLast() }
    return String(text)
  }

  /// The text of a file, or of standard input for `-`.
  ///
  /// - Throws: `CommandError` if it can't be read, or is no text.
  static func text(of path: String) throws(CommandError) -> String {
    let name = path == "-" ? "standard input" : "'\(PathBytes.shown(path))'"
    if path == "-" && isatty(0) == 1 { Console.error("Reading from the terminal; end with Ctrl-D.") }
    let descriptor = path == "-" ? 0 : PathBytes.withBytes(path) { open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else {
      let reason =
        errno == ENOENT ? "There is no file \(name). Check the path." : "\(name) can't be read. Check its permissions."
      throw CommandError.usage(reason)
    }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: path != "-")
    guard let data = try? handle.read(upToCount: largest) else {
      // What is empty from the start gives nothing to read, and is no failure.
      if (try? handle.offset()) != nil || path == "-" { return "" }
      throw CommandError.usage("\(name) can't be read.")
    }
    guard data.count < largest else { throw CommandError.usage("\(name) is too large for prompts.") }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw CommandError.usage("\(name) is no text in UTF-8. Convert it, say with iconv.")
    }
    return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
  }
}
