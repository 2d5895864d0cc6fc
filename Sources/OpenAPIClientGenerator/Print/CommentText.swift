/// Text of a document as lines of a comment: no text can end the comment, and Markdown keeps its meaning.
struct CommentText {
  private(set) var lines: [String] = []
  private let width: Int
  /// The code block that is open.
  private var fence: Fence?
  /// The columns at which the text of the list items around the line begins, the innermost last.
  private var items: [Int] = []

  /// Lines of a text; those longer than the width in characters are wrapped where Markdown allows it.
  init(_ text: String, width: Int) {
    self.width = max(40, width)
    for line in Self.lines(of: text) { add(line) }
    while lines.last == "" { lines.removeLast() }
    // The rest of the comment would belong to a code block that is not closed.
    if let fence { lines.append(fence.line) }
  }

  /// The text divided at line ends of any kind, invisible characters in it written as `\u{…}`.
  private static func lines(of text: String) -> [String] {
    // Most texts are one line of visible characters.
    if text.utf8.allSatisfy(Literals.isVisible) { return [text] }
    var lines = [""]
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where previous == "\r": break
      case "\n", "\u{B}", "\u{C}", "\r", "\u{85}", "\u{2028}", "\u{2029}": lines.append("")
      case "\t": lines[lines.count - 1] += "  "
      default:
        if Literals.isHidden(scalar) {
          lines[lines.count - 1] += Literals.codePoint(scalar)
        } else {
          lines[lines.count - 1].unicodeScalars.append(scalar)
        }
      }
      previous = scalar
    }
    return lines
  }

  private mutating func add(_ raw: String) {
    var line = Substring(raw)
    while line.last == " " { line.removeLast() }
    if line.isEmpty {
      if let last = lines.last, !last.isEmpty { lines.append("") }
      return
    }
    let indentation = line.prefix { $0 == " " }.count
    let content = line.dropFirst(indentation)
    // There are no more characters than bytes, which take no counting.
    let fits = line.utf8.count <= width || line.count <= width
    if isCode(content, indentation) || fits || indentation >= 4 || Self.isRigid(content) {
      lines.append(String(line))
    } else {
      wrap(content, indentation)
    }
  }

  /// Breaks a line between words, but not before a word that is a mark of Markdown at the start of a line.
  private mutating func wrap(_ content: Substring, _ indentation: Int) {
    let hangingWidth = indentation + Self.markerWidth(content)
    var current = String(repeating: " ", count: indentation)
    var length = indentation
    var isFirst = true
    for word in content.split(separator: " ") {
      let wordLength = word.count
      if isFirst {
        isFirst = false
      } else if length + 1 + wordLength > width, !Self.isMark(word) {
        lines.append(current)
        current = String(repeating: " ", count: hangingWidth)
        length = hangingWidth
      } else {
        current += " "
        length += 1
      }
      current += word
      length += wordLength
    }
    lines.append(current)
  }

  // MARK: Code blocks

  /// The line that opens a code block (CommonMark, "Fenced code blocks").
  private struct Fence {
    let mark: Character
    let count: Int
    /// The columns before it.
    let indentation: Int
    /// The column at which the list item around it begins; 0 outside of lists.
    let container: Int

    /// Nil for a line that opens none.
    init?(_ content: Substring, indentation: Int, container: Int) {
      guard let mark = content.first, mark == "`" || mark == "~", indentation - container <= 3 else { return nil }
      let count = content.prefix { $0 == mark }.count
      // Backticks further on make it code within a line.
      if count < 3 || mark == "`" && content.dropFirst(count).contains("`") { return nil }
      (self.mark, self.count, self.indentation, self.container) = (mark, count, indentation, container)
    }

    /// Whether a line closes the block: the same mark, at least as often, and nothing behind it.
    func isClosed(by content: Substring, _ indentation: Int) -> Bool {
      indentation - container <= 3 && content.count >= count && content.allSatisfy { $0 == mark }
    }

    /// The line that closes the block.
    var line: String { String(repeating: " ", count: indentation) + String(repeating: mark, count: count) }
  }

  /// Whether a line is part of a code block, or opens or closes one.
  private mutating func isCode(_ content: Substring, _ indentation: Int) -> Bool {
    if let fence {
      if indentation >= fence.container {
        if fence.isClosed(by: content, indentation) { self.fence = nil }
        return true
      }
      // The list item is over, and the block in it.
      self.fence = nil
    }
    while let item = items.last, indentation < item { items.removeLast() }
    var (content, indentation) = (content, indentation)
    while true {
      let marker = Self.markerWidth(content)
      if marker == 0 { break }
      let text = content.dropFirst(marker).drop { $0 == " " }
      indentation += content.count - text.count
      content = text
      items.append(indentation)
    }
    fence = Fence(content, indentation: indentation, container: items.last ?? 0)
    return fence != nil
  }

  // MARK: Markdown

  /// Tables, headings, quotes and HTML keep their lines.
  private static func isRigid(_ content: Substring) -> Bool { content.first.map { "|#><".contains($0) } ?? true }

  /// The width of a list item's mark with the space behind it, `- ` or `12. `; 0 where there is none.
  private static func markerWidth(_ content: Substring) -> Int {
    guard let space = content.firstIndex(of: " ") else { return 0 }
    let mark = content[..<space]
    let isMark =
      mark.count == 1
      ? "-*+".contains(mark)
      : (2...4).contains(mark.count) && mark.allSatisfy { markCharacters.contains($0) }
        && (mark.last == "." || mark.last == ")")
    return isMark ? mark.count + 1 : 0
  }

  private static let markCharacters = Set("0123456789-*+.)")

  /// Whether Markdown reads a line that begins with this word as something other than running text.
  private static func isMark(_ word: Substring) -> Bool {
    guard let first = word.first else { return false }
    if "-*+#>|=~<".contains(first) { return true }
    if "0123456789".contains(first) { return word.last == "." || word.last == ")" }
    return word.hasPrefix("```")
  }
}
