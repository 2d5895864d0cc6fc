import OpenAPISyntax

extension String {
  /// Whether it begins with a digit of ASCII.
  var startsWithDigit: Bool { utf8.first?.isDigit ?? false }

  /// Whether it ends in a digit of ASCII.
  var endsInDigit: Bool { utf8.last?.isDigit ?? false }
}

/// Puts words together as Swift programmers write names.
enum Casing {
  /// `imageURL`, `taskID`, `seeDreamV45`; empty if the text has no word.
  static func lowerCamel(_ text: String) -> String {
    camel(Words.split(text), isUpper: false, isAllCaps: isAllCaps(text))
  }

  /// `ImageURL`, `TaskID`, `SeeDreamV45`; empty if the text has no word.
  static func upperCamel(_ text: String) -> String {
    camel(Words.split(text), isUpper: true, isAllCaps: isAllCaps(text))
  }

  /// Puts words together; `isAllCaps` says that capitals mean nothing in them.
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
    var hasUpper = false
    for byte in text.utf8 {
      if byte.isLowercaseLetter { return false }
      if byte.isUppercaseLetter { hasUpper = true }
    }
    return hasUpper
  }

  /// The text with a capital first letter.
  static func upperFirst(_ text: String) -> String {
    guard let byte = text.utf8.first else { return text }
    if byte.isLowercaseLetter { return String(Unicode.Scalar(byte - 0x20)) + text.dropFirst() }
    if byte < 0x80 { return text }
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  /// The text with a small first word: `URLList` → `urlList`, `PetStore` → `petStore`.
  static func lowerFirst(_ name: String) -> String { camel(Words.split(name), isUpper: false) }

  private static func firstLower(_ word: String, isAllCaps: Bool) -> String {
    let lower = word.lowercased()
    if isAllCaps || lower == word { return lower }
    if Initialisms.written(letters(lower)) != nil || isAllUpper(word) { return lower }
    guard let first = word.first else { return word }
    return first.lowercased() + word.dropFirst()
  }

  private static func capitalized(_ word: String, isAllCaps: Bool) -> String {
    let lower = word.lowercased()
    if let written = Initialisms.written(lower) { return written }
    if lower.endsInDigit {
      let stem = letters(lower)
      if let written = Initialisms.written(stem) { return written + lower.dropFirst(stem.count) }
    }
    return upperFirst(isAllCaps ? lower : word)
  }

  /// The word without the digits at its end.
  private static func letters(_ word: String) -> String {
    var end = word.utf8.count
    for byte in word.utf8.reversed() {
      if !byte.isDigit { break }
      end -= 1
    }
    return end == word.utf8.count ? word : String(word.prefix(end))
  }

  private static func isAllUpper(_ word: String) -> Bool {
    for byte in word.utf8 {
      if byte.isLowercaseLetter { return false }
    }
    return word.utf8.count > 1
  }

  /// Whether the numbers among the words are a picture's ratio, as in `portrait_16_9`.
  private static func isRatio(_ words: [String]) -> Bool {
    words.count == 3 && ["portrait", "landscape", "square", "ratio", "aspect"].contains(words[0].lowercased())
  }
}
