import CommandLineSupport
import OpenAPISyntax

extension CommandArguments {
  /// Sorts the words of a command: of the options, which take a value, `--overlay` may be given several times.
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

  /// The only positional words, by the names that messages give them.
  func positional(_ names: String...) throws(CommandError) -> [String] {
    guard positional.count >= names.count else { throw .usage("No \(names[positional.count]) is given.") }
    guard positional.count == names.count else {
      throw .usage("Unexpected argument '\(positional[names.count])'.")
    }
    return positional
  }
}
