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
        text += property.key
        text += property.isRequired ? "!" : "?"
        text += signature(property.use)
        if let schema = property.schema(graph) {
          if let value = schema.default { text += "=" + value.compactText }
          if schema.readOnly { text += "r" }
          if schema.writeOnly { text += "w" }
          if let low = schema.minimum { text += ">" + low.text }
          if let high = schema.maximum { text += "<" + high.text }
        }
        text += ","
      }
      if let additional = object.additional { text += "*" + signature(additional) }
      for pattern in object.patterns { text += "~" + pattern.pattern + signature(pattern.use) }
    case .enumeration(let values):
      text = "e"
      for value in values.values { text += value.text + "," }
    case .union(let union):
      text = "u"
      for unionCase in union.cases { text += signature(unionCase.use) + "|" }
    case .tuple(let tuple):
      text = "t"
      for element in tuple.elements { text += signature(element.use) + "," }
    case .array(let item): text = "[" + signature(item)
    case .map(let value): text = ":" + signature(value)
    case .value(let type): text = type.signature
    case .binary: text = "b"
    case .link, .pending, .variants: text = "\(id)"
    }
    signatures[id] = text
    return text
  }

  /// The same for a shape where it is used.
  func signature(_ use: Use) -> String {
    let target = graph.follow(use)
    let null = target.isNullable ? "?" : ""
    if let path = path(target.shape), path.count == 1 || (graph.shapes[target.shape].schema?.componentName).isPresent {
      return "#\(target.shape)" + null
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
    switch hint {
    case "Data", "List", "Content", "Response", "Payload", "Body", "Output", "Result", "Array", "Collection", "Info",
      "OK":
      return "Item"
    default: break
    }
    for ending in ["List", "Array", "Set", "Collection"] where hint.hasSuffix(ending) && hint != ending {
      return String(hint.dropLast(ending.count))
    }
    return hint
  }

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
    let name = ReservedWords.type(Identifiers.type(text))
    var names = Identifiers.alternatives(text, isUpper: true).filter { $0.first?.isUppercase ?? false }
    names.removeAll { ReservedWords.type($0) != $0 }
    return names + [name + "Model", name + "Value"]
  }

  /// The name that a referenced schema has by its place, and whether it belongs to no type in particular.
  static func ownName(_ schema: Schema) -> (String, Bool)? {
    let pointer = schema.pointer
    if pointer == "#" || pointer == "" {
      var name = schema.file
      if let slash = name.lastIndex(of: "/") { name = String(name[name.index(after: slash)...]) }
      if let dot = name.firstIndex(of: ".") { name = String(name[..<dot]) }
      return name.isEmpty ? nil : (name, true)
    }
    guard let key = schema.node.key, let parent = schema.node.parent?.key else { return nil }
    switch parent {
    case "schemas", "definitions", "$defs": return (key, true)
    case "properties": return (key, false)
    default: return nil
    }
  }
}
