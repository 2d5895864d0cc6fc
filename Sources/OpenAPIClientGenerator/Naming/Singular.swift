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
