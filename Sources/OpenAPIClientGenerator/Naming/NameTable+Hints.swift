import OpenAPIDocument

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
