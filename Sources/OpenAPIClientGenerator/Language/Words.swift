import OpenAPISyntax

/// Cuts a name of the document into words: at separators and where the case changes.
///
/// `image_url`, `image-url`, `imageUrl` and `Image URL` all give `image`, `url` up to case;
/// digits stay with the word before them (`seeDreamV45`), and no dictionary is asked (`taskid` is one word).
enum Words {
  /// The words of a text, in the case of the document, without anything a Swift identifier can't hold.
  static func split(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    for byte in bytes {
      if byte >= 0x80 || byte == UInt8(ascii: "'") { return splitScalars(text) }
    }
    return rejoined(splitBytes(bytes))
  }

  /// The same for ASCII without apostrophes, which nearly all names are.
  private static func splitBytes(_ bytes: [UInt8]) -> [String] {
    var words: [String] = []
    var start = 0
    var hasLower = false
    let count = bytes.count
    var index = 0
    while index < count {
      let byte = bytes[index]
      if byte.isLowercaseLetter {
        hasLower = true
      } else if byte.isUppercaseLetter {
        if index > start, startsWord(at: index, bytes, hasLower: hasLower) {
          words.append(String(decoding: bytes[start..<index], as: UTF8.self))
          start = index
          hasLower = false
        }
      } else if !byte.isDigit {
        if index > start { words.append(String(decoding: bytes[start..<index], as: UTF8.self)) }
        start = index + 1
        hasLower = false
      }
      index += 1
    }
    if count > start { words.append(String(decoding: bytes[start..<count], as: UTF8.self)) }
    return words
  }

  private static func startsWord(at index: Int, _ bytes: [UInt8], hasLower: Bool) -> Bool {
    let before = bytes[index - 1]
    if before.isLowercaseLetter { return true }
    func isSmall(at index: Int) -> Bool { index < bytes.count && bytes[index].isLowercaseLetter }
    let isNextSmall = isSmall(at: index + 1)
    if before.isDigit { return hasLower || isNextSmall }
    // `URLs`: the `s` makes a plural, not a word.
    return isNextSmall && (bytes[index + 1] != UInt8(ascii: "s") || isSmall(at: index + 2))
  }

  private static func splitScalars(_ text: String) -> [String] {
    var classes: [Class] = []
    var scalars: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      let kind = classify(scalar)
      // An apostrophe belongs to its word: `don't` is `dont`.
      if case .apostrophe = kind { continue }
      scalars.append(scalar)
      classes.append(kind)
    }
    var words: [String] = []
    var current = ""
    var hasLower = false
    func endWord() {
      if !current.isEmpty { words.append(current) }
      current = ""
      hasLower = false
    }
    for (index, scalar) in scalars.enumerated() {
      switch classes[index] {
      case .separator:
        endWord()
        continue
      case .upper where !current.isEmpty:
        if startsWord(at: index, classes, scalars, hasLower: hasLower) { endWord() }
      case .lower: hasLower = true
      default: break
      }
      current.unicodeScalars.append(scalar)
    }
    endWord()
    return rejoined(words)
  }

  /// Whether the capital at `index` begins a word, though no separator stands before it.
  private static func startsWord(
    at index: Int, _ classes: [Class], _ scalars: [Unicode.Scalar], hasLower: Bool
  ) -> Bool {
    func isLower(at index: Int) -> Bool {
      guard index < classes.count, case .lower = classes[index] else { return false }
      return true
    }
    switch classes[index - 1] {
    case .lower, .letter: return true
    case .digit: return hasLower || isLower(at: index + 1)
    // `URLs`: the `s` makes a plural, not a word.
    case .upper: return isLower(at: index + 1) && (scalars[index + 1] != "s" || isLower(at: index + 2))
    case .separator, .apostrophe: return false
    }
  }

  /// Words that the change of case tears apart, put together again.
  private static func rejoined(_ words: [String]) -> [String] {
    guard words.count > 1 else { return words }
    var result: [String] = []
    var index = 0
    while index < words.count {
      let word = words[index]
      index += 1
      if index < words.count, word.utf8.count <= 3, let whole = whole(word, words[index]) {
        result.append(whole)
        index += 1
      } else {
        result.append(word)
      }
    }
    return result
  }

  /// The word that two make; nil for words that stand in small letters, so that no case tore them apart.
  private static func whole(_ first: String, _ second: String) -> String? {
    let start = first.lowercased()
    let end = second.lowercased()
    let belongs: Bool
    switch start {
    case "o": belongs = ["auth", "auth2"].contains(end)
    case "i": belongs = ["os", "pv4", "pv6"].contains(end)
    case "mac": belongs = end == "os"
    default: belongs = false
    }
    guard belongs, start != first || end != second else { return nil }
    return start + end
  }

  enum Class: UInt8 { case separator, apostrophe, upper, lower, digit, letter }

  static func classify(_ scalar: Unicode.Scalar) -> Class {
    switch scalar {
    case "a"..."z": return .lower
    case "A"..."Z": return .upper
    case "0"..."9": return .digit
    case "'", "\u{2019}": return .apostrophe
    case _ where scalar.isASCII: return .separator
    default: break
    }
    let properties = scalar.properties
    // Characters which change under normalisation make two identifiers look alike; they are spelled instead.
    guard properties.isXIDContinue, properties.isNFKCQuickChecked else { return .separator }
    if properties.isUppercase { return .upper }
    if properties.isLowercase { return .lower }
    return properties.isXIDStart ? .letter : .digit
  }
}

extension Unicode.Scalar.Properties {
  /// Whether the scalar stays what it is under compatibility normalisation, as far as case folding shows it.
  fileprivate var isNFKCQuickChecked: Bool { !changesWhenNFKCCaseFolded || isUppercase }
}

extension Words {
  /// The English ordinal for a position of a tuple, from 0.
  static func ordinal(_ index: Int) -> String {
    let names = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
    return index < names.count ? names[index] : "element" + String(index + 1)
  }
}

/// Lists of words, each written as one text: a literal for every word would cost the compiler far more.
extension Words {
  /// The words of a text, parted by white space.
  static func set(_ text: String) -> Set<String> { Set(list(text)) }

  private static func list(_ text: String) -> [String] { text.split(whereSeparator: \.isWhitespace).map(String.init) }

  /// What words stand for, of pairs such as `mice:mouse`, parted by white space.
  static func table(_ text: String) -> [String: String] {
    var table: [String: String] = [:]
    for pair in list(text) {
      let sides = pair.split(separator: ":", maxSplits: 1)
      if sides.count == 2 { table[String(sides[0])] = String(sides[1]) }
    }
    return table
  }
}
