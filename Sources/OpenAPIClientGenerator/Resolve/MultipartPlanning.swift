import OpenAPIDocument

/// Settles what the roots of multipart bodies are, before names are given.
struct MultipartPlanning {
  let graph: SchemaGraph
  /// What JSON needs too.
  let directions: DirectionAnalysis
  /// Forms made for roots that couldn't serve themselves.
  private var forms: [ShapeID: Use] = [:]

  init(graph: SchemaGraph, directions: DirectionAnalysis) {
    self.graph = graph
    self.directions = directions
  }

  /// The shape to send as parts; nil where it can only be sent as JSON members.
  mutating func root(_ content: ContentDraft) -> Use? {
    guard let use = content.use else {
      warn(content, "Nothing is said of this multipart body's parts, so it is given as any JSON")
      return nil
    }
    let target = graph.follow(use).shape
    if let known = forms[target] { return known }
    let form: Use
    switch graph.shapes[target].kind {
    case .object(let object):
      // Files have no place in JSON, so a type that both send comes out twice.
      guard directions.isJSON(target), holdsFiles(object) else { return use }
      form = copy(.object(object), of: target)
    case .map(let value):
      form = copy(.object(ObjectShape(properties: [], additional: value, patterns: [])), of: target)
    case .union(let union):
      guard let merged = merged(union, depth: 0) else { return nil }
      graph.diagnostics.warning(
        "multipart-variants", "A multipart body with variants is sent as one form that has the parts of all of them",
        at: content.media.node, hint: "describe the body as one object")
      form = copy(.object(merged), of: target)
    default:
      warn(content, "This multipart body is no object with properties, so it is given as any JSON")
      return nil
    }
    forms[target] = form
    return form
  }

  private func warn(_ content: ContentDraft, _ message: String) {
    graph.diagnostics.warning(
      "multipart-not-object", message, at: content.media.node,
      hint: "describe the parts as `properties` of an object")
  }

  private func copy(_ kind: Shape.Kind, of id: ShapeID) -> Use {
    let use = graph.use(kind, like: graph.shapes[id].schema)
    graph.shapes[use.shape].parts = graph.shapes[id].parts
    return use
  }

  private func holdsFiles(_ object: ObjectShape) -> Bool {
    for property in object.properties where holdsFile(property.use) { return true }
    if let additional = object.additional { return holdsFile(additional) }
    return false
  }

  private func holdsFile(_ use: Use) -> Bool {
    switch graph.kind(use) {
    case .binary: return true
    case .array(let item), .map(let item): return graph.isFile(item)
    case .union(let union):
      for unionCase in union.cases where holdsFile(unionCase.use) { return true }
      return false
    default: return false
    }
  }

  /// A property that two variants have: of a type that takes what either may send.
  private func joined(_ first: PropertyShape, _ second: PropertyShape) -> PropertyShape {
    if graph.follow(first.use) == graph.follow(second.use), first.tag == second.tag { return first }
    // What limits one variant's values must not refuse the other's.
    let isDescribedAlike = limits(first.schema(graph)) == limits(second.schema(graph))
    let schemas = isDescribedAlike ? first.schemas(graph) : []
    func property(_ use: Use) -> PropertyShape {
      PropertyShape(key: first.key, schemas: schemas, use: use, isRequired: first.isRequired)
    }
    if isAlike(first.use, second.use, depth: 0) { return property(first.use) }
    switch (graph.kind(first.use), graph.kind(second.use)) {
    case (.enumeration(let some), .enumeration(let more)) where some.rawType == more.rawType:
      var values = some.values
      for value in more.values where !some.lists(value.text) { values.append(value) }
      let both = EnumShape(rawType: some.rawType, values: values, isConstant: false)
      return property(graph.use(.enumeration(both), like: first.schema(graph)))
    case (.value(let any), .enumeration(let some)) where some.rawType == any: return property(first.use)
    case (.enumeration(let some), .value(let any)) where some.rawType == any: return property(second.use)
    default: return property(graph.use(.value(.jsonValue), like: nil))
    }
  }

  private func isAlike(_ first: Use, _ second: Use, depth: Int) -> Bool {
    guard depth < 8, first.isNullable == second.isNullable else { return false }
    if graph.follow(first).shape == graph.follow(second).shape { return true }
    switch (graph.kind(first), graph.kind(second)) {
    case (.value(let one), .value(let other)): return one == other
    case (.binary, .binary): return true
    case (.array(let one), .array(let other)), (.map(let one), .map(let other)):
      return isAlike(one, other, depth: depth + 1)
    default: return false
    }
  }

  private func limits(_ schema: Schema?) -> [String?] {
    guard let schema else { return [] }
    return [
      schema.pattern, schema.minimum?.text, schema.maximum?.text, schema.format, schema.minLength?.description,
      schema.maxLength?.description, schema.minItems?.description, schema.maxItems?.description,
    ]
  }

  /// The properties of all variants in one object.
  private func merged(_ union: UnionShape, depth: Int) -> ObjectShape? {
    guard depth < 4 else { return nil }
    var result = ObjectShape(properties: [], additional: nil, patterns: [])
    var counts: [String: Int] = [:]
    for unionCase in union.cases {
      let object: ObjectShape
      switch graph.kind(unionCase.use) {
      case .object(let own): object = own
      case .union(let inner):
        guard let own = merged(inner, depth: depth + 1) else { return nil }
        object = own
      default: return nil
      }
      for property in object.properties {
        if property.isRequired { counts[property.key, default: 0] += 1 }
        if let known = result.index(of: property.key) {
          result.properties[known] = joined(result.properties[known], property)
        } else {
          result.properties.append(property)
        }
      }
      if result.additional.isNil { result.additional = object.additional }
    }
    for index in result.properties.indices {
      let count = counts[result.properties[index].key] ?? 0
      result.properties[index].isRequired = count == union.cases.count
    }
    return result
  }
}

extension EnumShape {
  /// Whether it has a value of a text.
  fileprivate func lists(_ text: String) -> Bool {
    for value in values where value.text == text { return true }
    return false
  }
}
