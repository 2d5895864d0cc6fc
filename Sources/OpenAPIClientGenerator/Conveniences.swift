// Spellings that are on their way out of this module.

extension Optional {
  /// Whether there is no value.
  var isNil: Bool {
    if case .none = self { return true }
    return false
  }

  /// Whether there is a value.
  var isPresent: Bool {
    if case .some = self { return true }
    return false
  }
}

extension Equatable {
  /// Whether it equals one of the values.
  func isOne(of values: Self...) -> Bool {
    for value in values { if value == self { return true } }
    return false
  }
}

/// The words of a text, parted by white space.
func wordList(_ text: String) -> [String] {
  var words: [String] = []
  for word in text.split(whereSeparator: \.isWhitespace) { words.append(String(word)) }
  return words
}

/// Letters, digits and blanks of ASCII.
extension UInt8 {
  var isBlank: Bool { self == 0x20 || self == 0x09 }
  /// Whether it is a letter, a digit or a low line.
  var isWord: Bool { isSmall || isCapital || isDigit || self == 0x5F }
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isCapital: Bool { self >= 0x41 && self <= 0x5A }
  var isSmall: Bool { self >= 0x61 && self <= 0x7A }
  var lowercased: UInt8 { isCapital ? self + 0x20 : self }
}
