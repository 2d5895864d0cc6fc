import Foundation

/// The code in README.md.
enum Readme {
  /// A fenced block: its language, and its lines without those before and after.
  struct Block {
    var language: String
    var text: String
  }

  /// All fenced blocks, in order.
  static func blocks() throws -> [Block] {
    let text = try String(contentsOf: Places.package.appending(path: "README.md"), encoding: .utf8)
    var blocks: [Block] = []
    // Between two fences is code, between one block's end and the next one's beginning is prose.
    for (index, part) in text.components(separatedBy: "```").enumerated() where index % 2 == 1 {
      let language = part.prefix { !$0.isNewline }
      blocks.append(Block(language: String(language), text: String(part.dropFirst(language.count + 1))))
    }
    return blocks
  }

  /// The only block that holds some words.
  static func block(with words: String) throws -> String {
    let found = try blocks().filter { $0.text.contains(words) }
    guard found.count == 1 else {
      throw Places.Missing(description: "README.md has \(found.count) blocks with \(words), not one.")
    }
    return found[0].text
  }
}
