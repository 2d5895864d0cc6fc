/// Texts by which equal inline types are found.
extension TypeNamer {
  /// Marks a type that contains itself in a signature; such a signature is equal to no other.
  static let cycle = "\u{1}"

  /// A text that is the same for types that are printed alike.
  ///
  ///     object {id: int, required, tags: [string]}  → {id!int,tags?[string,
  mutating func signature(_ id: API.TypeID) -> String {
    if let known = signatures[id] { return known }
    signatures[id] = TypeNamer.cycle
    let text: String
    switch types[id].kind {
    case .object(let object): text = signature(object) + (dependsOnUse(object, id) ? use(of: id) : "")
    case .enumeration(let values):
      text = "e\(values.rawType)" + values.values.map { "\($0.text)=\($0.name ?? "")," }.joined()
    // A union that is sent can be written as a literal, and has `validate`.
    case .union(let union): text = signature(union) + use(of: id)
    case .tuple(let tuple):
      text =
        "t" + tuple.elements.map { "\(signature($0.type))\($0.isRequired ? "!" : "?")," }.joined()
        + (tuple.rest.map { "*\(signature($0))" } ?? "")
    case .array(let item): text = "[\(signature(item))"
    case .map(let value): text = ":\(signature(value))"
    case .scalar(let scalar): text = "\(scalar)"
    case .file: text = "b"
    case .same: text = String(id)
    }
    signatures[id] = text
    return text
  }

  /// Whether a type is sent, for kinds of types that get more members when they are sent.
  ///
  /// A received type that was an alias of a sent one would lose these members as soon as the two schemas differ.
  private func use(of id: API.TypeID) -> String { directions.isSent(id) ? "^" : "" }

  /// Whether an object is declared differently when it is sent: with `nulls`, `validate` or optional read-only properties.
  private func dependsOnUse(_ object: API.Object, _ id: API.TypeID) -> Bool {
    validation.isValidating(id)
      || object.properties.contains { property in
        property.isRequired ? property.isReadOnly : types.follow(property.type).isNullable
      }
  }

  private mutating func signature(_ object: API.Object) -> String {
    var text = "{"
    for property in object.properties {
      text += "\(property.key)\(property.isRequired ? "!" : "?")\(signature(property.type))"
      if let value = property.defaultValue { text += "=\(value.text)" }
      if property.isReadOnly { text += "r" }
      if property.isWriteOnly { text += "w" }
      if let part = object.parts[property.key] { text += "/\(part)" }
      if let value = property.discriminatorValue { text += "#\(value)" }
      for rule in property.rules { text += "<\(rule)>" }
      text += ","
    }
    if let additional = object.additional { text += "*\(signature(additional))" }
    for pattern in object.patterns { text += "~\(pattern.pattern)\(signature(pattern.type))" }
    return text
  }

  private mutating func signature(_ union: API.Union) -> String {
    let cases = union.cases.map { item in
      "\(signature(item.type))=\(item.discriminatorValues.joined(separator: ","))|"
    }
    return "u\(union.choice)\(union.defaultCase.map(String.init) ?? "")" + cases.joined()
  }

  /// The signature of a reference, in which a named type is only its number.
  mutating func signature(_ reference: API.Reference) -> String {
    let target = types.follow(reference)
    let null = target.isNullable ? "?" : ""
    if let path = path(target.type), path.count == 1 || types[target.type].isComponent {
      return "#\(target.type)\(null)"
    }
    return signature(target.type) + null
  }
}
