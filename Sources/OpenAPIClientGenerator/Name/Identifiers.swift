import OpenAPIDocument

/// Swift identifiers for texts of the document, one function a place.
///
/// Each gives the best name for the text alone; a `NameScope` settles collisions.
enum Identifiers {
  /// A property, parameter or function: `imageURL`.
  static func member(_ text: String) -> String {
    let name = Casing.lowerCamel(text)
    if name.isEmpty { return spelled(text, fallback: "value", isUpper: false) }
    return startsBadly(name) ? "value" + name : name
  }

  /// A type: `ImageURL`.
  static func type(_ text: String) -> String {
    let name = Casing.upperCamel(text)
    if name.isEmpty { return spelled(text, fallback: "Model", isUpper: true) }
    return startsBadly(name) ? "Type" + name : name
  }

  /// A member of an open enum, for a value of the document: `r16x9` for `16:9`, `minusCreatedAt` for `-created_at`.
  static func constant(_ text: String) -> String {
    if text.isEmpty { return "empty" }
    if text.startsWithDigit, let name = numeric(text) { return name }
    var source = text
    if let prefixed = Symbols.spelledPrefix(source) { source = prefixed }
    if let signs = Symbols.spelledSigns(source) { source = signs }
    return member(source)
  }

  /// The same for a number.
  static func constant(number text: String) -> String {
    var name = "value"
    var magnitude = text
    if text.hasPrefix("-") {
      name = "minus"
      magnitude.removeFirst()
    }
    for byte in magnitude.utf8 {
      switch byte {
      case 0x30...0x39: name.unicodeScalars.append(Unicode.Scalar(byte))
      case 0x2E: name.append("_")
      case 0x65, 0x45: name.append("e")
      case 0x2D: name.append("minus")
      default: break
      }
    }
    return name
  }

  /// Further names for a text whose first choice is taken: the text itself where it is an identifier
  /// (`Id` beside `id`), then with its symbols spelled out.
  static func alternatives(_ text: String, isUpper: Bool = false) -> [String] {
    var names: [String] = []
    if isIdentifier(text) { names.append(text) }
    let words = Casing.camel(Words.split(Symbols.spelled(text)), isUpper: isUpper)
    if !words.isEmpty, !startsBadly(words) { names.append(words) }
    return names
  }

  /// Whether the text is an ASCII identifier that needs no escaping.
  static func isIdentifier(_ text: String) -> Bool {
    guard let first = text.utf8.first, !first.isDigit, first != 0x5F else { return false }
    for byte in text.utf8 {
      if !byte.isWord { return false }
    }
    return !["self", "Self", "init", "Type", "Protocol", "Any", "deinit"].contains(text)
      && !ReservedWords.keywords.contains(text)
  }

  private static func startsBadly(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first else { return true }
    return first.value < 0x80 ? name.startsWithDigit : !first.properties.isXIDStart
  }

  private static func spelled(_ text: String, fallback: String, isUpper: Bool) -> String {
    let name = Casing.camel(Words.split(Symbols.spelled(text)), isUpper: isUpper)
    if name.isEmpty { return fallback }
    return startsBadly(name) ? fallback + name : name
  }

  /// Names for values that begin with a digit: ratios, sizes, versions, other numbers.
  private static func numeric(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    var groups: [String] = []
    var separators: [UInt8] = []
    var current = ""
    var isNumberOnly = true
    for byte in bytes {
      if byte.isDigit {
        current.unicodeScalars.append(Unicode.Scalar(byte))
      } else if ":xX*.-/".utf8.contains(byte) {
        if current.isEmpty { return nil }
        groups.append(current)
        separators.append(byte)
        current = ""
      } else {
        isNumberOnly = false
        break
      }
    }
    if isNumberOnly {
      if current.isEmpty { return nil }
      groups.append(current)
      guard let first = separators.first else { return "value" + current }
      if groups.count == 2 {
        switch first {
        case 0x3A: return "r\(groups[0])x\(groups[1])"
        case 0x78, 0x58, 0x2A: return "size\(groups[0])x\(groups[1])"
        default: break
        }
      }
      var prefix = "v"
      for separator in separators {
        if !".-".utf8.contains(separator) { prefix = "value" }
      }
      return prefix + groups.joined(separator: "_")
    }
    // `2K`, `720p`: levels of size.
    guard groups.isEmpty, bytes.count == current.utf8.count + 1, let last = bytes.last, "KkPp".utf8.contains(last)
    else { return nil }
    return "size" + text
  }
}

/// Names that must differ from each other: the members of a type, the types inside a type, the labels of a function.
struct NameScope {
  private var used = NameIndex()
  /// The numbers up to which each name is taken, for a name that is asked for again and again.
  private var numbers: [String: Int] = [:]

  init(reserved: [String] = []) {
    for name in reserved { _ = used.add(name) }
  }

  func contains(_ name: String) -> Bool { used.position(name) != nil }

  mutating func reserve(_ name: String) { _ = used.add(name) }

  /// The first candidate that is free, else the first one with the lowest number that makes it free.
  mutating func claim(_ first: String, else others: () -> [String] = { [] }) -> String {
    if !first.isEmpty, used.add(first) { return first }
    for name in others() {
      if !name.isEmpty, used.add(name) { return name }
    }
    let base = first.isEmpty ? "value" : first
    let stem = base.endsInDigit ? base + "_" : base
    var number = numbers[base] ?? 1
    while true {
      number += 1
      let name = stem + String(number)
      if used.add(name) {
        numbers[base] = number
        return name
      }
    }
  }
}

/// The positions of names in the order they were added.
///
/// A few names are compared one by one, which costs less than to hash them: most types have few members.
struct NameIndex {
  private var names: [String] = []
  /// Empty while the names are few.
  private var positions: [String: Int] = [:]

  private static let few = 16

  func position(_ name: String) -> Int? {
    if names.count > NameIndex.few { return positions[name] }
    var index = 0
    while index < names.count {
      if names[index] == name { return index }
      index += 1
    }
    return nil
  }

  /// Adds a name; false if it is there.
  mutating func add(_ name: String) -> Bool {
    if position(name) != nil { return false }
    names.append(name)
    if names.count == NameIndex.few + 1 {
      for (index, name) in names.enumerated() { positions[name] = index }
    } else if names.count > NameIndex.few {
      positions[name] = names.count - 1
    }
    return true
  }
}
