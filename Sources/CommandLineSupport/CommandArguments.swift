/// An option of a command: a switch, or a name with a value.
package struct CommandOption: Sendable {
  /// With its dashes, as `--output`.
  package var name: String
  /// The name of its value in the help; nil: a switch.
  package var value: String?
  /// Whether it may be given several times.
  package var repeats: Bool
  /// What it does, for the help.
  package var help: String

  package init(name: String, value: String?, help: String = "", repeats: Bool = false) {
    self.name = name
    self.value = value
    self.help = help
    self.repeats = repeats
  }
}

/// The words of a command line, sorted into options and the rest.
///
/// Options take their value as `--output DIR` or `--output=DIR`; after `--` nothing is an option.
package struct CommandArguments: Sendable {
  /// What is wrong with the words; each tool has messages of its own.
  package enum Mistake: Error {
    case unknownOption(String)
    case unexpectedValue(CommandOption)
    case missingValue(CommandOption)
    case repeated(CommandOption, count: Int)
  }

  /// The words that belong to no option, in order.
  package private(set) var positional: [String] = []
  private var values: [String: [String]] = [:]

  package init() {}

  /// Parses the words behind the name of a command.
  ///
  /// - Throws: `Mistake` for the first word that is wrong.
  package init(_ words: [String], options: [CommandOption]) throws(Mistake) {
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        positional += rest
        break
      }
      guard word.utf8.first == UInt8(ascii: "-"), word != "-" else {
        positional.append(word)
        continue
      }
      var name = word
      var attached: String?
      if let equals = word.utf8.firstIndex(of: UInt8(ascii: "=")) {
        name = String(word[..<equals])
        attached = String(word[word.utf8.index(after: equals)...])
      }
      guard let option = options.first(where: { $0.name == name }) else { throw .unknownOption(name) }
      values[name, default: []].append(try Self.value(of: option, attached, &rest, options))
    }
    for option in options where option.value != nil && !option.repeats {
      let count = all(option.name).count
      if count > 1 { throw .repeated(option, count: count) }
    }
  }

  /// The value of an option; empty for a switch.
  private static func value(
    of option: CommandOption, _ attached: String?, _ rest: inout ArraySlice<String>, _ options: [CommandOption]
  ) throws(Mistake) -> String {
    guard option.value != nil else {
      if attached != nil { throw .unexpectedValue(option) }
      return ""
    }
    if let attached { return attached }
    // An option can't be the value: the value was forgotten.
    guard let next = rest.first, !options.contains(where: { $0.name == next }) else { throw .missingValue(option) }
    rest.removeFirst()
    return next
  }

  /// Whether an option is given.
  package func has(_ option: String) -> Bool { values[option] != nil }

  /// The value of an option that may be given once.
  package func value(_ option: String) -> String? { values[option]?.last }

  /// The values of an option that may be given several times.
  package func all(_ option: String) -> [String] { values[option] ?? [] }
}
