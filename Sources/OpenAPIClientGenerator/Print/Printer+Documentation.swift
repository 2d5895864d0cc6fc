extension Printer {
  /// Comment and availability of a declaration.
  ///
  /// `place` closes the comment as code, such as the pointer of a type. Types of the document are no members here: other
  /// declarations use them, where the compiler would warn, so their deprecation is in the comment.
  func printDocumentation(
    _ documentation: Documentation, place: String? = nil, parameters: [(name: String, text: [String])] = [],
    isMember: Bool = true
  ) {
    let width = SourceWriter.width - out.column - 4
    var hasText = false
    if let first = documentation.firstParagraph { printParagraph(first, width, &hasText) }
    for paragraph in documentation.otherParagraphs { printParagraph(paragraph, width, &hasText) }
    if let deprecation = documentation.deprecation, !isMember {
      var text = "- Warning: Deprecated."
      if let message = deprecation.message { text.append(" " + message) }
      printParagraph(text, width, &hasText)
    }
    if let place {
      separate(&hasText)
      out.line("/// `", Self.line(place), "`")
    }
    if !parameters.isEmpty {
      separate(&hasText)
      out.line("/// - Parameters:")
      for parameter in parameters { printParameter(parameter.name, parameter.text, width) }
    }
    if isMember { printAvailability(documentation) }
  }

  /// A paragraph, apart from those before it.
  private func printParagraph(_ paragraph: String, _ width: Int, _ hasText: inout Bool) {
    if CommentText.isOneLine(paragraph, width: width) {
      separate(&hasText)
      out.line("/// ", paragraph)
      return
    }
    let lines = CommentText(paragraph, width: width).lines
    if lines.isEmpty { return }
    separate(&hasText)
    for line in lines { out.line(line.isEmpty ? "///" : "/// ", line) }
  }

  private func separate(_ hasText: inout Bool) {
    if hasText { out.line("///") }
    hasText = true
  }

  /// A parameter's words as an item of a list, its further lines and paragraphs indented below it.
  private func printParameter(_ name: String, _ paragraphs: [String], _ width: Int) {
    var prefix = joined("///   - ", name, ": ")
    var remaining = paragraphs.count
    for paragraph in paragraphs {
      var text = paragraph
      remaining -= 1
      // In a list the paragraphs run on.
      if remaining > 0, let last = text.last, last.isLetter || last.isNumber { text.append(".") }
      for line in CommentText(text, width: width - (prefix.utf8.count - 4)).lines {
        if line.isEmpty {
          out.line("///")
        } else {
          out.line(prefix, line)
          prefix = "///     "
        }
      }
    }
  }

  func printAvailability(_ documentation: Documentation) {
    guard let deprecation = documentation.deprecation else { return }
    if let message = deprecation.message {
      out.line("@available(*, deprecated, message: ", Literals.string(message), ")")
    } else {
      out.line("@available(*, deprecated)")
    }
  }
}

/// Text of a document as the lines of a comment: whatever it holds, it stays in the comment, and Markdown stays what it is.
struct CommentText {
  private(set) var lines: [String] = []
  private let width: Int
  private var isInFence = false

