import OpenAPISyntax

/// Texts in the character set that a media type names (`text/csv; charset=windows-1252`).
enum CharacterSets {
  /// The text of bytes in the character set of their byte order mark, else of the label, else in UTF-8.
  ///
  /// - Throws: `CharacterSetError` if the bytes aren't valid in the character set, or the label is unknown. Nothing is
  ///   replaced by `U+FFFD`, because that would lose a part of the text.
  static func decode(_ bytes: [UInt8], contentType: String?) throws(CharacterSetError) -> String {
    let label = label(of: contentType)
    switch try CharacterSet(label: label, bytes: bytes) {
    case .utf8:
      let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      guard let text = utf8(bytes[start...]) else { throw CharacterSetError("the text is not \(label ?? "utf-8")") }
      return text
    case .latin1:
      return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    case .utf16(let isBigEndian):
      guard let text = utf16(bytes, isBigEndian: isBigEndian) else {
        throw CharacterSetError("the text is not \(label ?? "utf-16")")
      }
      return text
    case .converted(let names, let label):
      return try CharacterSetConverter.decode(bytes, names: names, label: label)
    }
  }

  /// The bytes of a text in the character set of the label, else in UTF-8.
  ///
  /// - Throws: `CharacterSetError` if the character set lacks a character, or the label is unknown.
  static func encode(_ text: String, contentType: String?) throws(CharacterSetError) -> [UInt8] {
    guard let label = label(of: contentType) else { return Array(text.utf8) }
    let limit: UInt32
    switch try CharacterSet(label: label, bytes: []) {
    case .utf8 where CharacterSet.isASCII(label): limit = 0x80
    case .utf8: return Array(text.utf8)
    case .latin1: limit = 0x100
    case .utf16(let isBigEndian):
      // Only the label without a byte order needs a byte order mark (RFC 2781, section 3.3).
      let units = label == "utf-16be" || label == "utf-16le" ? Array(text.utf16) : [0xFEFF] + Array(text.utf16)
      return units.flatMap { unit -> [UInt8] in
        let high = UInt8(truncatingIfNeeded: unit >> 8)
        let low = UInt8(truncatingIfNeeded: unit)
        return isBigEndian ? [high, low] : [low, high]
      }
    case .converted(let names, let label):
      return try CharacterSetConverter.encode(text, names: names, label: label)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      guard scalar.value < limit else { throw CharacterSetError(missing: scalar, in: label) }
      bytes.append(UInt8(truncatingIfNeeded: scalar.value))
    }
    return bytes
  }

  /// The bytes of JSON in UTF-8, the form that the parser reads.
  ///
  /// An unknown label is ignored: JSON is UTF-8 (RFC 8259, section 8.1), and the parser checks whether it is.
  static func json(_ bytes: [UInt8], contentType: String?) throws(CharacterSetError) -> [UInt8] {
    guard mayBeOther(bytes, contentType) else { return bytes }
    guard let set = try? CharacterSet(label: label(of: contentType), bytes: bytes), set != .utf8 else { return bytes }
    return Array(try decode(bytes, contentType: contentType).utf8)
  }

  /// Whether JSON may be in another character set than UTF-8; a quick test, because every response goes through it.
  private static func mayBeOther(_ bytes: [UInt8], _ contentType: String?) -> Bool {
    if let first = bytes.first, first >= 0xFE { return true }
    return !isUTF8(contentType)
  }

  /// Whether a content type names no character set, or UTF-8.
  static func isUTF8(_ contentType: String?) -> Bool {
    guard let contentType, contentType.utf8.contains(UInt8(ascii: ";")) else { return true }
    guard let label = label(of: contentType) else { return true }
    return label == "utf-8" || label == "utf8"
  }

  /// In lower case.
  private static func label(of contentType: String?) -> String? {
    guard let contentType, contentType.utf8.contains(UInt8(ascii: ";")) else { return nil }
    let label = MIMEType(contentType)?["charset"]?.lowercased()
    return label == "" ? nil : label
  }

  /// The text if the bytes are well-formed UTF-8.
  private static func utf8(_ bytes: ArraySlice<UInt8>) -> String? {
    // A string with replaced bytes is longer or different.
    let text = String(decoding: bytes, as: UTF8.self)
    return text.utf8.count == bytes.count && text.utf8.elementsEqual(bytes) ? text : nil
  }

  private static func utf16(_ bytes: [UInt8], isBigEndian: Bool) -> String? {
    guard bytes.count.isMultiple(of: 2) else { return nil }
    let units = stride(from: 0, to: bytes.count, by: 2).map { index in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
    var text = String.UnicodeScalarView()
    var decoder = UTF16()
    var source = units.makeIterator()
    while true {
      switch decoder.decode(&source) {
      case .scalarValue(let scalar):
        if scalar.value != 0xFEFF || !text.isEmpty { text.append(scalar) }
      case .emptyInput: return String(text)
      case .error: return nil
      }
    }
  }
}

/// Why a text can't be read or written in a character set.
struct CharacterSetError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }

  init(missing scalar: Unicode.Scalar, in label: String) {
    let code = String(scalar.value, radix: 16, uppercase: true)
    let digits = String(repeating: "0", count: max(0, 4 - code.count)) + code
    description = "the character '\(scalar)' (U+\(digits)) doesn't exist in \(label)"
  }
}
