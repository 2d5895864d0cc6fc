/// Cuts a name of the document into words: at separators and where the case changes.
///
/// `image_url`, `image-url`, `imageUrl` and `Image URL` all give `image`, `url` up to case;
/// digits stay with the word before them (`seeDreamV45`), and no dictionary is asked (`taskid` is one word).
enum Words {
  /// The words of a text, in the case of the document, without anything a Swift identifier can't hold.
  static func split(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    for byte in bytes where byte >= 0x80 || byte == 0x27 { return splitScalars(text) }
    return joined(splitBytes(bytes))
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
      let isLower = byte >= 0x61 && byte <= 0x7A
      if isLower {
        hasLower = true
      } else if byte >= 0x41, byte <= 0x5A {
        if index > start, startsWord(at: index, bytes, hasLower: hasLower) {
          words.append(String(decoding: bytes[start..<index], as: UTF8.self))
          start = index
          hasLower = false
        }
      } else if byte < 0x30 || byte > 0x39 {
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
    if before >= 0x61 { return true }
    let next = index + 1 < bytes.count ? bytes[index + 1] : 0
    let isNextLower = next >= 0x61 && next <= 0x7A
    if before <= 0x39 { return hasLower || isNextLower }
    guard isNextLower else { return false }
    let afterNext = index + 2 < bytes.count ? bytes[index + 2] : 0
    return !(next == 0x73 && !(afterNext >= 0x61 && afterNext <= 0x7A))
  }

  private static func splitScalars(_ text: String) -> [String] {
    var classes: [Class] = []
    var scalars: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      let kind = classify(scalar)
      // An apostrophe belongs to its word: `don't` is `dont`.
      if kind == .apostrophe { continue }
      scalars.append(scalar)
      classes.append(kind)
    }
    var words: [String] = []
    var current = ""
    var hasLower = false
    var index = 0
    let count = scalars.count
    while index < count {
      let kind = classes[index]
      if kind == .separator {
        if !current.isEmpty { words.append(current) }
        current = ""
        hasLower = false
        index += 1
        continue
      }
      if kind == .upper, !current.isEmpty, startsWord(at: index, classes, scalars, hasLower: hasLower) {
        words.append(current)
        current = ""
        hasLower = false
      }
      if kind == .lower { hasLower = true }
      current.unicodeScalars.append(scalars[index])
      index += 1
    }
    if !current.isEmpty { words.append(current) }
    return joined(words)
  }

  /// Whether the capital at `index` begins a word, though no separator stands before it.
  private static func startsWord(
    at index: Int, _ classes: [Class], _ scalars: [Unicode.Scalar], hasLower: Bool
  ) -> Bool {
    let before = classes[index - 1]
    if before == .lower || before == .letter { return true }
    let next = index + 1 < classes.count ? classes[index + 1] : Class.separator
    if before == .digit { return hasLower || next == .lower }
    guard before == .upper, next == .lower else { return false }
    // `URLs`: the `s` makes a plural, not a word.
    let afterNext = index + 2 < classes.count ? classes[index + 2] : Class.separator
    return !(scalars[index + 1] == "s" && afterNext != .lower)
  }

  /// Words that the change of case tears apart, put together again.
  private static func joined(_ words: [String]) -> [String] {
    guard words.count > 1 else { return words }
    var result: [String] = []
    var index = 0
    while index < words.count {
      if index + 1 < words.count, words[index].utf8.count <= 3 {
        let first = words[index].lowercased()
        let second = words[index + 1].lowercased()
        let belongs: Bool
        switch first {
        case "o": belongs = second == "auth" || second == "auth2"
        case "i": belongs = second == "os" || second == "pv4" || second == "pv6"
        case "mac": belongs = second == "os"
        default: belongs = false
        }
        if belongs, words[index] != first || words[index + 1] != second {
          result.append(first + second)
          index += 2
          continue
        }
      }
      result.append(words[index])
      index += 1
    }
    return result
  }

  enum Class: UInt8 { case separator, apostrophe, upper, lower, digit, letter }

