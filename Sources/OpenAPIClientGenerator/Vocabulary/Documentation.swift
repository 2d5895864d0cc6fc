/// The documentation of a declaration.
public struct Documentation: Equatable, Sendable {
  /// Paragraphs of Markdown, as written in the document; the printer escapes them.
  public var paragraphs: [String]
  /// The location in the document, such as `#/components/schemas/Pet`.
  public var pointer: String?
  /// Printed as `@available(*, deprecated)`, with the message if there is one; nil for what isn't deprecated.
  public var deprecation: Deprecation?

  init(_ paragraphs: [String] = [], pointer: String? = nil, deprecation: Deprecation? = nil) {
    self.paragraphs = paragraphs
    self.pointer = pointer
    self.deprecation = deprecation
  }
}

/// A deprecation in the document.
public struct Deprecation: Equatable, Sendable {
  /// What to use instead; nil if the document doesn't say.
  public var message: String?

  init(message: String? = nil) { self.message = message }

  /// Nil if the condition is false.
  init?(if isDeprecated: Bool) {
    guard isDeprecated else { return nil }
    message = nil
  }
}

extension Documentation {
  /// Documentation of one paragraph, or of none if the text is nil or empty.
  init(text: String?, pointer: String? = nil, deprecation: Deprecation? = nil) {
    self.init(pointer: pointer, deprecation: deprecation)
    add(text)
  }

  /// Adds a paragraph, unless the text is nil or empty.
  mutating func add(_ text: String?) {
    if let text, !text.isEmpty { paragraphs.append(text) }
  }
}
