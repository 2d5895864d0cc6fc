import OpenAPIDocument
import OpenAPISyntax

/// What people may name themselves, in a configuration or on the command line.
enum GivenNames {
  /// Whether a text can name the enum that holds everything.
  static func isNamespace(_ text: String) -> Bool {
    Identifiers.isIdentifier(text) && ReservedWords.type(text) == text
  }

  /// Whether `names` may give this name at this location, which is an operation as `POST /path` or a schema's pointer.
  static func isName(_ name: String, for key: String, namespace: String?) -> Bool {
    let isPointer = key.hasPrefix("#") || key.hasPrefix("/")
    if !isPointer { return isMember(name) && ReservedWords.operation(name) == name && !isOfClient(name) }
    if isForProperty(name, at: key) { return isMember(name) && ReservedWords.member(name) == name }
    return isWord(name) && ReservedWords.type(name) == name && name != namespace && !isOfClient(name)
  }

  /// Whether a name given for a pointer is meant for a property, whose keywords get backticks, and not for a type.
  static func isForProperty(_ name: String, at pointer: String) -> Bool { isProperty(pointer) && beginsSmall(name) }

  /// Whether a type that is no type of the document has this name beside those.
  private static func isOfClient(_ name: String) -> Bool { ["Client", "Server"].contains(name) }

  private static func beginsSmall(_ name: String) -> Bool { name.utf8.first?.isLowercaseLetter ?? false }

  private static func isMember(_ name: String) -> Bool {
    isWord(name) || ReservedWords.keywords.contains(name)
  }

  /// Whether a text is a Swift identifier, in any script.
  private static func isWord(_ text: String) -> Bool {
    var ascii = ""
    for scalar in text.unicodeScalars {
      if scalar.value < 0x80 {
        ascii.unicodeScalars.append(scalar)
      } else {
        let properties = scalar.properties
        guard properties.isXIDStart || properties.isXIDContinue && !ascii.isEmpty else { return false }
        ascii += "a"
      }
    }
    // Names that begin with underscores are given by people only.
    guard ascii.hasPrefix("_") else { return Identifiers.isIdentifier(ascii) }
    return ascii.contains { $0 != "_" } && Identifiers.isIdentifier("a" + ascii)
  }

  private static func isProperty(_ pointer: String) -> Bool {
    pointer.split(separator: "/").dropLast().last == "properties"
  }

  /// Whether a text is written as a Swift type, such as `URL`, `[Double]` or `Tagged<Pet, String>`.
  static func isType(_ text: String) -> Bool {
    var reader = TypeReader(rest: Array(text.utf8)[...])
    return reader.readType() && reader.rest.isEmpty
  }
}

/// Reads what can stand in place of a type: names with dots and arguments, arrays, dictionaries and optionals.
private struct TypeReader {
  var rest: ArraySlice<UInt8>
  private var depth = 0

  init(rest: ArraySlice<UInt8>) { self.rest = rest }

  mutating func readType() -> Bool {
    depth += 1
    defer { depth -= 1 }
    guard depth < 32, take("[") ? readElements() : readNames() else { return false }
    while take("?") {}
    return true
  }

  private mutating func readElements() -> Bool {
    guard readType() else { return false }
    if take(":"), !readType() { return false }
    return take("]")
  }

  private mutating func readNames() -> Bool {
    repeat {
      guard readName() else { return false }
      guard take("<") else { continue }
      repeat {
        guard readType() else { return false }
      } while take(",")
      guard take(">") else { return false }
    } while take(".")
    return true
  }

  private mutating func readName() -> Bool {
    skipSpaces()
    let name = rest.prefix { $0.isIdentifierByte }
    rest = rest.dropFirst(name.count)
    return Identifiers.isIdentifier(String(decoding: name, as: UTF8.self))
  }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    let before = rest
    skipSpaces()
    if rest.first == UInt8(ascii: sign) {
      rest = rest.dropFirst()
      return true
    }
    rest = before
    return false
  }

  private mutating func skipSpaces() { rest = rest.drop { $0 == UInt8(ascii: " ") } }
}

/// The names that a configuration gives by pointer, and what became of them.
struct Pins {
  private var names: [String: String] = [:]
  /// The pointers of those that named something.
  private(set) var used: Set<String> = []
  /// The pointers of names for a property where a type stands.
  private(set) var misplaced: Set<String> = []

  /// Takes names by pointer, with or without `#`.
  init(_ given: [String: String]) {
    for (key, name) in given { names[key.hasPrefix("/") ? "#" + key : key] = name }
  }

  var isEmpty: Bool { names.isEmpty }

  mutating func name(ofType location: Location) -> String? {
    guard let (pointer, name) = use(location) else { return nil }
    if !GivenNames.isForProperty(name, at: pointer) { return name }
    misplaced.insert(pointer)
    return nil
  }

  mutating func name(ofProperty location: Location) -> String? { use(location)?.name }

  private mutating func use(_ location: Location) -> (pointer: String, name: String)? {
    // Pointers are made on demand.
    if names.isEmpty { return nil }
    let pointer = location.pointer
    guard let name = names[pointer] else { return nil }
    used.insert(pointer)
    return (pointer, name)
  }
}
