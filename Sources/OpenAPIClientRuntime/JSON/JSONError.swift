import OpenAPISyntax

/// Why JSON could not be read or written: where, what was expected, what was found.
///
/// Strings are not quoted, because they may be secret; numbers are, and so are strings that lack a format (dates, UUIDs).
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The path in the document, such as `$.data[2].url`.
  public var path: String
  /// What the type expects: "a string".
  public var expected: String
  /// What was found: "a number", "nothing".
  public var found: String
  /// The `formats` entry of `openapi-client.json` with which the value would be read; nil if there is none.
  public var formatsEntry: String?

  /// Creates an error at a path.
  public init(path: String, expected: String, found: String, formatsEntry: String? = nil) {
    self.path = path
    self.expected = expected
    self.found = found
    self.formatsEntry = formatsEntry
  }

  /// `at $.data[2].url: expected a string, found nothing`.
  public var description: String {
    let reason = "at \(path): expected \(expected), found \(found)"
    guard let formatsEntry else { return reason }
    return reason + "; with \"formats\": { \(formatsEntry) } in openapi-client.json it is read as it is"
  }

  /// Adds a member's name to a path: `.name`, or `["a b"]` where the name is not plain.
  static func append(key: String, to path: inout String) {
    let isPlain =
      !key.isEmpty
      && key.utf8.allSatisfy { $0.isLetter || $0.isDigit || "_$".utf8.contains($0) || $0 >= 0x80 }
    path += isPlain ? ".\(key)" : "[\"\(key)\"]"
  }
}