  static func classify(_ scalar: Unicode.Scalar) -> Class {
    let value = scalar.value
    if value < 0x80 {
      if value >= 0x61, value <= 0x7A { return .lower }
      if value >= 0x41, value <= 0x5A { return .upper }
      if value >= 0x30, value <= 0x39 { return .digit }
      return value == 0x27 ? .apostrophe : .separator
    }
    if value == 0x2019 { return .apostrophe }
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
    return index < names.count ? names[index] : "element\(index + 1)"
  }
}

/// Lists of words, each written as one text: a literal for every word would cost the compiler far more.
extension Words {
  /// The words of a text, parted by white space.
  static func set(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map { String($0) })
  }

  /// What words stand for, of pairs such as `mice:mouse`, parted by white space.
  static func table(_ text: String) -> [String: String] {
    var table: [String: String] = [:]
    for pair in text.split(whereSeparator: \.isWhitespace) {
      let sides = pair.split(separator: ":", maxSplits: 1)
      if sides.count == 2 { table[String(sides[0])] = String(sides[1]) }
    }
    return table
  }
}

/// The singular of English plurals, for naming the element of an array.
enum Singular {
  /// The singular of the last word of a name in camel case: `sourceImages` → `sourceImage`; unchanged if it is none.
  static func of(_ name: String) -> String {
    var words = Words.split(name)
    guard let last = words.popLast() else { return name }
    let lower = last.lowercased()
    let single = word(lower)
    if single == lower { return name }
    guard name.hasSuffix(last) else { return name }
    let stem = name.dropLast(last.count)
    // `IDs` loses its `s` only.
    if last.hasSuffix("s"), single.utf8.count == lower.utf8.count - 1 { return String(stem) + String(last.dropLast()) }
    let isUpper = last.first?.isUppercase ?? false
    return String(stem) + (isUpper ? Casing.upperFirst(single) : single)
  }

  /// The singular of a word in lower case.
  static func word(_ word: String) -> String {
    if let known = irregular[word] { return known }
    if word.utf8.count < 4 { return word == "ids" ? "id" : word }
    if unchanged.contains(word) { return word }
    for ending in ["ss", "us", "is", "as", "os"] where word.hasSuffix(ending) {
      // `ids`-like words end in a consonant; `gas`, `bus`, `chaos` are singular; `photos` and `videos` are not.
      if ending == "os", word.utf8.count > 4 { return String(word.dropLast()) }
      if ending == "as", word.utf8.count > 5 { return String(word.dropLast()) }
      return word
    }
    if word.hasSuffix("ies"), word.utf8.count > 4 { return word.dropLast(3) + "y" }
    for ending in ["sses", "shes", "ches", "xes", "zzes"] where word.hasSuffix(ending) {
      return String(word.dropLast(2))
    }
    for ending in ["tuses", "nuses", "ruses", "iases", "puses"] where word.hasSuffix(ending) {
      return String(word.dropLast(2))
    }
    if word.hasSuffix("s") { return String(word.dropLast()) }
    return word
  }

  /// Whether the word is a plural.
  static func isPlural(_ text: String) -> Bool {
    let lower = text.lowercased()
    return word(lower) != lower
  }

  private static let unchanged = Words.set(
    """
    news series species data media info https always previous progress address access success process class css dns
    sms aws gps tls rss cors hls ios macos kubernetes analytics physics sales goods means canvas alias bias atlas ops
    devops status bonus focus basis analysis
    """)

  private static let irregular = Words.table(
    """
    people:person children:child men:man women:woman criteria:criterion indices:index vertices:vertex matrices:matrix
    analyses:analysis movies:movie cookies:cookie buses:bus lives:life leaves:leaf shelves:shelf wives:wife
    halves:half mice:mouse geese:goose feet:foot teeth:tooth ties:tie pies:pie lies:lie zombies:zombie
    calories:calorie selfies:selfie quizzes:quiz axes:axis bases:basis databases:database aliases:alias
    """)
}
