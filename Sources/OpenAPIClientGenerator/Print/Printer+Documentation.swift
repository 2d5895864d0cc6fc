extension Printer {
  /// Comment and availability of a declaration.
  ///
  /// `place` closes the comment as code, such as the pointer of a type. Types of the document are no members here: other
  /// declarations use them, where the compiler would warn, so their deprecation is in the comment.
  mutating func printDocumentation(
    _ documentation: Documentation, place: String? = nil, parameters: [(name: String, text: [String])] = [],
    isMember: Bool = true
  ) {
    let width = SourceWriter.width - out.column - 4
    var hasText = false
    if let first = documentation.firstParagraph { printParagraph(first, width, &hasText) }
    for paragraph in documentation.otherParagraphs { printParagraph(paragraph, width, &hasText) }
    if let deprecation = documentation.deprecation, !isMember {
      if hasText { out.line("///") }
      var text = "- Warning: Deprecated."
      if let message = deprecation.message { text += " " + message }
      for line in CommentText(text, width: width).lines { out.line(line.isEmpty ? "///" : "/// " + line) }
      hasText = true
    }
    if let place {
      if hasText { out.line("///") }
      out.line("/// `", Self.line(place), "`")
      hasText = true
    }
    if !parameters.isEmpty {
      if hasText { out.line("///") }
      out.line("/// - Parameters:")
      for parameter in parameters { printParameter(parameter.name, parameter.text, width) }
    }
    if isMember { printAvailability(documentation) }
  }

  /// A paragraph, apart from those before it.
  private mutating func printParagraph(_ paragraph: String, _ width: Int, _ hasText: inout Bool) {
    if CommentText.isOneLine(paragraph, width: width) {
      if hasText { out.line("///") }
      out.line("/// ", paragraph)
      hasText = true
      return
    }
    let lines = CommentText(paragraph, width: width).lines
    if lines.isEmpty { return }
    if hasText { out.line("///") }
    for line in lines { out.line(line.isEmpty ? "///" : "/// ", line) }
    hasText = true
  }

  /// A parameter's words as an item of a list, its further lines and paragraphs indented below it.
  private mutating func printParameter(_ name: String, _ paragraphs: [String], _ width: Int) {
    var prefix = "///   - " + name + ": "
    for (position, paragraph) in paragraphs.enumerated() {
      var text = paragraph
      // In a list the paragraphs run on.
      let isOpen = position + 1 < paragraphs.count && text.last.map { $0.isLetter || $0.isNumber } ?? false
      if isOpen { text += "." }
      for line in CommentText(text, width: width - (prefix.utf8.count - 4)).lines {
        out.line(line.isEmpty ? "///" : prefix + line)
        if !line.isEmpty { prefix = "///     " }
      }
    }
  }

  mutating func printAvailability(_ documentation: Documentation) {
    guard let deprecation = documentation.deprecation else { return }
    if let message = deprecation.message {
      out.line("@available(*, deprecated, message: \(Literals.string(message)))")
    } else {
      out.line("@available(*, deprecated)")
    }
  }
}
