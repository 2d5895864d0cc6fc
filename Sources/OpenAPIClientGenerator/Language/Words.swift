import OpenAPISyntax

/// Splits names of the document into words, at separators and at changes of case.
///
/// `image_url`, `image-url`, `imageUrl` and `Image URL` all give `image` and `url`, in different case. Digits stay with the
/// word before them (`see`, `Dream`, `V45`). There is no dictionary, so `taskid` is one word.
enum Words {
  /// The words of a text, in the document's case, without characters that Swift identifiers can't have.
  static func split(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    let isPlain = bytes.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "'") }
    return rejoined(isPlain ? splitBytes(bytes) : splitScalars(text))
  }

  /// Splits ASCII without apostrophes: nearly all names are, and every name of a document is split several times.
  private static func splitBytes(_ bytes: [UInt8]) -> [String] {
    var words: [String] = []
    var start = 0
    var hasLower = false
    var index = 0
    // `enumerated()` takes a debug build, which is what plugins run, six times as many instructions.
    while index < bytes.count {
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
    if bytes.count > start { words.append(String(decoding: bytes[start...], as: UTF8.self)) }
    return words
  }

  /// Whether the capital at `index` begins a word although there is no separator before it.
  private static func startsWord(at index: Int, _ bytes: [UInt8], hasLower: Bool) -> Bool {
    let before = bytes[index - 1]
    if before.isLowercaseLetter { return true }
    func isSmall(at index: Int) -> Bool { index < bytes.count && bytes[index].isLowercaseLetter }
    let isNextSmall = isSmall(at: index + 1)
    if before.isDigit { return hasLower || isNextSmall }
    // The `s` of `URLs` doesn't begin a word.
    return isNextSmall && (bytes[index + 1] != UInt8(ascii: "s") || isSmall(at: index + 2))
  }

  private static func splitScalars(_ text: String) -> [String] {
    var classes: [Class] = []
    var scalars: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      let kind = classify(scalar)
      // `don't` is one word, `dont`.
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
    return words
  }

  /// Whether the capital at `index` begins a word although there is no separator before it.
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
    // The `s` of `URLs` doesn't begin a word.
    case .upper: return isLower(at: index + 1) && (scalars[index + 1] != "s" || isLower(at: index + 2))
    case .separator, .apostrophe: return false
    }
  }

  /// Joins the halves of words that have a capital inside: `O`, `Auth` → `oauth`.
  private static func rejoined(_ words: [String]) -> [String] {
    guard words.count > 1 else { return words }
    var result: [String] = []
    var rest = words[...]
    while let word = rest.popFirst() {
      if word.utf8.count <= 3, let next = rest.first, let whole = whole(word, next) {
        result.append(whole)
        rest.removeFirst()
      } else {
        result.append(word)
      }
    }
    return result
  }

  /// The word whose halves these are; nil for other words, and for two that the document writes in small letters.
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
    // Identifiers with characters that normalization changes could look alike, so such characters are spelled out.
    guard properties.isXIDContinue, properties.isStableUnderNFKC else { return .separator }
    if properties.isUppercase { return .upper }
    if properties.isLowercase { return .lower }
    return properties.isXIDStart ? .letter : .digit
  }
}

extension Unicode.Scalar.Properties {
  /// Whether compatibility normalization leaves the scalar as it is, as far as case folding shows that.
  fileprivate var isStableUnderNFKC: Bool { !changesWhenNFKCCaseFolded || isUppercase }
}

extension Words {
  /// The English ordinal for a position of a tuple, from 0.
  static func ordinal(_ index: Int) -> String {
    let names = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
    return index < names.count ? names[index] : "element" + String(index + 1)
  }
}

/// Long lists of words are written as one string: a literal for every word would take the compiler far longer.
extension Words {
  /// The words of a text, which are separated by white space.
  static func set(_ text: String) -> Set<String> { Set(list(text)) }

  private static func list(_ text: String) -> [String] { text.split(whereSeparator: \.isWhitespace).map(String.init) }

  /// A dictionary of pairs such as `mice:mouse`, which are separated by white space.
  static func table(_ text: String) -> [String: String] {
    var table: [String: String] = [:]
    for pair in list(text) {
      let sides = pair.split(separator: ":", maxSplits: 1)
      if sides.count == 2 { table[String(sides[0])] = String(sides[1]) }
    }
    return table
  }
}
