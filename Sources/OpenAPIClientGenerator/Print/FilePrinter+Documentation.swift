import OpenAPISyntax

extension FilePrinter {
  /// The comment and the availability of a declaration.
  ///
  ///     // #/components/schemas/Pet/properties/name
  ///     /// What friends say.
  ///     @available(*, deprecated)
  ///
  /// The location in the document is a plain comment, which the documentation does not show. The example and the
  /// endpoint of an operation end the description.
  func printDocumentation(
    _ documentation: Documentation, example: [String] = [], endpoint: String? = nil,
    parameters: [(name: String, paragraphs: [String])] = [], outcome: [String] = []
  ) {
    var paragraphs = documentation.paragraphs.map { CommentText($0, width: commentWidth).lines }
    let closing = [endpoint.map { ["`\(Literals.oneLine($0))`"] }].compactMap { $0 }
    let call = example.isEmpty ? [] : [["```swift"] + example + ["```"]]
    // The first paragraph is the summary, which must not be a code block.
    paragraphs += paragraphs.isEmpty ? closing + call : call + closing
    let described = parameters.filter { !$0.paragraphs.isEmpty }
    if !described.isEmpty {
      paragraphs.append(["- Parameters:"] + described.flatMap { itemLines($0.name.withoutBackticks, $0.paragraphs) })
    }
    paragraphs.append(outcome)
    printComment(paragraphs, at: documentation.pointer)
    printAvailability(documentation)
  }

  /// The comment of a type or a case, which the client's code uses itself: an attribute would cause warnings there, so
  /// the comment says that it is deprecated.
  ///
  ///     // #/components/schemas/Pet
  ///     /// - Warning: Deprecated.
  func printCommentWithDeprecation(_ documentation: Documentation) {
    let warning = documentation.deprecation.map { "- Warning: \($0.sentence)" }
    let paragraphs = documentation.paragraphs + [warning].compactMap { $0 }
    printComment(paragraphs.map { CommentText($0, width: commentWidth).lines }, at: documentation.pointer)
  }

  /// Paragraphs as a comment, with the location in the document before it.
  private func printComment(_ paragraphs: [[String]], at pointer: String?) {
    if let pointer { line("// \(Literals.oneLine(pointer))") }
    for (index, lines) in paragraphs.filter({ !$0.isEmpty }).enumerated() {
      if index > 0 { line("///") }
      for text in lines { line(text.isEmpty ? "///" : "/// \(text)") }
    }
  }

  /// What an operation's documentation says about header fields of its response, and about its errors.
  ///
  ///     - Returns: The header fields, from `response(of:)`, are `StartJob.Headers`.
  ///     - Throws: `ClientError`; of documented failures `body(as:)` is:
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

  /// An item of a list, its further lines and paragraphs indented.
  ///
  ///       - id: Which one.
  ///         Never 0.
  private func itemLines(_ name: String, _ paragraphs: [String]) -> [String] {
    var lines: [String] = []
    var prefix = "  - \(name): "
    for (index, paragraph) in paragraphs.enumerated() {
      // The paragraphs of an item are shown as one, so each but the last ends like a sentence.
      let needsPeriod = index < paragraphs.count - 1 && paragraph.last.map { $0.isLetter || $0.isNumber } == true
      let text = needsPeriod ? "\(paragraph)." : paragraph
      for text in CommentText(text, width: commentWidth - prefix.count).lines {
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

  /// `@available(*, deprecated, message: "Use name.")`, where it is deprecated.
  func printAvailability(_ documentation: Documentation) {
    guard let deprecation = documentation.deprecation else { return }
    let message = deprecation.message.map { ", message: \(Literals.string($0))" } ?? ""
    line("@available(*, deprecated\(message))")
  }
}

extension Documentation {
  /// The paragraphs of what can have no attribute, such as an argument: the last one says whether it is deprecated.
  var paragraphsWithDeprecation: [String] { paragraphs + [deprecation?.sentence].compactMap { $0 } }
}

extension Deprecation {
  /// `Deprecated. Use limit.`, or the first word alone.
  fileprivate var sentence: String { message.map { "Deprecated. \($0)" } ?? "Deprecated." }
}
