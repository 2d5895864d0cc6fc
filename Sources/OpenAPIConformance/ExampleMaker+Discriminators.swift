import OpenAPIClientRuntime
import OpenAPIDocument

/// Where the making of a value is.
struct Walk {
  /// Whether all properties are wanted or only the required ones.
  var all: Bool
  /// The schemas that the value being made is inside of.
  var within: [JSONNode] = []
  var depth: Int { within.count }

  func inside(_ schema: JSONNode) -> Walk { Walk(all: all, within: within + [schema]) }

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
    for entry in walk.ordered(entries, by: \.schema) {
      // Its parts lead back here, and are then no more than that.
      guard var object = make(entry.schema, walk, isPart: true).object else { continue }
      object[name] = .string(entry.key)
      return .object(object)
    }
    return nil
  }

  /// A variant's value with the tag that tells the variant, where the schema has a discriminator.
  func tagged(_ value: JSONValue, as variant: JSONNode, of schema: JSONNode) -> JSONValue {
    guard let discriminator = schema["discriminator"], let name = discriminator["propertyName"]?.string,
      var object = value.object
    else { return value }
    let target = follow(variant)
    for entry in discriminator["mapping"].map({ Array($0.members) }) ?? []
    where self.schema(entry.value, at: schema) == target {
      object[name] = .string(entry.key)
      return isValid(.object(object), variant) ? .object(object) : value
    }
    guard let last = variant["$ref"]?.string?.split(separator: "/").last else { return value }
    object[name] = .string(String(last))
    return isValid(.object(object), variant) ? .object(object) : value
  }

  /// What an entry of a discriminator's mapping leads to: it is a reference, or the name of a schema.
  private func schema(_ entry: JSONNode, at schema: JSONNode) -> JSONNode? {
    guard let text = entry.string else { return nil }
    return document.root["components"]?["schemas"]?[text] ?? resolve(text, at: schema)
  }
}
