// Bytes as numbers: without optimization `UInt8(ascii:)` is a call, and the plugins' tool parses without it.

/// Letters, digits and spaces of ASCII, as bytes of UTF-8; inlinable, because readers test each byte: README.md.
extension UInt8 {
  /// Whether it is a digit from 0 to 9.
  @inlinable package var isDigit: Bool { self >= 0x30 && self <= 0x39 }

  /// Whether it is a letter from A to Z.
  @inlinable package var isUppercaseLetter: Bool { self >= 0x41 && self <= 0x5A }

  /// Whether it is a letter from a to z.
  @inlinable package var isLowercaseLetter: Bool { self >= 0x61 && self <= 0x7A }

  /// Whether it is a letter in either case.
  @inlinable package var isLetter: Bool { isLowercaseLetter || isUppercaseLetter }

  /// Whether it is a space or a tab.
  @inlinable package var isSpaceOrTab: Bool { self == 0x20 || self == 0x09 }

  /// The letter in lower case; any other byte unchanged.
  @inlinable package var lowercased: UInt8 { isUppercaseLetter ? self + 0x20 : self }

  /// The value of a hexadecimal digit in either case, nil for any other byte.
  @inlinable package var hexDigitValue: UInt8? {
    switch self {
    case 0x30...0x39: return self - 0x30
    case 0x41...0x46: return self - 0x41 + 10
    case 0x61...0x66: return self - 0x61 + 10
    default: return nil
    }
  }

  /// The byte as messages show it: `'a'`, or `the byte 0xFF` where it can't be seen.
  package var displayName: String {
    if self > 0x20, self < 0x7F { return "'\(UnicodeScalar(self))'" }
    return "the byte 0x" + String(self, radix: 16, uppercase: true)
  }

  /// The byte as two hexadecimal digits in lower case.
  package var twoHexDigits: String { (self < 0x10 ? "0" : "") + String(self, radix: 16) }
}
