import OpenAPIDocument
import OpenAPISyntax

/// Which names a configuration or the command line may give.
enum GivenNames {
  /// Whether a text can name the enum that holds everything.
  static func isNamespace(_ text: String) -> Bool {
    Identifiers.isIdentifier(text) && ReservedWords.type(text) == text
  }

  /// Whether the configuration's `names` may give this name to this key: an operation as `POST /path`, or the pointer of a
  /// schema or property.
  static func isName(_ name: String, for key: String, namespace: String?) -> Bool {
    let isPointer = key.hasPrefix("#") || key.hasPrefix("/")
    if !isPointer { return isMember(name) && ReservedWords.operation(name) == name && !isDeclared(name) }
    if isForProperty(name, at: key) { return isMember(name) && ReservedWords.member(name) == name }
    return isWord(name) && ReservedWords.type(name) == name && name != namespace && !isDeclared(name)
  }

  /// Whether a name is meant for the property at a pointer, not for the property's type, which begins with a capital.
  static func isForProperty(_ name: String, at pointer: String) -> Bool { isProperty(pointer) && beginsSmall(name) }

  /// Whether every namespace declares a type of this name.
  private static func isDeclared(_ name: String) -> Bool { ["Client", "Server"].contains(name) }

  private static func beginsSmall(_ name: String) -> Bool { name.utf8.first?.isLowercaseLetter ?? false }

  private static func isMember(_ name: String) -> Bool {
    isWord(name) || ReservedWords.keywords.contains(name)
  }

  /// Whether a text is a Swift identifier that needs no backticks, in any script.
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
    // The generator makes no names with an underscore at the beginning, but people may give them.
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

/// Parses the Swift syntax of types: names with dots and generic arguments, arrays, dictionaries and optionals.
private struct TypeReader {
  var rest: ArraySlice<UInt8>
  var depth = 0

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

/// The names that a configuration gives by pointer, and which of them were used.
struct Pins {
  private var names: [String: String] = [:]
  /// The pointers whose name was looked up, because there is a type or property at them.
  private(set) var used: Set<String> = []
  /// The pointers whose name is meant for a property, though the schema at them is declared as a type.
  private(set) var misplaced: Set<String> = []

  /// - Parameter given: names by pointer, with or without `#`; other keys do no harm.
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
    // Making a pointer takes time, and most configurations give no names.
    if names.isEmpty { return nil }
    let pointer = location.pointer
    guard let name = names[pointer] else { return nil }
    used.insert(pointer)
    return (pointer, name)
  }
}
