/// Why JSON could not be read or written: where, what was expected, what was found.
///
/// Contents of strings are not repeated, for they may be secret; numbers, dates and the like are.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where in the document, as `$.data[2].url`.
  public var path: String
  /// What the type asks for: "a string".
  public var expected: String
  /// What stands there: "a number", "nothing".
  public var found: String

  /// An error at a place.
  public init(path: String, expected: String, found: String) {
    self.path = path
    self.expected = expected
    self.found = found
  }

  /// `at $.data[2].url: expected a string, found nothing`.
  public var description: String { "at \(path): expected \(expected), found \(found)" }

  /// Adds a member's name to a path: `.name`, or `["a b"]` where the name is not plain.
  static func append(key: String, to path: inout String) {
    var plain = !key.isEmpty
    for byte in key.utf8 {
      let letter = byte == 95 || byte == 36 || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122)
      let digit = byte >= 48 && byte <= 57
      if !letter && !digit && byte < 128 { plain = false }
    }
    if plain {
      path += "."
      path += key
    } else {
      path += "[\""
      path += key
      path += "\"]"
    }
  }
}
