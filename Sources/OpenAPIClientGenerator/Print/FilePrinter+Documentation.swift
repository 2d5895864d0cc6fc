import OpenAPISyntax

extension FilePrinter {
  /// Comment and availability of a declaration.
  ///
  ///     /// What friends say.
  ///     @available(*, deprecated)
  ///
  /// Where it stands in the document is no documentation: that is a plain comment before it. The example and the endpoint
  /// of an operation end the comment. Types of the document are no members here: other declarations use them, where
  /// the compiler would warn, so their deprecation is in the comment.
  func printDocumentation(
    _ documentation: Documentation, example: [String] = [], endpoint: String? = nil,
    parameters: [(name: String, paragraphs: [String])] = [], outcome: [String] = [], isMember: Bool = true
  ) {
    var paragraphs = documentation.paragraphs.map { CommentText($0, width: commentWidth).lines }
    if let deprecation = documentation.deprecation, !isMember {
      let message = deprecation.message.map { " \($0)" } ?? ""
      paragraphs.append(CommentText("- Warning: Deprecated.\(message)", width: commentWidth).lines)
    }
    let closing = [endpoint.map { ["`\(Literals.oneLine($0))`"] }].compactMap { $0 }
    let call = example.isEmpty ? [] : [["```swift"] + example + ["```"]]
    // The first paragraph is the summary.
    paragraphs += paragraphs.isEmpty ? closing + call : call + closing
    let described = parameters.filter { !$0.paragraphs.isEmpty }
    if !described.isEmpty {
      paragraphs.append(["- Parameters:"] + described.flatMap { itemLines($0.name.withoutBackticks, $0.paragraphs) })
    }
    paragraphs.append(outcome)
    if let pointer = documentation.pointer { line("// \(Literals.oneLine(pointer))") }
    for (index, lines) in paragraphs.filter({ !$0.isEmpty }).enumerated() {
      if index > 0 { line("///") }
      for text in lines { line(text.isEmpty ? "///" : "/// \(text)") }
    }
    if isMember { printAvailability(documentation) }
  }

  /// What may come of an operation: the type of its header fields, and its failures.
  ///
  ///     - Returns: Its header fields are `StartJob.Headers`; `response(of:)` gives them.
  ///     - Throws: `ClientError`, of documented failures with what `body(as:)` gives:
  ///       - 404: `Problem`. There is no such job.
  func outcomeLines(_ operation: OperationPlan) -> [String] {
    var lines: [String] = []
    if let headers = operation.headers {
      let text = "- Returns: The header fields, from `response(of:)`, are `\(headers.text)`."
      lines += CommentText(text, width: commentWidth).lines
    }
    if operation.failureNotes.isEmpty && operation.failureHeaders == nil { return lines }
    let hasBodies = operation.failureNotes.contains { $0.type != nil }
    lines.append("- Throws: `ClientError`; of documented failures\(hasBodies ? " `body(as:)` is" : ""):")
    for note in operation.failureNotes {
      let type = note.type.map { ["`\($0.text)`."] } ?? []
      let words = note.description.split { $0 == " " || $0 == "\t" || $0.isNewline }.map(String.init)
      let text = type + (words.isEmpty && type.isEmpty ? ["No body."] : words)
      lines += itemLines(note.status.label, [text.joined(separator: " ")])
    }
    if let headers = operation.failureHeaders { lines += itemLines("`headers(as:)`", ["`\(headers.text)`."]) }
    return lines
  }

  /// Words as an item of a list, further lines and paragraphs indented below it.
  ///
  ///       - id: Which one.
  ///         Never 0.
  private func itemLines(_ name: String, _ paragraphs: [String]) -> [String] {
    var lines: [String] = []
    var prefix = "  - \(name): "
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
