/// The location of a value in a document, without access to the value.
///
/// Pointer, line and column are found only when they are needed, because those of most values never are.
public struct Location: Hashable, Sendable {
  private let node: JSONNode

  /// The location of a value.
  public init(_ node: JSONNode) { self.node = node }

  /// The file's name, as the caller gave it.
  public var file: String { node.tree.file }
  /// The JSON pointer in its file, in fragment form: `#/components/schemas/Pet`.
  public var pointer: String { node.pointer }
  /// The line and the column.
  public var source: FileLocation { node.location }

  /// The schema among the components that contains it, or that it is; nil outside of them.
  public var component: Location? {
    var current = node
    while let parent = current.parent {
      if parent.key == "schemas", parent.parent?.key == "components" { return Location(current) }
      current = parent
    }
    return nil
  }
}

extension Diagnostics {
  /// Adds a warning at a location.
  public mutating func warning(_ code: String, _ message: String, at location: Location, hint: String? = nil) {
    add(
      Diagnostic(
        severity: .warning, code: code, message: message, hint: hint, location: location.source,
        pointer: location.pointer))
  }
}
