import OpenAPIClientRuntime
import OpenAPIDocument
import OpenAPIValidation

/// Finds or makes a value for a schema: its constant, example, default or first listed value, else a new one.
package struct ExampleMaker: Sendable {
  let document: JSONTree
  /// Whether values are for requests, which lack `readOnly` properties, or for responses, which lack `writeOnly` ones.
  let direction: SchemaValidator.Direction
  /// Whether documented objects are ignored, because they rarely have all properties.
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
    // `RequestValidator` asserts formats too.
    options.assertsFormats = true
    validator = SchemaValidator(library: library, options: options)
  }

  /// The target of a chain of `$ref`s; if one can't be resolved, the node with it.
  package func follow(_ node: JSONNode) -> JSONNode {
    var current = node
    for _ in 0..<64 {
      guard let target = target(of: current) else { return current }
      current = target
    }
    return current
  }

  /// The target of a node's `$ref`; nil if it has none or that can't be resolved.
  func target(of node: JSONNode) -> JSONNode? {
    node["$ref"]?.string.flatMap { library.resolve($0, at: node) }
  }

  /// The outline of a schema's values.
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
    return parameter.members(of: "content").first.map { value(ofMedia: follow($0.value)) } ?? .string("value")
  }

  /// The value of a media type.
  package func value(ofMedia media: JSONNode) -> JSONValue {
    guard let schema = media["schema"] else { return example(beside: media) ?? .object([:]) }
    if let example = example(beside: media), isValid(example, schema) { return example }
    return value(of: schema)
  }

  /// The values of a media type with one on each line, as an array.
  func lines(ofMedia media: JSONNode) -> JSONValue {
    if let example = example(beside: media), example.array != nil, areValid(example, lines: media) { return example }
    if let item = media["itemSchema"] { return .array([value(of: item)]) }
    guard let schema = media["schema"] else { return .array([.object([:])]) }
    let value = value(of: schema)
    return value.array == nil ? .array([value]) : value
  }

  /// Whether values are valid for a media type with one on each line.
  func areValid(_ values: JSONValue, lines media: JSONNode) -> Bool {
    if let schema = media["schema"], isValid(values, schema) { return true }
    guard let item = media["itemSchema"] ?? media["schema"] else { return true }
    return values.array?.allSatisfy { isValid($0, item) } ?? false
  }

  /// A value that is valid by the schema if one can be made: with all properties, else only with the required ones.
  package func value(of schema: JSONNode) -> JSONValue {
    let complete = make(schema, Walk(includesOptional: true))
    if isValid(complete, schema) { return complete }
    let otherWalks = [
      Walk(includesOptional: true, prefersParts: true), Walk(includesOptional: false),
      Walk(includesOptional: false, prefersParts: true),
    ]
    return otherWalks.lazy.map { make(schema, $0) }.first { isValid($0, schema) } ?? complete
  }

  /// A value that is known to be valid by the schema, with as many properties as possible; nil if none can be made.
  func sample(of schema: JSONNode) -> JSONNode? {
    var complete = self
    complete.ignoresObjects = true
    for value in [complete.make(schema, Walk(includesOptional: true)), value(of: schema)] {
      // A rule that can't be checked counts as a finding, because the value may violate it.
      if let node = node(value), findings(node, schema).isEmpty { return node }
    }
    return nil
  }

  package func isValid(_ value: JSONValue, _ schema: JSONNode) -> Bool {
    guard let node = node(value) else { return false }
    return !findings(node, schema).hasViolations
  }

  private func findings(_ value: JSONNode, _ schema: JSONNode) -> [Finding] {
    validator.validate(value, against: schema, as: "value", direction: direction)
  }

  private func node(_ value: JSONValue) -> JSONNode? {
    var diagnostics = Diagnostics()
    guard let bytes = try? value.jsonBytes() else { return nil }
    return JSONTree.parse(bytes, file: "value", diagnostics: &diagnostics)?.root
  }

  private func example(beside node: JSONNode) -> JSONValue? {
    if let example = node["example"] { return json(example) }
    let examples = node.members(of: "examples").lazy.map { follow($0.value) }
    return examples.compactMap { $0["value"] ?? $0["dataValue"] }.first.flatMap(json)
  }

  private func json(_ node: JSONNode) -> JSONValue? { try? JSONValue(jsonString: node.compactText) }

  /// Makes a value: the documented one, or one from the properties, the parts and a variant of the schema.
  ///
  /// `isPart` says that the schema is a part of an `allOf`, so that other parts may have the rest of the properties.
  func make(_ node: JSONNode, _ outer: Walk, isPart: Bool = false) -> JSONValue {
    let schema = follow(node)
    guard schema.kind == .object, outer.depth < 12 else { return .null }
    let walk = outer.inside(schema)
    if let value = documentedValue(of: schema) { return value }
    if !isPart, let value = descendant(of: schema, walk) { return value }
    let own = members(schema, walk).map { JSONValue.object($0) }
    var value = own
    for part in schema.elements(of: "allOf") {
      let more = make(part, walk, isPart: true)
      if !more.isNull { value = merged(value, more) }
    }
    // Properties beside `allOf` are usually more specific than those of its parts.
    if let own, !walk.prefersParts { value = merged(value, own) }
    // The variants of a part with a discriminator are the schemas that extend it.
    let keywords = isPart && schema["discriminator"] != nil ? [] : ["oneOf", "anyOf"]
    for keyword in keywords {
      let variants = walk.ordered(schema.elements(of: keyword), by: follow)
      guard let variant = variants.first(where: { follow($0)["type"]?.string != "null" }) else { continue }
      value = merged(value, discriminated(make(variant, walk), as: variant, of: schema))
    }
    guard let value else { return scalar(schema, walk) }
    guard let object = value.object, !isPart else { return value }
    return .object(completed(object, schema, walk))
  }

  /// The object with the properties that one part requires and another describes; one that none describes gets any value.
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
    let own = schema.elements(of: "required").compactMap(\.string)
    guard depth < 16 else { return own }
    return own + schema.elements(of: "allOf").flatMap { required(follow($0), depth: depth + 1) }
  }

  /// The members of both if both are objects, the second one's winning; else the first value, if there is one.
  private func merged(_ value: JSONValue?, _ more: JSONValue) -> JSONValue {
    guard let value else { return more }
    guard var result = value.object, let members = more.object else { return value }
    for member in members { result[member.key] = member.value }
    return .object(result)
  }

  /// The first valid value among a schema's constant, examples, default and enum.
  private func documentedValue(of schema: JSONNode) -> JSONValue? {
    var candidates = [schema["const"], schema["example"]].compactMap { $0 } + schema.elements(of: "examples")
    if let value = schema["default"], !value.isNull { candidates.append(value) }
    candidates += schema.elements(of: "enum")
    if ignoresObjects { candidates.removeAll { $0.kind == .object } }
    return candidates.lazy.compactMap { json($0) }.first { isValid($0, schema) }
  }

  /// The members of an object from its own properties, as many as it must have; nil if the schema isn't one of objects.
  private func members(_ schema: JSONNode, _ walk: Walk) -> JSONObject? {
    guard schema["properties"] != nil || type(of: schema) == "object" else { return nil }
    let required = Set(schema.elements(of: "required").compactMap(\.string))
    var object = JSONObject()
    var others: [JSONMember] = []
    for property in schema.members(of: "properties") where !isWithheld(property.value) {
      if required.contains(property.key) || (walk.includesOptional && walk.depth < 5) {
        object[property.key] = make(property.value, walk)
      } else {
        others.append(property)
      }
    }
    let least = min(schema["minProperties"]?.int ?? 0, 100)
    for property in others where object.count < least {
      object[property.key] = make(property.value, walk)
    }
    let additional = schema["additionalProperties"]
    var number = 0
    // Clients keep undeclared members of a response only where the schema allows them.
    while object.count < least, additional?.bool != false, additional != nil || direction == .request {
      number += 1
      let key = "more\(number)"
      if schema["properties"]?[key] != nil { continue }
      object[key] = additional.map { element($0, walk) } ?? .string("value")
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
      return schema["items"] != nil || schema["prefixItems"] != nil ? "array" : nil
    }
    return type.string ?? type.elements.compactMap(\.string).first { $0 != "null" }
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

  /// The elements of an array: one for each schema of `prefixItems`, then as many as there must be.
  private func elements(_ schema: JSONNode, _ walk: Walk) -> [JSONValue] {
    let positions = schema.elements(of: "prefixItems")
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

  /// A value of the same schema for another position of an array with unique elements, if a simple change makes one.
  private func another(_ value: JSONValue, _ index: Int, _ schema: JSONNode?) -> JSONValue {
    let schema = schema.map { follow($0) }
    if let schema, schema["enum"] != nil {
      return schema["enum"]?[index].flatMap(json) ?? value
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
    var pending = [document.root]
    while let node = pending.popLast() {
      if let property = node["properties"]?[name] {
        let schema = follow(property)
        if let value = schema["default"] ?? schema["const"] { found.append(value) }
      }
      pending += node.members.map(\.value)
      pending += node.elements
    }
    return found
  }
}
