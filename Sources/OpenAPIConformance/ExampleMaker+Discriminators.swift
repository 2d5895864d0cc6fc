import OpenAPIClientRuntime
import OpenAPIDocument

/// The state of making a value.
struct Walk {
  /// Whether all properties are wanted or only the required ones.
  var all: Bool
  /// Whether the parts of an `allOf` win over members described beside them.
  var prefersParts = false
  /// The schemas that the value being made is inside of.
  var within: [JSONNode] = []
  var depth: Int { within.count }

  func inside(_ schema: JSONNode) -> Walk { Walk(all: all, prefersParts: prefersParts, within: within + [schema]) }

  /// The schemas that lead back to where the walk is come last.
  func ordered<Element>(_ elements: [Element], by schema: (Element) -> JSONNode) -> [Element] {
    elements.filter { !within.contains(schema($0)) } + elements.filter { within.contains(schema($0)) }
  }
}

extension ExampleMaker {
  /// A value of the first schema that a discriminator without variants beside it leads to.
  func descendant(of schema: JSONNode, _ walk: Walk) -> JSONValue? {
    guard schema["oneOf"] == nil, schema["anyOf"] == nil, let discriminator = schema["discriminator"],
      let name = discriminator["propertyName"]?.string
    else { return nil }
    var entries: [(key: String, schema: JSONNode)] = []
    for entry in discriminator["mapping"].map({ Array($0.members) }) ?? [] {
      if let target = self.schema(entry.value, at: schema), target != schema { entries.append((entry.key, target)) }
    }
    if entries.isEmpty { entries = extensions(of: schema) }
    for entry in walk.ordered(entries, by: \.schema) {
      // Its parts lead back here, and are then no more than that.
      guard let object = make(entry.schema, walk, isPart: true).object else { continue }
      if let value = valid(object, name, entry.key, entry.schema) { return value }
    }
    return nil
  }

  /// The components that extend a schema by `allOf`, which a discriminator knows by their names.
  private func extensions(of schema: JSONNode) -> [(key: String, schema: JSONNode)] {
    let components = document.root["components"]?["schemas"].map { Array($0.members) } ?? []
    return components.filter { component in
      component.value != schema && (component.value["allOf"]?.elements.contains { follow($0) == schema } ?? false)
    }.map { ($0.key, $0.value) }
  }

  /// A variant's value with the variant's discriminator value, where the schema has a discriminator.
  func discriminated(_ value: JSONValue, as variant: JSONNode, of schema: JSONNode) -> JSONValue {
    guard let discriminator = schema["discriminator"], let name = discriminator["propertyName"]?.string,
      let object = value.object
    else { return value }
    let target = follow(variant)
    for entry in discriminator["mapping"].map({ Array($0.members) }) ?? []
    where self.schema(entry.value, at: schema) == target {
      return valid(object, name, entry.key, variant) ?? value
    }
    guard let last = variant["$ref"]?.string?.split(separator: "/").last else { return value }
    return valid(object, name, String(last), variant) ?? value
  }

  /// The object with a discriminator's value, which is a string, a number or a boolean; as it is if that is what the
  /// schema wants; nil if neither is valid.
  private func valid(_ object: JSONObject, _ name: String, _ key: String, _ schema: JSONNode) -> JSONValue? {
    var values: [JSONValue] = [.string(key)]
    if let number = Int(key) { values.append(.int(number)) }
    if let number = Double(key) { values.append(.double(number)) }
    if let flag = Bool(key) { values.append(.bool(flag)) }
    for value in values {
      var tagged = object
      tagged[name] = value
      if isValid(.object(tagged), schema) { return .object(tagged) }
    }
    return isValid(.object(object), schema) ? .object(object) : nil
  }

  /// What an entry of a discriminator's mapping leads to: it is a reference, or the name of a schema.
  private func schema(_ entry: JSONNode, at schema: JSONNode) -> JSONNode? {
    guard let text = entry.string else { return nil }
    return document.root["components"]?["schemas"]?[text] ?? resolve(text, at: schema)
  }
}
