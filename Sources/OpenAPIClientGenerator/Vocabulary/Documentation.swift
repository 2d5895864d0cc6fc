/// The documentation of a declaration.
public struct Documentation: Equatable, Sendable {
  /// Paragraphs of Markdown as the document has them; the printer makes them safe.
  public var paragraphs: [String]
  /// The location in the document, such as `#/components/schemas/Pet`.
  public var pointer: String?
  /// Not nil: printed as `@available(*, deprecated)`, with the message when there is one.
  public var deprecation: Deprecation?

  init(_ paragraphs: [String] = [], pointer: String? = nil, deprecation: Deprecation? = nil) {
    self.paragraphs = paragraphs
    self.pointer = pointer
    self.deprecation = deprecation
  }
}

/// A deprecation, with what the document says about it.
public struct Deprecation: Equatable, Sendable {
  /// What to do instead, where the document says it.
  public var message: String?

  init(message: String? = nil) { self.message = message }

  /// Nil for what is not deprecated.
  init?(_ isDeprecated: Bool) {
    if !isDeprecated { return nil }
    message = nil
  }
}

extension Documentation {
  /// Documentation of one paragraph, or of none where there is nothing to say.
  init(text: String?, pointer: String? = nil) {
    self.init(pointer: pointer)
    add(text)
  }

  /// Adds a paragraph, unless there is nothing to say.
  mutating func add(_ text: String?) {
    if let text, !text.isEmpty { paragraphs.append(text) }
  }
}
