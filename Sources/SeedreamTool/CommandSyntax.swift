import CommandLineSupport
import Foundation
import OpenAPISyntax

/// The arguments and options of a command.
struct CommandSyntax {
  typealias Option = CommandOption

  var name: String
  var summary: String
  /// The names of its positional arguments, in order.
  var arguments: [String]
  /// Whether the last argument may be repeated.
  var repeatsLast = false
  /// The option that may replace the arguments.
  var alternative: String?
  var options: [Option]
  /// Text behind the options on the help page.
  var notes: String

  private static let help = Option(name: "--help", value: nil, help: "Show this.")

  /// The options, including `--help`.
  var allOptions: [Option] { options + [Self.help] }

  /// Reads the words behind the command's name.
  ///
  /// - Throws: `CommandError` with a hint of what was probably meant.
  func parse(_ words: [String]) throws(CommandError) -> CommandArguments {
    let end = words.firstIndex(of: "--") ?? words.endIndex
    let words = words[..<end].map { $0 == "-h" ? "--help" : $0 } + words[end...]
    let parsed: CommandArguments
    do throws(CommandArguments.Mistake) {
      parsed = try CommandArguments(words, options: allOptions)
    } catch {
      throw explained(error)
    }
    if !parsed.has("--help") { try check(parsed) }
    return parsed
  }

  private func explained(_ mistake: CommandArguments.Mistake) -> CommandError {
    switch mistake {
    case .unknownOption(let name):
      let near = NearestName.nearest(to: name, among: allOptions.map(\.name))
      let hint = near.map { "Did you mean \($0)?" } ?? "See `seedream \(self.name) --help`."
      return .usage("There is no option \(name). \(hint)")
    case .unexpectedValue(let option): return .usage("\(option.name) takes no value.")
    case .missingValue(let option):
      return .usage("\(option.name) needs a value: \(option.name) \(option.value ?? "").")
    case .repeated(let option, _): return .usage("\(option.name) is given twice; give it once.")
    }
  }

  private func check(_ parsed: CommandArguments) throws(CommandError) {
    let given = parsed.positional
    if let alternative, parsed.has(alternative) {
      guard let first = given.first else { return }
      throw CommandError.usage("'\(first)' and \(alternative) can't both be given; leave one of them out.")
    }
    if given.count < arguments.count {
      throw CommandError.usage(
        "\(arguments[given.count]) is missing: seedream \(name) \(arguments.joined(separator: " ")) …")
    }
    guard given.count > arguments.count, !repeatsLast else { return }
    if arguments == ["PROMPT"] {
      throw CommandError.usage(
        "The prompt must be one argument; put it in quotes: seedream generate \"\(given.joined(separator: " "))\"")
    }
    throw CommandError.usage("'\(given[arguments.count])' is one argument too many for seedream \(name).")
  }

  /// The help page.
  var page: String {
    var text = "\(summary)\n\nUsage: seedream \(name)"
    for argument in arguments { text += " \(argument)" }
    if repeatsLast { text += "…" }
    if let alternative { text += " | \(alternative)" }
    text += " [options]\n\nOptions:\n"
    let labels = allOptions.map { option in option.value.map { "\(option.name) \($0)" } ?? option.name }
    let width = labels.map(\.count).max() ?? 0
    for (option, label) in zip(allOptions, labels) {
      text += "  \(label)\(String(repeating: " ", count: width - label.count))  \(option.help)\n"
    }
    if !notes.isEmpty { text += "\n\(notes)\n" }
    return text
  }
}

extension CommandArguments {
  /// A path with `~` expanded, because shells don't expand it in `--output=~/pictures`.
  static func path(_ text: String) -> String {
    guard text == "~" || text.hasPrefix("~/"), let home = ProcessInfo.processInfo.environment["HOME"] else {
      return text
    }
    return home + text.dropFirst()
  }

  /// A whole number within a range.
  ///
  /// - Throws: `CommandError` that names the range.
  func number(_ name: String, in range: ClosedRange<Int>) throws(CommandError) -> Int? {
    guard let text = value(name) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      let lower = range.lowerBound == .min ? "" : " from \(range.lowerBound)"
      let upper = range.upperBound == .max ? "" : " to \(range.upperBound)"
      throw CommandError.usage("\(name) takes a whole number\(lower)\(upper), not '\(text)'.")
    }
    return number
  }
}
