/// Collects diagnostics in the order they are found, at most one for a code at a place.
public struct Diagnostics: Sendable {
  private struct Cause: Hashable {
    let code: String
    let place: SourcePlace
  }

  /// Everything collected so far.
  public private(set) var all: [Diagnostic] = []
  /// Whether one of them is an error.
  public private(set) var hasErrors = false
  private var causes: Set<Cause> = []

  /// Creates an empty collection.
  public init() {}

  /// Adds an error at a value.
  public mutating func error(_ code: String, _ message: String, at node: JSONNode, hint: String? = nil) {
    add(.error, code, message, at: node, hint: hint)
  }

  /// Adds a warning at a value.
  public mutating func warning(_ code: String, _ message: String, at node: JSONNode, hint: String? = nil) {
    add(.warning, code, message, at: node, hint: hint)
  }

  /// Adds a note at a value.
  public mutating func note(_ code: String, _ message: String, at node: JSONNode, hint: String? = nil) {
    add(.note, code, message, at: node, hint: hint)
  }

  private mutating func add(
    _ severity: Diagnostic.Severity, _ code: String, _ message: String, at node: JSONNode, hint: String?
  ) {
    add(
      Diagnostic(severity: severity, code: code, message: message, hint: hint, place: node.place, pointer: node.pointer)
    )
  }

  /// Adds a diagnostic, unless one of the same code stands at the same place already.
  public mutating func add(_ diagnostic: Diagnostic) {
    guard causes.insert(Cause(code: diagnostic.code, place: diagnostic.place)).inserted else { return }
    if case .error = diagnostic.severity { hasErrors = true }
    all.append(diagnostic)
  }
}

/// Names in quotes, for messages.
func quoted(_ names: [String], by quote: String = "\"") -> String {
  var text = ""
  for name in names { text.append(joined(text.isEmpty ? "" : ", ", quote, name, quote)) }
  return text
}

extension Diagnostics {
  /// Adds all of another collection.
  public mutating func add(contentsOf other: Diagnostics) {
    for diagnostic in other.all { add(diagnostic) }
  }

  /// Warns of a value of the wrong kind; the message says what it must be.
  mutating func wrongKind(_ node: JSONNode, _ message: String) {
    let found: String
    switch node.kind {
    case .null: found = "null"
    case .bool: found = "a truth value"
    case .number: found = "a number"
    case .string: found = "a string"
    case .array: found = "an array"
    case .object: found = "an object"
    }
    warning("wrong-value-kind", joined(message, ", but is ", found), at: node)
  }

  /// The same of a keyword's value; it says what that must be.
  mutating func wrongKind(_ node: JSONNode, of keyword: Keyword, _ expected: String) {
    wrongKind(node, joined("`", keyword.name, "` must be ", expected))
  }

  /// The same in the order of the files given, of lines, and of columns.
  public func sorted(byFiles files: [String]) -> Diagnostics {
    var order: [String: Int] = [:]
    for file in files where order[file].isNil { order[file] = order.count }
    var ranked: [(rank: [Int], diagnostic: Diagnostic)] = []
    for diagnostic in all {
      let place = diagnostic.place
      ranked.append(([order[place.file] ?? files.count, place.line, place.column, ranked.count], diagnostic))
    }
    ranked.sort { left, right in left.rank.lexicographicallyPrecedes(right.rank) }
    var result = Diagnostics()
    for entry in ranked { result.add(entry.diagnostic) }
    return result
  }
}
