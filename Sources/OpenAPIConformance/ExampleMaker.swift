import OpenAPIClientRuntime
import OpenAPIDocument
import OpenAPIValidation

/// Finds or makes a value for a schema: its example, default, constant or first listed value, else one that fits.
package struct ExampleMaker: Sendable {
  let document: JSONTree
  /// What is made: requests lack `readOnly` properties, responses `writeOnly` ones.
  let direction: SchemaValidator.Direction
  /// Whether objects are always put together from their properties: examples of them rarely have all.
  private var ignoresObjects = false
  private let library: SchemaLibrary
  private let validator: SchemaValidator

  package init(document: JSONTree, direction: SchemaValidator.Direction = .request) {
    self.document = document
    self.direction = direction
    let version = document.root["openapi"]?.string ?? ""
    var library = SchemaLibrary(dialect: version.hasPrefix("3.0") ? .openAPI30 : .draft202012)
    library.addDocument(document, uri: document.file)
    self.library = library
    var options = SchemaValidator.Options()
    // As for checking requests.
    options.assertsFormats = true
    validator = SchemaValidator(library: library, options: options)
  }

  /// The node that a chain of `$ref`s leads to; the last one that could be followed where one leads nowhere.
  package func follow(_ node: JSONNode) -> JSONNode {
    var current = node
    for _ in 0..<64 {
      guard let target = target(of: current) else { return current }
      current = target
    }
    return current
  }

  /// Where the `$ref` of a node leads.
  func target(of node: JSONNode) -> JSONNode? {
    node["$ref"]?.string.flatMap { library.resolve($0, at: node) }
  }

  /// What a schema says of its values, wherever it says it.
  func outline(of schema: JSONNode) -> SchemaOutline { SchemaOutline([schema], library: library) }

  func resolve(_ reference: String, at node: JSONNode) -> JSONNode? {
    library.resolve(reference, at: node).map { follow($0) }
  }

  /// The value of a parameter.
  func value(ofParameter parameter: JSONNode) -> JSONValue {
    if let schema = parameter["schema"] {
      // An example that is written as it is sent, such as `a,b`, is no value of the schema.
      if let example = example(beside: parameter), isValid(example, schema) { return example }
      return value(of: schema)
    }
    if let example = example(beside: parameter) { return example }
    for member in parameter["content"].map({ Array($0.members) }) ?? [] { return value(ofMedia: follow(member.value)) }
    return .string("value")
  }

  /// The value of a media type.
  package func value(ofMedia media: JSONNode) -> JSONValue {
    guard let schema = media["schema"] else { return example(beside: media) ?? .object([:]) }
    if let example = example(beside: media), isValid(example, schema) { return example }
    return value(of: schema)
  }

  /// The values of a media type that holds one on each line, as an array.
  func lines(ofMedia media: JSONNode) -> JSONValue {
    if let example = example(beside: media), example.array != nil, areValid(example, lines: media) { return example }
    if let item = media["itemSchema"] { return .array([value(of: item)]) }
    guard let schema = media["schema"] else { return .array([.object([:])]) }
    let value = value(of: schema)
    return value.array == nil ? .array([value]) : value
  }

  /// Whether the values are what a media type with one on each line takes.
  func areValid(_ values: JSONValue, lines media: JSONNode) -> Bool {
    if let schema = media["schema"], isValid(values, schema) { return true }
    guard let item = media["itemSchema"] ?? media["schema"] else { return true }
    return values.array?.allSatisfy { isValid($0, item) } ?? false
  }

  /// A value valid by the schema where one can be made: all properties first, else only the required ones.
  package func value(of schema: JSONNode) -> JSONValue {
    let whole = make(schema, Walk(all: true))
    if isValid(whole, schema) { return whole }
    for walk in [Walk(all: true, prefersParts: true), Walk(all: false), Walk(all: false, prefersParts: true)] {
      let other = make(schema, walk)
      if isValid(other, schema) { return other }
    }
    return whole
  }

  /// A value that is known to be valid by the schema, with as many properties as can be; nil where none can be made.
  func sample(of schema: JSONNode) -> JSONNode? {
    var complete = self
    complete.ignoresObjects = true
    for value in [complete.make(schema, Walk(all: true)), value(of: schema)] {
      var diagnostics = Diagnostics()
      guard let bytes = try? value.jsonBytes(),
        let tree = JSONTree.parse(bytes, file: "sample", diagnostics: &diagnostics)
      else { continue }
      // What could not be checked counts too: it may be wrong.
      if validator.validate(tree.root, against: schema, as: "value", direction: direction).isEmpty { return tree.root }
    }
    return nil
  }

  package func isValid(_ value: JSONValue, _ schema: JSONNode) -> Bool {
    var diagnostics = Diagnostics()
    guard let bytes = try? value.jsonBytes(),
      let tree = JSONTree.parse(bytes, file: "value", diagnostics: &diagnostics)
    else { return false }
    return !validator.validate(tree.root, against: schema, as: "value", direction: direction).hasViolations
  }

  private func example(beside node: JSONNode) -> JSONValue? {
    if let example = node["example"] { return json(example) }
    guard let examples = node["examples"] else { return nil }
    for member in examples.members {
      let example = follow(member.value)
      if let value = example["value"] ?? example["dataValue"] { return json(value) }
    }
    return nil
  }

  private func json(_ node: JSONNode) -> JSONValue? { try? JSONValue(jsonString: node.compactText) }

  func make(_ node: JSONNode, _ outer: Walk, isPart: Bool = false) -> JSONValue {
    let schema = follow(node)
    guard schema.kind == .object, outer.depth < 12 else { return .null }
    let walk = outer.inside(schema)
    if let given = given(schema) { return given }
    if !isPart, let value = descendant(of: schema, walk) { return value }
    let own = members(schema, walk)
    var object = own
    if let parts = schema["allOf"] {
      for part in parts.elements {
        let value = make(part, walk, isPart: true)
        guard let more = value.object else {
          if object == nil, !value.isNull { return value }
          continue
        }
        object = merged(object, more)
      }
      // What is described beside the parts usually says more about their members.
      if let own, !walk.prefersParts { object = merged(object, own) }
    }
    // The variants of a part with a discriminator are the schemas it is a part of.
    let keywords = isPart && schema["discriminator"] != nil ? [] : ["oneOf", "anyOf"]
    for keyword in keywords {
      guard let variants = schema[keyword] else { continue }
      for variant in walk.ordered(Array(variants.elements), by: follow)
      where follow(variant)["type"]?.string != "null" {
        let value = discriminated(make(variant, walk), as: variant, of: schema)
        guard let more = value.object else {
          if object == nil { return value }
          break
        }
        object = merged(object, more)
        break
      }
    }
    if let object { return .object(isPart ? object : completed(object, schema, walk)) }
    return scalar(schema, walk)
  }

  /// The object with the properties that one part requires and another describes; a property that none describes gets any
  /// value.
  private func completed(_ object: JSONObject, _ schema: JSONNode, _ walk: Walk) -> JSONObject {
    var result = object
    for name in required(schema, depth: 0) where result[name] == nil {
      if let property = outline(of: schema).property(name).parts.first {
        if !isWithheld(property) { result[name] = make(property, walk) }
      } else {
        result[name] = schema["additionalProperties"].map { element($0, walk) } ?? .string("value")
      }
    }
    return result
  }

  /// The names that a schema and its parts require.
  private func required(_ schema: JSONNode, depth: Int) -> [String] {
    let own = schema["required"].map { $0.elements.compactMap(\.string) } ?? []
    guard depth < 16, let parts = schema["allOf"] else { return own }
    return own + parts.elements.flatMap { required(follow($0), depth: depth + 1) }
  }

  private func merged(_ object: JSONObject?, _ more: JSONObject) -> JSONObject {
    var result = object ?? JSONObject()
    for member in more { result[member.key] = member.value }
    return result
  }

  private func given(_ schema: JSONNode) -> JSONValue? {
    var candidates: [JSONNode] = []
    if let value = schema["const"] { candidates.append(value) }
    if let value = schema["example"] { candidates.append(value) }
    if let values = schema["examples"] { candidates.append(contentsOf: values.elements) }
    if let value = schema["default"], !value.isNull { candidates.append(value) }
    if let values = schema["enum"] { candidates.append(contentsOf: values.elements) }
    for candidate in candidates {
      if ignoresObjects, candidate.kind == .object { continue }
      if let value = json(candidate), isValid(value, schema) { return value }
    }
    return nil
  }

  private func members(_ schema: JSONNode, _ walk: Walk) -> JSONObject? {
    guard schema["properties"] != nil || type(of: schema) == "object" else { return nil }
    var required: Set<String> = []
    if let names = schema["required"] {
      for name in names.elements { if let name = name.string { required.insert(name) } }
    }
    var object = JSONObject()
    var others: [(key: String, schema: JSONNode)] = []
    for property in schema["properties"].map({ Array($0.members) }) ?? [] {
      if isWithheld(property.value) { continue }
      if required.contains(property.key) || (walk.all && walk.depth < 5) {
        object[property.key] = make(property.value, walk)
      } else {
        others.append((property.key, property.value))
      }
    }
    let least = min(schema["minProperties"]?.int ?? 0, 100)
    for property in others where object.count < least {
      object[property.key] = make(property.schema, walk)
    }
    let more = schema["additionalProperties"]
    var number = 0
    // Clients keep undeclared members of a response only where the schema allows them.
    while object.count < least, more?.bool != false, more != nil || direction == .request {
      number += 1
      let key = "more\(number)"
      if schema["properties"]?[key] != nil { continue }
      object[key] = more.map { element($0, walk) } ?? .string("value")
    }
    return object
  }

  /// Whether a property is not sent in this direction.
  private func isWithheld(_ property: JSONNode) -> Bool {
    let keyword = direction == .request ? "readOnly" : "writeOnly"
    return property[keyword]?.bool == true || follow(property)[keyword]?.bool == true
  }

  private func type(of schema: JSONNode) -> String? {
    guard let type = schema["type"] else {
      if schema["items"] != nil || schema["prefixItems"] != nil { return "array" }
      return nil
    }
    if let name = type.string { return name }
    for element in type.elements { if let name = element.string, name != "null" { return name } }
    return nil
  }

  private func scalar(_ schema: JSONNode, _ walk: Walk) -> JSONValue {
    switch type(of: schema) {
    case "string": return .string(text(schema))
    case "integer", "number": return number(schema)
    case "boolean": return .bool(true)
    case "array": return .array(elements(schema, walk))
    case "null": return .null
    default: return untyped(schema)
    }
  }

  /// The elements of an array: one for each position that has a schema of its own, then as many as there must be.
  private func elements(_ schema: JSONNode, _ walk: Walk) -> [JSONValue] {
    let positions = schema["prefixItems"].map { Array($0.elements) } ?? []
    var elements = positions.map { element($0, walk) }
    let items = schema["items"]
    var least = schema["minItems"]?.int ?? 0
    if items?.kind == .object, positions.isEmpty, walk.depth < 5 { least = max(least, 1) }
    let most = max(schema["maxItems"]?.int ?? 100, 0)
    while elements.count < min(least, most, 100), items?.bool != false {
      let next = items.map { element($0, walk) } ?? .string("value")
      let isRepeated = schema["uniqueItems"]?.bool == true && elements.contains(next)
      elements.append(isRepeated ? another(next, elements.count, items) : next)
    }
    return Array(elements.prefix(most))
  }

  private func element(_ schema: JSONNode, _ walk: Walk) -> JSONValue {
    schema.kind == .object ? make(schema, walk) : .string("value")
  }

  /// A value of the same schema that differs from those before it, where that is easy to tell.
  private func another(_ value: JSONValue, _ index: Int, _ schema: JSONNode?) -> JSONValue {
    let schema = schema.map { follow($0) }
    if let values = schema?["enum"].map({ Array($0.elements) }) {
      return index < values.count ? json(values[index]) ?? value : value
    }
    if let text = value.string { return .string(text + "\(index)") }
    if let number = value.int { return .int(number + index * max(schema?["multipleOf"]?.int ?? 1, 1)) }
    return value
  }
}

extension ExampleMaker {
  /// The defaults and constants that properties of a name have anywhere in the document.
  func defaults(of name: String) -> [JSONNode] {
    var found: [JSONNode] = []
    var waiting = [document.root]
    while let node = waiting.popLast() {
      if node.kind == .object {
        if let properties = node["properties"], let property = properties[name] {
          let schema = follow(property)
          if let value = schema["default"] ?? schema["const"] { found.append(value) }
        }
        for member in node.members { waiting.append(member.value) }
      } else if node.kind == .array {
        waiting.append(contentsOf: node.elements)
      }
    }
    return found
  }
}
