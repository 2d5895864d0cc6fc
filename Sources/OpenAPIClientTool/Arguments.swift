import CommandLineSupport
import OpenAPISyntax

extension CommandArguments {
  /// Parses the words of a command whose options take a value and whose flags don't; `--overlay` may be repeated.
  init(_ words: [String], options: [String], flags: [String]) throws(CommandError) {
    let known =
      options.map { CommandOption(name: $0, value: "VALUE", repeats: $0 == "--overlay") }
      + flags.map { CommandOption(name: $0, value: nil) }
    do throws(Mistake) {
      try self.init(words, options: known)
    } catch {
      switch error {
      case .unknownOption(let name):
        throw .usage("Unknown option '\(name)'\(NearestName.ending(for: name, among: known.map(\.name)))")
      case .unexpectedValue(let option): throw .usage("The option \(option.name) takes no value.")
      case .missingValue(let option): throw .usage("The option \(option.name) needs a value.")
      case .repeated(let option, let count): throw .usage("The option \(option.name) is given \(count) times.")
      }
    }
  }

  /// The positional words, as many as there are names for messages.
  func positional(_ names: String...) throws(CommandError) -> [String] {
    guard positional.count >= names.count else { throw .usage("No \(names[positional.count]) is given.") }
    guard positional.count == names.count else {
      throw .usage("Unexpected argument '\(positional[names.count])'.")
    }
    return positional
  }
}
