/// Puts words together as Swift programmers write names.
enum Casing {
  /// `imageURL`, `taskID`, `seeDreamV45`; empty if the text has no word.
  static func lowerCamel(_ text: String) -> String { camel(Words.split(text), isUpper: false, isLoud: isLoud(text)) }

  /// `ImageURL`, `TaskID`, `SeeDreamV45`; empty if the text has no word.
  static func upperCamel(_ text: String) -> String { camel(Words.split(text), isUpper: true, isLoud: isLoud(text)) }

  /// Puts words together; `isLoud` says that capitals mean nothing in them.
  static func camel(_ words: [String], isUpper: Bool, isLoud: Bool = false) -> String {
    var result = ""
    var endsInDigit = false
    let isAlone = words.count == 1
    for (index, word) in words.enumerated() {
      let startsWithDigit = word.utf8.first.map(isDigit) ?? false
      if endsInDigit, startsWithDigit {
        result += isRatio(words, at: index) ? "x" : "_"
      }
      if index == 0, !isUpper {
        result += firstLower(word, isLoud: isLoud)
      } else {
        let written = capitalized(word, isLoud: isLoud && !(isAlone && word.utf8.count <= 4))
        result += index == 0 ? upperFirst(written) : written
      }
      endsInDigit = word.utf8.last.map(isDigit) ?? false
    }
    return result
  }

  /// Whether the text has capitals only, as in `TASK_FAILED`.
  static func isLoud(_ text: String) -> Bool {
    var hasUpper = false
    for byte in text.utf8 {
      if byte >= 0x61, byte <= 0x7A { return false }
      if byte >= 0x41, byte <= 0x5A { hasUpper = true }
    }
    return hasUpper
  }

  /// The text with a capital first letter.
  static func upperFirst(_ text: String) -> String {
    guard let byte = text.utf8.first else { return text }
    if byte >= 0x61, byte <= 0x7A {
      var result = String(Unicode.Scalar(byte - 0x20))
      result += text.dropFirst()
      return result
    }
    if byte < 0x80 { return text }
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  /// The text with a small first word: `URLList` → `urlList`, `PetStore` → `petStore`.
  static func lowerFirst(_ name: String) -> String { camel(Words.split(name), isUpper: false) }

  private static func firstLower(_ word: String, isLoud: Bool) -> String {
    let lower = word.lowercased()
    if isLoud || lower == word { return lower }
    if Initialisms.written(letters(lower)) != nil || isAllUpper(word) { return lower }
    guard let first = word.first else { return word }
    return first.lowercased() + word.dropFirst()
  }

  private static func capitalized(_ word: String, isLoud: Bool) -> String {
    let lower = word.lowercased()
    if let written = Initialisms.written(lower) { return written }
    guard lower.utf8.last.map(isDigit) ?? false else { return upperFirst(isLoud ? lower : word) }
    let stem = letters(lower)
    if stem.utf8.count < lower.utf8.count, !stem.isEmpty, let written = Initialisms.written(stem) {
      return written + lower.dropFirst(stem.count)
    }
    return upperFirst(isLoud ? lower : word)
  }

  /// The word without the digits at its end.
  private static func letters(_ word: String) -> String {
    var end = word.utf8.count
    for byte in word.utf8.reversed() {
      if !isDigit(byte) { break }
      end -= 1
    }
    return end == word.utf8.count ? word : String(word.prefix(end))
  }

  private static func isAllUpper(_ word: String) -> Bool {
    for byte in word.utf8 where byte >= 0x61 && byte <= 0x7A { return false }
    return word.utf8.count > 1
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// Whether the words at `index - 1` and `index` are a picture's ratio, as in `portrait_16_9`.
  private static func isRatio(_ words: [String], at index: Int) -> Bool {
    guard index == 2, words.count == 3 else { return false }
    switch words[0].lowercased() {
    case "portrait", "landscape", "square", "ratio", "aspect": return true
    default: return false
    }
  }
}
