import OpenAPIDocument
import OpenAPISyntax

/// The words of a command line, sorted into options and the rest.
struct Arguments {
  private(set) var positional: [String] = []
  private var values: [String: [String]] = [:]
  private var flags: Set<String> = []

  /// Options take a value, as `--output DIR` or `--output=DIR`; flags take none.
  init(_ words: [String], options: [String], flags known: [String]) throws(ToolError) {
    var index = 0
    var onlyPositional = false
    while index < words.count {
      let word = words[index]
      index += 1
      if onlyPositional || !word.utf8.starts(with: "-".utf8) || word == "-" {
        positional.append(word)
        continue
      }
      if word == "--" {
        onlyPositional = true
        continue
      }
      var name = word
      var value: String?
      if let equals = word.utf8.firstIndex(of: UInt8(ascii: "=")) {
        name = String(word[..<equals])
        value = String(word[word.utf8.index(after: equals)...])
      }
      if known.contains(name) {
        guard value == nil else { throw .usage("The option \(name) takes no value.") }
        flags.insert(name)
      } else if options.contains(name) {
        if value == nil, index < words.count {
          value = words[index]
          index += 1
        }
        guard let value else { throw .usage("The option \(name) needs a value.") }
        values[name, default: []].append(value)
      } else {
        throw .usage("Unknown option '\(name)'\(NearestName.suggestion(for: name, among: options + known)).")
      }
    }
  }

  func has(_ flag: String) -> Bool { flags.contains(flag) }

  func all(_ option: String) -> [String] { values[option] ?? [] }

  /// An option that may be given once.
  func value(_ option: String) throws(ToolError) -> String? {
    let given = all(option)
    guard given.count <= 1 else { throw .usage("The option \(option) is given \(given.count) times.") }
    return given.first
  }

  /// The only positional words, by the names that messages give them.
  func positional(_ names: String...) throws(ToolError) -> [String] {
    guard positional.count >= names.count else { throw .usage("No \(names[positional.count]) is given.") }
    guard positional.count == names.count else {
      throw .usage("Nothing is known to do with '\(positional[names.count])'.")
    }
    return positional
  }
}
