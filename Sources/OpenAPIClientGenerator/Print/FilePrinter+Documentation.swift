import OpenAPISyntax

extension FilePrinter {
  /// Comment and availability of a declaration.
  ///
  ///     /// What friends say.
  ///     @available(*, deprecated)
  ///
  /// The footer closes the comment as code, such as the pointer of a type. Types of the document are no members here.
  /// other declarations use them, where the compiler would warn, so their deprecation is in the comment.
  func printDocumentation(
    _ documentation: Documentation, footer: String? = nil, parameters: [(name: String, paragraphs: [String])] = [],
    isMember: Bool = true
  ) {
    var paragraphs = documentation.paragraphs.map { CommentText($0, width: commentWidth).lines }
    if let deprecation = documentation.deprecation, !isMember {
      let message = deprecation.message.map { " \($0)" } ?? ""
      paragraphs.append(CommentText("- Warning: Deprecated.\(message)", width: commentWidth).lines)
    }
    if let footer { paragraphs.append(["`\(Literals.oneLine(footer))`"]) }
    let described = parameters.filter { !$0.paragraphs.isEmpty }
    if !described.isEmpty {
      paragraphs.append(["- Parameters:"] + described.flatMap { parameterLines($0.name, $0.paragraphs) })
    }
    for (index, lines) in paragraphs.filter({ !$0.isEmpty }).enumerated() {
      if index > 0 { line("///") }
      for text in lines { line(text.isEmpty ? "///" : "/// \(text)") }
    }
    if isMember { printAvailability(documentation) }
  }

  /// A parameter's words as an item of a list, its further lines and paragraphs indented below it.
  ///
  ///       - id: Which one.
  ///         Never 0.
  private func parameterLines(_ name: String, _ paragraphs: [String]) -> [String] {
    var lines: [String] = []
    var prefix = "  - \(name.withoutBackticks): "
    for (index, paragraph) in paragraphs.enumerated() {
      // In a list the paragraphs run on.
      let runsOn = index < paragraphs.count - 1 && paragraph.last.map { $0.isLetter || $0.isNumber } == true
      for text in CommentText(runsOn ? "\(paragraph)." : paragraph, width: commentWidth - prefix.utf8.count).lines {
        if text.isEmpty {
          lines.append("")
        } else {
          lines.append(prefix + text)
          prefix = "    "
        }
      }
    }
    return lines
  }

  /// `@available(*, deprecated)`, where it is.
  func printAvailability(_ documentation: Documentation) {
    guard let deprecation = documentation.deprecation else { return }
    let message = deprecation.message.map { ", message: \(Literals.string($0))" } ?? ""
    line("@available(*, deprecated\(message))")
  }
}
