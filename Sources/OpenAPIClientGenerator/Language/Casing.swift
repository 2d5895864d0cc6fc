import OpenAPISyntax

extension String {
  /// Whether it begins with an ASCII digit.
  var startsWithDigit: Bool { utf8.first?.isDigit ?? false }

  /// Whether it ends in an ASCII digit.
  var endsInDigit: Bool { utf8.last?.isDigit ?? false }
}

/// Joins words to names as Swift programmers write them.
enum Casing {
  /// `imageURL`, `taskID`, `seeDreamV45`; empty if the text has no word.
  static func lowerCamel(_ text: String) -> String {
    camel(Words.split(text), isUpper: false, isAllCaps: isAllCaps(text))
  }

  /// `ImageURL`, `TaskID`, `SeeDreamV45`; empty if the text has no word.
  static func upperCamel(_ text: String) -> String {
    camel(Words.split(text), isUpper: true, isAllCaps: isAllCaps(text))
  }

  /// Joins words in camel case.
  ///
  /// `isAllCaps` is true for words of a text without small letters, whose capitals aren't kept.
  static func camel(_ words: [String], isUpper: Bool, isAllCaps: Bool = false) -> String {
    guard let first = words.first else { return "" }
    var result: String
    if isUpper {
      result = upperFirst(capitalized(first, isAllCaps: isAllCaps && (words.count > 1 || first.utf8.count > 4)))
    } else {
      result = firstLower(first, isAllCaps: isAllCaps)
    }
    var before = first
    for word in words.dropFirst() {
      if before.endsInDigit, word.startsWithDigit { result.append(isRatio(words) ? "x" : "_") }
      result.append(capitalized(word, isAllCaps: isAllCaps))
      before = word
    }
    return result
  }

  /// Whether the text has capitals only, as in `TASK_FAILED`.
  static func isAllCaps(_ text: String) -> Bool {
    text.utf8.contains { $0.isUppercaseLetter } && !text.utf8.contains { $0.isLowercaseLetter }
  }

  /// The text with a capital first letter.
  static func upperFirst(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  /// The name with its first word in lower case: `URLList` → `urlList`, `PetStore` → `petStore`.
  static func lowerFirst(_ name: String) -> String { camel(Words.split(name), isUpper: false) }

  private static func firstLower(_ word: String, isAllCaps: Bool) -> String {
    let lower = word.lowercased()
    if isAllCaps || lower == word { return lower }
    if Initialisms.written(withoutTrailingDigits(lower)) != nil || hasOnlyCapitals(word) { return lower }
    guard let first = word.first else { return word }
    return first.lowercased() + word.dropFirst()
  }

  private static func capitalized(_ word: String, isAllCaps: Bool) -> String {
    let lower = word.lowercased()
    if let written = Initialisms.written(lower) { return written }
    if lower.endsInDigit {
      let stem = withoutTrailingDigits(lower)
      if let written = Initialisms.written(stem) { return written + lower.dropFirst(stem.count) }
    }
    return upperFirst(isAllCaps ? lower : word)
  }

  private static func withoutTrailingDigits(_ word: String) -> String {
    let digits = word.utf8.reversed().prefix { $0.isDigit }
    return String(word.dropLast(digits.count))
  }

  private static func hasOnlyCapitals(_ word: String) -> Bool {
    word.utf8.count > 1 && !word.utf8.contains { $0.isLowercaseLetter }
  }

  /// Whether the words are the ratio of a picture, as in `portrait_16_9`.
  private static func isRatio(_ words: [String]) -> Bool {
    words.count == 3 && ["portrait", "landscape", "square", "ratio", "aspect"].contains(words[0].lowercased())
  }
}
