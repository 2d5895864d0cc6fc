/// Builds the model from linked nodes, and reports what is missing or of the wrong kind on the way.
///
/// The part that builds an object stands in the object's file. A class, for these parts call each other from closures and
/// all of them report; nothing outside of `document` sees one.
final class DocumentBuilder {
  let table: ReferenceTable
  let version: Document.Version
  let root: JSONNode
  var diagnostics = Diagnostics()
  /// The components, found once: requirements name them.
  var securitySchemes: [SecurityScheme] = []
  var documentSecurity: [SecurityRequirement]?
  var documentServers: [Server] = []
  var operationIDs: [String: JSONNode] = [:]
  /// How many callbacks are being built in each other.
  var callbackDepth = 0
  /// Callbacks are shared by many operations; each is built once.
  var builtCallbacks: [BuiltCallback: [PathItem]] = [:]

  init(table: ReferenceTable, version: Document.Version, root: JSONNode) {
    self.table = table
    self.version = version
    self.root = root
  }

  /// Goes from a node that may be a reference to the object meant, nil if that is broken.
  func follow(_ usage: JSONNode) -> JSONNode? {
    var node = usage
    while let reference = node[.ref], reference.isString {
      guard let target = table.target(of: node) else { return nil }
      node = target
    }
    return node
  }

  /// The object meant by a node that may be a reference.
  ///
  /// Reports a value that is none; a broken reference has been.
  func object(_ usage: JSONNode, _ what: String) -> JSONNode? {
    guard usage.isObject else {
      wrongKind(usage, what + " must be an object")
      return nil
    }
    return follow(usage)
  }

  /// Reads the members of a map, extensions left out.
  func read<Value>(_ map: JSONNode?, _ make: (JSONNode, String) -> Value?) -> [Value] {
    guard let map else { return [] }
    return map.members.compactMap { isExtension($0.key) ? nil : make($0.value, $0.key) }
  }

  /// A map, followed if it has been moved elsewhere as a whole.
  func map(_ node: JSONNode, _ keyword: Keyword) -> JSONNode? {
    guard let value = node[keyword] else { return nil }
    guard value.isObject else {
      wrongKind(value, keyword, "an object")
      return nil
    }
    return table.target(of: value) ?? value
  }

  /// A list.
  func list(_ node: JSONNode, _ keyword: Keyword) -> JSONNode? {
    guard let value = node[keyword] else { return nil }
    guard value.isArray else {
      wrongKind(value, keyword, "an array")
      return nil
    }
    return value
  }

  /// A string.
  ///
  /// A number or a truth value is taken as its text.
  func text(_ node: JSONNode, _ keyword: Keyword) -> String? {
    guard let value = node[keyword] else { return nil }
    if !value.isString { wrongKind(value, keyword, "a string") }
    return value.lenientString
  }

  /// A truth value.
  ///
  /// The strings `"true"` and `"false"` are taken for what they say.
  func flag(_ node: JSONNode, _ keyword: Keyword) -> Bool? {
    guard let value = node[keyword] else { return nil }
    if !value.isBool { wrongKind(value, keyword, "true or false") }
    return value.lenientBool
  }

  /// The strings of a list.
  func texts(_ node: JSONNode, _ keyword: Keyword) -> [String] {
    guard let list = list(node, keyword) else { return [] }
    return list.elements.compactMap { element in
      if let string = element.string { return string }
      wrongKind(element, "the elements of `\(keyword.name)` must be strings")
      return element.numberText
    }
  }

  /// What a Reference Object may say instead of its target: the text beside the `$ref` wins.
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

  func missing(_ keyword: Keyword, of what: String, at node: JSONNode, hint: String? = nil) {
    diagnostics.warning("missing-field", "\(what) has no `\(keyword.name)`", at: node, hint: hint)
  }

  func isExtension(_ key: String) -> Bool { key.hasPrefix("x-") }

  /// Whether a key of a map is neither an extension nor a reference.
  func isEntry(_ key: String) -> Bool { !isExtension(key) && key != "$ref" }
}
