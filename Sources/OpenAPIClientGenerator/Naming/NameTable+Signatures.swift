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
    if let path = path(target.shape), path.count == 1 || graph.shapes[target.shape].schema?.componentName != nil {
      return "#\(target.shape)" + null
    }
    return signature(target.shape) + null
  }
}
