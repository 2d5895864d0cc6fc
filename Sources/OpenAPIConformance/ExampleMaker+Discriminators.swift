import OpenAPIClientRuntime
import OpenAPIDocument

/// How a value is made, and inside of which others.
struct Walk {
  /// Whether optional properties are made too.
  var includesOptional: Bool
  /// Whether the parts of an `allOf` win over the properties beside it.
  var prefersParts = false
  /// The schemas of the values around this one, the outermost first.
  var enclosing: [JSONNode] = []
  var depth: Int { enclosing.count }

  func inside(_ schema: JSONNode) -> Walk {
    var inner = self
    inner.enclosing.append(schema)
    return inner
  }

  /// The elements whose schemas aren't being made already come first, so that recursion ends.
  func ordered<Element>(_ elements: [Element], by schema: (Element) -> JSONNode) -> [Element] {
    elements.filter { !enclosing.contains(schema($0)) } + elements.filter { enclosing.contains(schema($0)) }
  }
}

extension ExampleMaker {
  /// A value of a schema that extends this one by `allOf`, if this one has a discriminator but no `oneOf` or `anyOf`.
  func descendant(of schema: JSONNode, _ walk: Walk) -> JSONValue? {
    guard schema["oneOf"] == nil, schema["anyOf"] == nil, let discriminator = schema["discriminator"],
      let name = discriminator["propertyName"]?.string
    else { return nil }
    var entries: [(key: String, schema: JSONNode)] = discriminator.members(of: "mapping").compactMap { entry in
      guard let target = self.schema(entry.value, at: schema), target != schema else { return nil }
      return (entry.key, target)
    }
    if entries.isEmpty { entries = extensions(of: schema) }
    for entry in walk.ordered(entries, by: \.schema) {
      // Its `allOf` has this schema as a part; a part isn't replaced by a descendant.
      guard let object = make(entry.schema, walk, isPart: true).object else { continue }
      if let value = valid(object, name, entry.key, entry.schema) { return value }
    }
    return nil
  }

  /// The components that extend a schema by `allOf`, by their names.
  private func extensions(of schema: JSONNode) -> [(key: String, schema: JSONNode)] {
    let components = document.root["components"]?.members(of: "schemas") ?? []
    return components.filter { component in
      component.value != schema && component.value.elements(of: "allOf").contains { follow($0) == schema }
    }.map { ($0.key, $0.value) }
  }

  /// The value of a variant with its discriminator value, if the schema has a discriminator.
  func discriminated(_ value: JSONValue, as variant: JSONNode, of schema: JSONNode) -> JSONValue {
    guard let discriminator = schema["discriminator"], let name = discriminator["propertyName"]?.string,
      let object = value.object
    else { return value }
    let target = follow(variant)
    let entries = discriminator.members(of: "mapping")
    if let entry = entries.first(where: { self.schema($0.value, at: schema) == target }) {
      return valid(object, name, entry.key, variant) ?? value
    }
    guard let last = variant["$ref"]?.string?.split(separator: "/").last else { return value }
    return valid(object, name, String(last), variant) ?? value
  }

  /// The object with the discriminator value as a string, a number or a Boolean, whichever is valid; if none is, the
  /// object unchanged; nil if that isn't valid either.
  private func valid(_ object: JSONObject, _ name: String, _ key: String, _ schema: JSONNode) -> JSONValue? {
    var values: [JSONValue] = [.string(key)]
    if let number = Int(key) { values.append(.int(number)) }
    if let number = Double(key) { values.append(.double(number)) }
    if let flag = Bool(key) { values.append(.bool(flag)) }
    for value in values {
      var candidate = object
      candidate[name] = value
      if isValid(.object(candidate), schema) { return .object(candidate) }
    }
    return isValid(.object(object), schema) ? .object(object) : nil
  }

  /// The schema that an entry of a discriminator's mapping refers to, by name or by reference.
  private func schema(_ entry: JSONNode, at schema: JSONNode) -> JSONNode? {
    guard let text = entry.string else { return nil }
    return document.root["components"]?["schemas"]?[text] ?? resolve(text, at: schema)
  }
}
