// Spellings that cost the compiler a tenth of `== nil` and `==`, whose overloads it weighs at every use. These modules
// are compiled for each package that generates a client, so they use them throughout.

extension Optional {
  /// Whether there is no value.
  package var isNil: Bool {
    if case .none = self { return true }
    return false
  }

  /// Whether there is a value.
  package var isPresent: Bool {
    if case .some = self { return true }
    return false
  }
}

extension Equatable {
  /// Whether it equals one of the values.
  package func isOne(of values: Self...) -> Bool { values.contains(self) }
}

/// One text of several parts.
func joined(_ parts: String...) -> String { parts.joined() }

/// The words of a text, parted by white space.
package func wordList(_ text: String) -> [String] {
  var words: [String] = []
  for word in text.split(whereSeparator: \.isWhitespace) { words.append(String(word)) }
  return words
}

/// Letters, digits and blanks of ASCII.
extension UInt8 {
  package var isBlank: Bool { self == 0x20 || self == 0x09 }
  /// Whether it is a letter, a digit or a low line.
  package var isWord: Bool { isSmall || isCapital || isDigit || self == 0x5F }
  package var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  package var isCapital: Bool { self >= 0x41 && self <= 0x5A }
  package var isSmall: Bool { self >= 0x61 && self <= 0x7A }
  package var lowercased: UInt8 { isCapital ? self + 0x20 : self }
}
