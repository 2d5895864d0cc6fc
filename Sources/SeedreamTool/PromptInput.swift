import CommandLineSupport
import Foundation
import HTTPTransport

/// Where prompts come from: the command line, standard input, or a file.
enum PromptInput {
  /// More than any service accepts as a prompt, or any batch needs.
  private static let maximumBytes = 64 << 20

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
    // Line ends at the end of the file are not part of the prompt.
    var text = try text(of: source)[...]
    while let last = text.last, last.isNewline { text = text.dropLast() }
    return String(text)
  }

  /// The text of a file, or of standard input for `-`.
  ///
  /// - Throws: `CommandError` if it can't be read, or is not UTF-8.
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
    guard let data = try? handle.read(upToCount: maximumBytes) else {
      // An empty file has nothing to read, which is not a failure.
      if (try? handle.offset()) != nil || path == "-" { return "" }
      throw CommandError.usage("\(name) can't be read. Check that it is a file with text.")
    }
    guard data.count < maximumBytes else {
      throw CommandError.usage("\(name) is too large for prompts. Give a file with less than 64 MB.")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw CommandError.usage("\(name) is not text in UTF-8. Convert it, for example with iconv.")
    }
    return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
  }
}
