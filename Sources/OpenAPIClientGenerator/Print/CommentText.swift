/// Text of a document as lines of a comment: no text can end the comment, and Markdown keeps its meaning.
struct CommentText {
  private(set) var lines: [String] = []
  private let width: Int
  private var isInFence = false

  /// Lines of a text; those longer than the width in columns are wrapped where Markdown allows it.
  init(_ text: String, width: Int) {
    self.width = max(40, width)
    for line in Self.lines(of: text) { add(line) }
    while lines.last == "" { lines.removeLast() }
    // The rest of the comment would belong to a code block that is not closed.
    if isInFence { lines.append("```") }
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
    let isFence = content.hasPrefix("```") || content.hasPrefix("~~~")
    if isFence { isInFence.toggle() }
    if isInFence || isFence || line.utf8.count <= width || indentation >= 4 || Self.isRigid(content) {
      lines.append(String(line))
    } else {
      wrap(content, indentation)
    }
  }

  /// Breaks a line between words, but not before a word that is a mark of Markdown at the start of a line.
  private mutating func wrap(_ content: Substring, _ indentation: Int) {
    let hanging = String(repeating: " ", count: indentation + Self.markerWidth(content))
    var current = String(repeating: " ", count: indentation)
    var isFirst = true
    for word in content.split(separator: " ") {
      if isFirst {
        isFirst = false
      } else if current.utf8.count + 1 + word.utf8.count > width, !Self.isMark(word) {
        lines.append(current)
        current = hanging
      } else {
        current += " "
      }
      current += word
    }
    lines.append(current)
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
