import OpenAPIDocument

extension Printer {
  /// A value as an expression, for places where the type is known.
  func spell(_ value: ValuePlan) -> String {
    switch value {
    case .string(let text): return Literals.string(text)
    case .int(let number): return String(number)
    case .double(let literal): return literal
    case .bool(let flag): return flag ? "true" : "false"
    case .null: return "nil"
    case .emptyArray: return "[]"
    case .emptyDictionary: return "[:]"
    case .member(let name): return "." + name
    case .json(let text): return json(text)
    case .array(let values):
      var result = "["
      for (position, value) in values.enumerated() {
        if position > 0 { result += ", " }
        result += spell(value)
      }
      return result + "]"
    }
  }

  /// JSON text as a literal of `JSONValue`.
  func json(_ text: String) -> String {
    var diagnostics = Diagnostics()
    guard let tree = JSONTree.parse(Array(text.utf8), file: "", diagnostics: &diagnostics) else {
      return Literals.string(text)
    }
    return json(tree.root)
  }

  private func json(_ node: JSONNode) -> String {
    switch node.kind {
    case .null: return "nil"
    case .bool: return node.bool == true ? "true" : "false"
    case .string: return Literals.string(node.string ?? "")
    case .number:
      if let int = node.int { return String(int) }
      if let double = node.double { return String(double) }
      return "nil"
    case .array:
      var items: [String] = []
      for element in node.elements { items.append(json(element)) }
      return "[" + items.joined(separator: ", ") + "]"
    case .object:
      var items: [String] = []
      for member in node.members { items.append(Literals.string(member.key) + ": " + json(member.value)) }
      return items.isEmpty ? "[:]" : "[" + items.joined(separator: ", ") + "]"
    }
  }
}
