/// Which inline types are equal.
extension TypeNamer {
  /// A text that is the same for types which would be printed alike.
  mutating func signature(_ id: API.TypeID) -> String {
    if let known = signatures[id] { return known }
    // For a type that holds itself.
    signatures[id] = "@"
    let text: String
    switch types[id].kind {
    case .object(let object): text = signature(object)
    case .enumeration(let values): text = "e" + values.values.map { "\($0.text)," }.joined()
    case .union(let union): text = "u" + union.cases.map { "\(signature($0.type))|" }.joined()
    case .tuple(let tuple): text = "t" + tuple.elements.map { "\(signature($0.type))," }.joined()
    case .array(let item): text = "[\(signature(item))"
    case .map(let value): text = ":\(signature(value))"
    case .scalar(let scalar): text = "\(scalar)"
    case .file: text = "b"
    case .same: text = String(id)
    }
    signatures[id] = text
    return text
  }

  private mutating func signature(_ object: API.Object) -> String {
    var text = "{"
    for property in object.properties {
      text += "\(property.key)\(property.isRequired ? "!" : "?")\(signature(property.type))"
      if let value = property.defaultValue { text += "=\(value.text)" }
      if property.isReadOnly { text += "r" }
      if property.isWriteOnly { text += "w" }
      for case .range(let low, let high, _, _) in property.rules {
        if let low { text += ">\(low)" }
        if let high { text += "<\(high)" }
      }
      text += ","
    }
    if let additional = object.additional { text += "*\(signature(additional))" }
    for pattern in object.patterns { text += "~\(pattern.pattern)\(signature(pattern.type))" }
    return text
  }

  /// The same for a type where it is used.
  mutating func signature(_ reference: API.Reference) -> String {
    let target = types.follow(reference)
    let null = target.isNullable ? "?" : ""
    if let path = path(target.type), path.count == 1 || types[target.type].isComponent {
      return "#\(target.type)\(null)"
    }
    return signature(target.type) + null
  }
}
