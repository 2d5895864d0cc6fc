/// Collects diagnostics in the order they are found, at most one of each code at a location.
public struct Diagnostics: Sendable {
  /// One diagnostic of a code is enough at a location.
  private struct Identity: Hashable {
    let code: String
    let location: FileLocation
  }

  /// Everything collected so far.
  public private(set) var all: [Diagnostic] = []
  /// Whether one of them is an error.
  public private(set) var hasErrors = false
  private var identities: Set<Identity> = []
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
    guard identities.insert(Identity(code: diagnostic.code, location: diagnostic.location)).inserted else { return }
    if diagnostic.severity == .error { hasErrors = true }
    codes.insert(diagnostic.code)
    all.append(diagnostic)
  }

  /// Whether one of them has the code.
  public func contains(code: String) -> Bool { codes.contains(code) }
}

extension Diagnostics {
  /// Adds all of another collection.
  public mutating func add(contentsOf other: Diagnostics) {
    for diagnostic in other.all { add(diagnostic) }
  }

  /// Warns about a value of the wrong kind; the message says what it must be.
  mutating func wrongKind(_ node: JSONNode, _ message: String) {
    warning("wrong-value-kind", "\(message), but is \(node.kind.phrase)", at: node)
  }

  /// Warns about a keyword's value of the wrong kind, given what it must be.
  mutating func wrongKind(_ node: JSONNode, of keyword: Keyword, _ expected: String) {
    wrongKind(node, "`\(keyword.name)` must be \(expected)")
  }

  /// The diagnostics in the order of the given files, then of lines, then of columns.
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

extension JSONNode.Kind {
  /// The kind with its article, for messages.
  var phrase: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

/// Names in quotes, for messages.
func quoted(_ names: [String], by quote: String = "\"") -> String {
  names.map { quote + $0 + quote }.joined(separator: ", ")
}
