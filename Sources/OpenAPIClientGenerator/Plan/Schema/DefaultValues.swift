import OpenAPIDocument

/// Values of the document as Swift expressions of a given type.
struct DefaultValues {
  let graph: SchemaGraph
  /// The name of an open enum's constant by the text of its value.
  let constant: (ShapeID, String) -> String?

  /// The value for a place of this type; nil if Swift can't write it there.
  func value(_ node: JSONNode, _ use: Use) -> ValuePlan? {
    let target = graph.follow(use)
    if node.isNull { return target.isNullable ? .null : nil }
    if graph.recursiveLists.contains(target.shape) { return nil }
    switch graph.shapes[target.shape].kind {
    case .value(let type): return scalar(node, type)
    case .binary: return node.string.map { .string($0) }
    case .enumeration(let values):
      let (type, value, text) = SchemaGraph.literal(node)
      if values.isConstant { return type == values.rawType ? value : nil }
      if let name = constant(target.shape, text) { return .member(name) }
      return nil
    case .array(let item):
      guard node.isArray else { return nil }
      if node.count == 0 { return .emptyArray }
      var elements: [ValuePlan] = []
      for element in node.elements {
        guard let value = value(element, item) else { return nil }
        elements.append(value)
      }
      return .array(elements)
    case .map: return node.isObject && node.count == 0 ? .emptyDictionary : nil
    default: return nil
    }
  }

  private func scalar(_ node: JSONNode, _ type: TypeUse) -> ValuePlan? {
    switch type {
    case .string: return node.string.map { .string($0) }
    case .bool: return node.bool.map { .bool($0) }
    case .int, .int64: return node.int.map { .int($0) }
    case .int32:
      guard let int = node.int, Int32(exactly: int) != nil else { return nil }
      return .int(int)
    case .double, .float:
      guard node.double != nil, let text = node.numberText else { return nil }
      return .double(text)
    case .jsonValue: return .json(node.compactText)
    default: return nil
    }
  }
}
