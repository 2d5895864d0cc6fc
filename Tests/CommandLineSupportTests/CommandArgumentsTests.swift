import Testing

@testable import CommandLineSupport

@Suite struct `Arguments` {
  private let options = [
    CommandOption(name: "--output", value: "DIR"), CommandOption(name: "--image", value: "FILE", repeats: true),
    CommandOption(name: "--quiet", value: nil),
  ]

  private func mistake(_ words: String...) -> String? {
    do throws(CommandArguments.Mistake) {
      _ = try CommandArguments(words, options: options)
      return nil
    } catch {
      switch error {
      case .unknownOption(let name): return "unknown \(name)"
      case .unexpectedValue(let option): return "unexpected value of \(option.name)"
      case .missingValue(let option): return "missing value of \(option.name)"
      case .repeated(let option, let count): return "\(option.name) \(count) times"
      }
    }
  }

  @Test func `are sorted into options with their values and the rest, in any order`() throws {
    let sorted = try CommandArguments(
      ["a", "--image", "x", "--quiet", "-", "--output=b=c", "--image=", "--", "--quiet", "--"], options: options)
    #expect(sorted.positional == ["a", "-", "--quiet", "--"])
    #expect(sorted.all("--image") == ["x", ""])
    #expect(sorted.value("--output") == "b=c")
    #expect(sorted.has("--quiet") && !sorted.has("--json"))
    #expect(sorted.value("--json") == nil && sorted.all("--json").isEmpty)
  }

  @Test func `with mistakes are told apart by kind`() {
    #expect(mistake("--ouput", "x") == "unknown --ouput")
    #expect(mistake("--ouput=x") == "unknown --ouput")
    #expect(mistake("-q") == "unknown -q")
    #expect(mistake("--quiet=yes") == "unexpected value of --quiet")
    #expect(mistake("--output") == "missing value of --output")
    #expect(mistake("--output", "--quiet") == "missing value of --output")
    #expect(mistake("--output", "a", "--output", "b", "--output=c") == "--output 3 times")
    #expect(mistake("--output", "-5", "--quiet", "--quiet") == nil)
  }
}
