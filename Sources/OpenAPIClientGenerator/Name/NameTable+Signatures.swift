import OpenAPIDocument

/// Which inline types are equal, so that those which belong together come out once.
extension NameTable {
  /// A text that is the same for shapes which would be printed alike.
  func signature(_ id: ShapeID) -> String {
    if let known = signatures[id] { return known }
    signatures[id] = "@"
    var text = ""
    switch graph.shapes[id].kind {
    case .object(let object):
      text = "{"
      for property in object.properties {
        text.append(joined(property.key, property.isRequired ? "!" : "?", signature(property.use)))
        if let schema = property.schema(graph) {
          if let value = schema.default { text.append("=" + value.compactText) }
          if schema.readOnly { text.append("r") }
          if schema.writeOnly { text.append("w") }
          if let low = schema.minimum { text.append(">" + low.text) }
          if let high = schema.maximum { text.append("<" + high.text) }
        }
        text.append(",")
      }
      if let additional = object.additional { text.append("*" + signature(additional)) }
      for pattern in object.patterns { text.append(joined("~", pattern.pattern, signature(pattern.use))) }
    case .enumeration(let values):
      text = "e"
      for value in values.values { text.append(value.text + ",") }
    case .union(let union):
      text = "u"
      for unionCase in union.cases { text.append(signature(unionCase.use) + "|") }
    case .tuple(let tuple):
      text = "t"
      for element in tuple.elements { text.append(signature(element.use) + ",") }
    case .array(let item): text = "[" + signature(item)
    case .map(let value): text = ":" + signature(value)
    case .value(let type): text = type.signature
    case .binary: text = "b"
    case .link, .pending, .variants: text = String(id)
    }
    signatures[id] = text
    return text
  }

  /// The same for a shape where it is used.
  func signature(_ use: Use) -> String {
    let target = graph.follow(use)
    let null = target.isNullable ? "?" : ""
    if let path = path(target.shape), path.count == 1 || (graph.shapes[target.shape].schema?.componentName).isPresent {
      return joined("#", String(target.shape), null)
    }
    return signature(target.shape) + null
  }
}

/// What types could be called by the place where they stand.
extension NameTable {
  /// The name of a list's element, from the list's name.
  func itemName(_ hint: String) -> String {
    let single = single(hint)
    if single != hint { return single }
    if NameTable.vagueLists.contains(hint) { return "Item" }
    for ending in ["List", "Array", "Set", "Collection"] {
      if hint.hasSuffix(ending), hint != ending { return String(hint.dropLast(ending.count)) }
    }
    return hint
  }

  /// Names of lists that say nothing of their elements.
  private static let vagueLists = Words.set(
    "Data List Content Response Payload Body Output Result Array Collection Info OK")

  /// The name of a map's value, from the map's name.
  func valueName(_ hint: String) -> String {
    let single = single(hint)
    return single == hint ? hint + "Value" : single
  }

  /// The component that a schema stands in.
  static func component(of node: JSONNode) -> JSONNode? {
    var current = node
    while let parent = current.parent {
      if parent.key == "schemas", parent.parent?.key == "components" { return current }
      current = parent
    }
    return nil
  }

  /// What a component could be called if its name is taken.
  static func alternatives(_ text: String) -> [String] {
    var names: [String] = []
    for name in Identifiers.alternatives(text, isUpper: true) {
      if let first = name.first, first.isUppercase, ReservedWords.type(name) == name { names.append(name) }
    }
    let name = ReservedWords.type(Identifiers.type(text))
    names.append(name + "Model")
    names.append(name + "Value")
    return names
  }

  /// The name that a referenced schema has by its place, and whether it belongs to no type in particular.
  static func ownName(_ schema: Schema) -> (String, Bool)? {
    if schema.node.parent.isNil {
      var name = schema.file
      if let slash = name.lastIndex(of: "/") { name = String(name[name.index(after: slash)...]) }
      if let dot = name.firstIndex(of: ".") { name = String(name[..<dot]) }
      return name.isEmpty ? nil : (name, true)
    }
    guard let key = schema.node.key, let parent = schema.node.parent?.key else { return nil }
    if parent == "properties" { return (key, false) }
    return parent.isOne(of: "schemas", "definitions", "$defs") ? (key, true) : nil
  }
}
