// Spellings that cost the compiler a third of `== nil` and chains of `==`, whose overloads it weighs at every use. These
// modules are compiled for each package that generates a client, so they use them throughout.

extension Optional {
  /// Whether there is no value.
  @inlinable package var isNil: Bool {
    if case .none = self { return true }
    return false
  }

  /// Whether there is a value.
  @inlinable package var isPresent: Bool {
    if case .some = self { return true }
    return false
  }
}

extension Equatable {
  /// Whether it equals one of the values.
  @inlinable package func isOne(of values: Self...) -> Bool {
    for value in values { if value == self { return true } }
    return false
  }
}

/// One text of several parts.
func joined(_ parts: String...) -> String {
  var text = ""
  for part in parts { text.append(part) }
  return text
}

/// The words of a text, parted by white space.
package func wordList(_ text: String) -> [String] {
  var words: [String] = []
  for word in text.split(whereSeparator: \.isWhitespace) { words.append(String(word)) }
  return words
}

/// Letters, digits and blanks of ASCII.
extension UInt8 {
  @inlinable package var isBlank: Bool { self == 0x20 || self == 0x09 }
  /// Whether it is a letter, a digit or a low line.
  @inlinable package var isWord: Bool { isSmall || isCapital || isDigit || self == 0x5F }
  @inlinable package var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  @inlinable package var isCapital: Bool { self >= 0x41 && self <= 0x5A }
  @inlinable package var isSmall: Bool { self >= 0x61 && self <= 0x7A }
  @inlinable package var lowercased: UInt8 { isCapital ? self + 0x20 : self }
}
