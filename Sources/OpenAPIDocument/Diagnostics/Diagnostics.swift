/// Collects diagnostics in the order they are found, at most one of each code at a location.
public struct Diagnostics: Sendable {
  private struct Cause: Hashable {
    let code: String
    let location: FileLocation
  }

  /// Everything collected so far.
  public private(set) var all: [Diagnostic] = []
  /// Whether one of them is an error.
  public private(set) var hasErrors = false
  private var causes: Set<Cause> = []
  private var codes: Set<String> = []

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
      Diagnostic(
        severity: severity, code: code, message: message, hint: hint, location: node.location, pointer: node.pointer))
  }

  /// Adds a diagnostic, unless there is one of the same code at the same location.
  public mutating func add(_ diagnostic: Diagnostic) {
    guard causes.insert(Cause(code: diagnostic.code, location: diagnostic.location)).inserted else { return }
    if diagnostic.severity == .error { hasErrors = true }
    codes.insert(diagnostic.code)
    all.append(diagnostic)
  }

  /// Whether one of them has the code.
  public func contains(code: String) -> Bool { codes.contains(code) }
}

/// Names in quotes, for messages.
func quoted(_ names: [String], by quote: String = "\"") -> String {
  names.map { quote + $0 + quote }.joined(separator: ", ")
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
    warning("wrong-value-kind", "\(message), but is \(found)", at: node)
  }

  /// Warns of a keyword's value of the wrong kind, given what it must be.
  mutating func wrongKind(_ node: JSONNode, of keyword: Keyword, _ expected: String) {
    wrongKind(node, "`\(keyword.name)` must be \(expected)")
  }

  /// The same diagnostics in the order of the files given, then of lines, then of columns.
  public func sorted(byFiles files: [String]) -> Diagnostics {
    let order = Dictionary(zip(files, 0...), uniquingKeysWith: { first, _ in first })
    // The sort is stable: diagnostics at one location stay in the order they were found.
    let sorted = all.sorted { left, right in
      let (left, right) = (left.location, right.location)
      return (order[left.file] ?? files.count, left.line, left.column)
        < (order[right.file] ?? files.count, right.line, right.column)
    }
    var result = Diagnostics()
    for diagnostic in sorted { result.add(diagnostic) }
    return result
  }
}
