import OpenAPISyntax

/// Small questions to lists and texts that several stages ask.
extension Array {
  /// The element, where there is no other.
  var only: Element? { count == 1 ? self[0] : nil }
}

extension String {
  /// The text without the prefixes that it has, one after the other.
  func dropping(_ prefixes: String...) -> String {
    var text = self
    for prefix in prefixes where text.hasPrefix(prefix) { text.removeFirst(prefix.count) }
    return text
  }

  var afterLastSlash: String {
    guard let slash = lastIndex(of: "/") else { return self }
    return String(self[index(after: slash)...])
  }
}

extension UInt8 {
  /// Whether it is a letter, a digit or an underscore of ASCII.
  var isIdentifierByte: Bool { isLetter || isDigit || self == UInt8(ascii: "_") }
}