  /// Lines of a text; those longer than the width in columns are wrapped where Markdown allows it.
  init(_ text: String, width: Int) {
    self.width = max(40, width)
    if Self.isPlain(text) {
      for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) { add(String(Substring(line))) }
    } else {
      addEach(of: text)
    }
    while let last = lines.last, last.isEmpty { lines.removeLast() }
    // An open fence would swallow the rest of the comment.
    if isInFence { lines.append("```") }
  }

  /// Whether the text comes out as it is, on one line.
  static func isOneLine(_ text: String, width: Int) -> Bool {
    let utf8 = text.utf8
    guard utf8.count <= width, let first = utf8.first, let last = utf8.last else { return false }
    return !first.isOne(of: 0x20, 0x60, 0x7E) && last != 0x20 && Literals.isVisible(text)
  }

  /// Whether the text is of visible ASCII and line feeds only, as nearly all are.
  private static func isPlain(_ text: String) -> Bool {
    for byte in text.utf8 { if byte != 0x0A, !Literals.isVisible(byte) { return false } }
    return true
  }

  private mutating func addEach(of text: String) {
    var line = ""
    var previous: UInt32 = 0
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A where previous == 0x0D: break
      case 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029:
        add(line)
        line = ""
      case 0x09: line.append("  ")
      default:
        if Literals.isHidden(scalar) {
          line.append(Literals.codePoint(scalar))
        } else {
          line.unicodeScalars.append(scalar)
        }
      }
      previous = scalar.value
    }
    add(line)
  }

  private mutating func add(_ raw: String) {
    let line = Self.trimmed(raw)
    if line.isEmpty {
      if let last = lines.last, !last.isEmpty { lines.append("") }
      return
    }
    let indentation = line.utf8.prefix { $0 == 0x20 }.count
    let isFence = Self.isFence(line, at: indentation)
    if isFence { isInFence.toggle() }
    if isInFence || isFence || line.utf8.count <= width || indentation >= 4 || Self.isRigid(line, at: indentation) {
      lines.append(line)
    } else {
      wrap(line, indentation)
    }
  }

  /// Breaks a line between words, never where the next line would then begin with a mark of Markdown.
  private mutating func wrap(_ line: String, _ indentation: Int) {
    let hanging = String(repeating: " ", count: indentation + Self.markerWidth(line, at: indentation))
    var current = String(repeating: " ", count: indentation)
    var length = indentation
    var isFirst = true
    for word in line.split(separator: " ") {
      let count = word.utf8.count
      if isFirst {
        isFirst = false
      } else if length + 1 + count > width, !Self.isMark(word) {
        lines.append(current)
        current = hanging
        length = hanging.utf8.count
      } else {
        current.append(" ")
        length += 1
      }
      current.append(contentsOf: word)
      length += count
    }
    lines.append(current)
  }

  // MARK: Markdown

  private static func trimmed(_ text: String) -> String {
    guard text.utf8.last == 0x20 else { return text }
    var rest = text.utf8[...]
    while rest.last == 0x20 { rest.removeLast() }
    return String(Substring(rest))
  }

  private static func isFence(_ line: String, at indentation: Int) -> Bool {
    switch line.utf8.dropFirst(indentation).first {
    case 0x60: starts(line, at: indentation, with: "```")
    case 0x7E: starts(line, at: indentation, with: "~~~")
    default: false
    }
  }

  private static func starts(_ line: String, at indentation: Int, with mark: String) -> Bool {
    line.utf8.dropFirst(indentation).starts(with: mark.utf8)
  }

  /// Tables, headings, quotes and HTML keep their lines.
  private static func isRigid(_ line: String, at indentation: Int) -> Bool {
    guard let first = line.utf8.dropFirst(indentation).first else { return true }
    return first.isOne(of: 0x7C, 0x23, 0x3E, 0x3C)
  }

  /// The width of a list item's mark with the blank behind it: `- ` or `12. `.
  private static func markerWidth(_ line: String, at indentation: Int) -> Int {
    var width = 0
    var last: UInt8 = 0
    for byte in line.utf8.dropFirst(indentation) {
      width += 1
      switch byte {
      case 0x20:
        let isMark = width > 2 ? last.isOne(of: 0x2E, 0x29) : last.isOne(of: 0x2D, 0x2A, 0x2B)
        return isMark ? width : 0
      case 0x30...0x39, 0x2D, 0x2A, 0x2B, 0x2E, 0x29:
        if width == 5 { return 0 }
        last = byte
      default: return 0
      }
    }
    return 0
  }

  /// Whether a line that begins with this word would be something else than running text.
  private static func isMark(_ word: Substring) -> Bool {
    guard let first = word.utf8.first else { return false }
    switch first {
    case 0x2D, 0x2A, 0x2B, 0x23, 0x3E, 0x7C, 0x3D, 0x7E, 0x3C: return true
    case 0x60: return word.utf8.starts(with: "```".utf8)
    case 0x30...0x39: return word.utf8.last?.isOne(of: 0x2E, 0x29) ?? false
    default: return false
    }
  }
}
