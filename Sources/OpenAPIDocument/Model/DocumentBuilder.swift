/// Builds the model from linked nodes, and reports missing values and values of the wrong kind.
///
/// The methods for an object are in that object's file. A class, because these methods call each other from closures
/// and all of them report; it is never seen outside of `document`.
final class DocumentBuilder {
  let table: ReferenceTable
  let version: Document.Version
  let root: JSONNode
  var diagnostics = Diagnostics()
  /// The security schemes of the components.
  var securitySchemes: [SecurityScheme] = []
  var documentSecurity: [SecurityRequirement]?
  var documentServers: [Server] = []
  var operationIDs: [String: JSONNode] = [:]
  /// The depth of the callback that is being built.
  var callbackDepth = 0
  /// Callbacks that were built before, because many operations share them.
  var builtCallbacks: [BuiltCallback: [PathItem]] = [:]

  init(table: ReferenceTable, version: Document.Version, root: JSONNode) {
    self.table = table
    self.version = version
    self.root = root
  }

  /// The object at the end of the references that start at a node; nil if one is broken.
  func follow(_ usage: JSONNode) -> JSONNode? {
    var node = usage
    while let reference = node[.ref], reference.isString {
      guard let target = table.target(of: node) else { return nil }
      node = target
    }
    return node
  }

  /// The object at the end of the references that start at a node; nil if one is broken, which the linker reports.
  ///
  /// Reports a node that is not an object; `name` begins the message.
  func object(_ usage: JSONNode, _ name: String) -> JSONNode? {
    guard usage.isObject else {
      wrongKind(usage, "\(name) must be an object")
      return nil
    }
    return follow(usage)
  }

  /// Reads the members of a map, except for extensions.
  func read<Value>(_ map: JSONNode?, _ make: (JSONNode, String) -> Value?) -> [Value] {
    guard let map else { return [] }
    return map.members.compactMap { isExtension($0.key) ? nil : make($0.value, $0.key) }
  }

  /// A map, or the one that it refers to as a whole.
  func map(_ node: JSONNode, _ keyword: Keyword) -> JSONNode? {
    guard let value = node[keyword] else { return nil }
    guard value.isObject else {
      wrongKind(value, keyword, "an object")
      return nil
    }
    return table.target(of: value) ?? value
  }

  /// An array.
  func list(_ node: JSONNode, _ keyword: Keyword) -> JSONNode? {
    guard let value = node[keyword] else { return nil }
    guard value.isArray else {
      wrongKind(value, keyword, "an array")
      return nil
    }
    return value
  }

  /// A string; a number or boolean is read as its text.
  func text(_ node: JSONNode, _ keyword: Keyword) -> String? {
    guard let value = node[keyword] else { return nil }
    if !value.isString { wrongKind(value, keyword, "a string") }
    return value.lenientString
  }

  /// A boolean; the strings `"true"` and `"false"` are read as booleans.
  func flag(_ node: JSONNode, _ keyword: Keyword) -> Bool? {
    guard let value = node[keyword] else { return nil }
    if !value.isBool { wrongKind(value, keyword, "true or false") }
    return value.lenientBool
  }

  /// The strings of an array.
  func texts(_ node: JSONNode, _ keyword: Keyword) -> [String] {
    guard let list = list(node, keyword) else { return [] }
    return list.elements.compactMap { element in
      if let string = element.string { return string }
      wrongKind(element, "The elements of `\(keyword.name)` must be strings")
      return element.numberText
    }
  }

  /// A text that may be beside a `$ref`, where it wins over the target's.
  func override(_ keyword: Keyword, usage: JSONNode, node: JSONNode) -> String? {
    if usage != node, let text = usage[keyword]?.string { return text }
    return text(node, keyword)
  }

  func wrongKind(_ node: JSONNode, _ message: String) {
    diagnostics.wrongKind(node, message)
  }

  private func wrongKind(_ node: JSONNode, _ keyword: Keyword, _ expected: String) {
    diagnostics.wrongKind(node, of: keyword, expected)
  }

  func missing(_ keyword: Keyword, of name: String, at node: JSONNode, hint: String? = nil) {
    diagnostics.warning("missing-field", "\(name) has no `\(keyword.name)`", at: node, hint: hint)
  }

  func isExtension(_ key: String) -> Bool { key.hasPrefix("x-") }

  /// Whether a key of a map is neither an extension nor a reference.
  func isEntry(_ key: String) -> Bool { !isExtension(key) && key != "$ref" }
}
