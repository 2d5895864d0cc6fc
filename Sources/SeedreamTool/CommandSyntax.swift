import Foundation
import OpenAPISyntax

/// What a command takes on its line.
struct CommandSyntax {
  /// An option: a switch, or a name with a value.
  struct Option {
    var name: String
    /// What its value is called in the help; nil: a switch.
    var value: String?
    var help: String
    var repeats = false
  }

  var name: String
  var summary: String
  /// Names of what stands without an option, in order.
  var arguments: [String]
  /// Whether the last argument may come several times.
  var repeatsLast = false
  /// The option that may replace the arguments.
  var alternative: String?
  var options: [Option]
  /// More for the help.
  var notes: String

  private static let help = Option(name: "--help", value: nil, help: "Show this.")

  /// The options with `--help`.
  var allOptions: [Option] { options + [Self.help] }

  /// Reads the words after the command's name.
  ///
  /// - Throws: `UsageError` with what was probably meant.
  func parse(_ words: [String]) throws(UsageError) -> ParsedArguments {
    var parsed = ParsedArguments()
    var rest = words[...]
    var isOver = false
    while let word = rest.popFirst() {
      if isOver || !word.hasPrefix("-") || word == "-" {
        parsed.arguments.append(word)
      } else if word == "--" {
        isOver = true
      } else {
        try read(word == "-h" ? "--help" : word, &rest, into: &parsed)
      }
    }
    if parsed.has("--help") { return parsed }
    try check(parsed)
    return parsed
  }

  private func read(
    _ word: String, _ rest: inout ArraySlice<String>, into parsed: inout ParsedArguments
  ) throws(UsageError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let name = parts[0]
    guard let option = allOptions.first(where: { $0.name == name }) else {
      let near = NearestName.nearest(to: name, among: allOptions.map(\.name))
      let hint = near.map { "Did you mean \($0)?" } ?? "See `seedream \(self.name) --help`."
      throw UsageError("There is no option \(name). \(hint)")
    }
    guard let value = option.value else {
      if parts.count > 1 { throw UsageError("\(name) takes no value.") }
      parsed.values[name, default: []].append("")
      return
    }
    let given: String
    if parts.count > 1 {
      given = parts[1]
    } else if let next = rest.first, !allOptions.contains(where: { $0.name == next }) {
      given = next
      rest.removeFirst()
    } else {
      throw UsageError("\(name) needs a value: \(name) \(value).")
    }
    if !option.repeats && parsed.has(name) { throw UsageError("\(name) is given twice; give it once.") }
    parsed.values[name, default: []].append(given)
  }

  private func check(_ parsed: ParsedArguments) throws(UsageError) {
    let given = parsed.arguments
    if let alternative, parsed.has(alternative) {
      guard let first = given.first else { return }
      throw UsageError("'\(first)' and \(alternative) can't both be given; leave one of them out.")
    }
    if given.count < arguments.count {
      throw UsageError("\(arguments[given.count]) is missing: seedream \(name) \(arguments.joined(separator: " ")) …")
    }
    guard given.count > arguments.count, !repeatsLast else { return }
    if arguments == ["PROMPT"] {
      throw UsageError(
        "The prompt must be one argument; put it in quotes: seedream generate \"\(given.joined(separator: " "))\"")
    }
    throw UsageError("'\(given[arguments.count])' is one argument too many for seedream \(name).")
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

/// The words of a command line, sorted.
struct ParsedArguments {
  var arguments: [String] = []
  var values: [String: [String]] = [:]

  func has(_ name: String) -> Bool { values[name] != nil }
  func value(_ name: String) -> String? { values[name]?.last }
  func all(_ name: String) -> [String] { values[name] ?? [] }

  /// A path: shells leave the `~` of `--output=~/pictures` to the program.
  static func path(_ text: String) -> String {
    guard text == "~" || text.hasPrefix("~/"), let home = ProcessInfo.processInfo.environment["HOME"] else {
      return text
    }
    return home + text.dropFirst()
  }

  /// A whole number within a range.
  ///
  /// - Throws: `UsageError` that names the range.
  func number(_ name: String, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
    guard let text = value(name) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      let most = range.upperBound == .max ? "" : " to \(range.upperBound)"
      let least = range.lowerBound == .min ? "" : " from \(range.lowerBound)"
      throw UsageError("\(name) takes a whole number\(least)\(most), not '\(text)'.")
    }
    return number
  }
}
