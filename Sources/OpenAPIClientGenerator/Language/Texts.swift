import OpenAPISyntax

extension Array {
  /// The only element; nil if there are none or several.
  var only: Element? { count == 1 ? self[0] : nil }
}

extension String {
  /// Removes each of the prefixes in turn, if the text then begins with it.
  func dropping(_ prefixes: String...) -> String {
    var text = self
    for prefix in prefixes where text.hasPrefix(prefix) { text.removeFirst(prefix.count) }
    return text
  }

  /// The last component of a path, or the whole text if it has no slash.
  var afterLastSlash: String {
    guard let slash = lastIndex(of: "/") else { return self }
    return String(self[index(after: slash)...])
  }
}

extension UInt8 {
  /// Whether it is an ASCII letter, digit or underscore.
  var isIdentifierByte: Bool { isLetter || isDigit || self == UInt8(ascii: "_") }
}
