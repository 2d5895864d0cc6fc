import OpenAPIDocument

/// Shapes → types, which take all that is needed from the schemas.
///
///     level: {$ref: …/Level, default: low, description: How loud.}
///     → property level: Level, default "low", description "How loud."
struct Definitions {
  private let shapes: Shapes
  private let rules: Rules

  init(_ shapes: Shapes) {
    self.shapes = shapes
    rules = Rules(shapes: shapes)
  }

  /// The types; each has the number of its shape.
  func types(components: [API.Component]) -> API.Types {
    let named = Set(components.map { $0.type.type })
    return API.Types(shapes.indices.map { definition($0, isNamed: named.contains($0)) })
  }

  private func definition(_ id: API.TypeID, isNamed: Bool) -> API.TypeDefinition {
    let shape = shapes[id]
    let kind = kind(shape)
    let isRecursiveList = shapes.isRecursiveList(id)
    let isDescribed: Bool
    switch kind {
    case .scalar, .file, .array: isDescribed = isNamed || isRecursiveList
    default: isDescribed = true
    }
    return API.TypeDefinition(
      kind: kind, isNullable: shape.isNullable, isRecursiveList: isRecursiveList,
      location: shape.schema.map { Location($0.node) }, isComponent: shape.schema?.componentName != nil,
      title: isDescribed ? shape.schema?.title : nil, description: isDescribed ? description(shape) : nil,
      deprecation: Deprecation(if: shape.schema?.deprecated ?? false))
  }

  private func description(_ shape: Shape) -> String? {
    if let text = shape.schema?.description ?? shape.schema?.title, !text.isEmpty { return text }
    // In `allOf: [{description: …}]` the last part is the most specific.
    return shape.parts.last { $0.componentName == nil && $0.description != nil }?.description
  }

  private func kind(_ shape: Shape) -> API.Kind {
    switch shape.kind {
    case .pending, .variants: return .scalar(.json)
    case .scalar(let scalar): return .scalar(scalar)
    case .file: return .file
    case .same(let target):
      let reference = shape.schema?.reference
      let name = reference?.target.flatMap { Definitions.name($0) }
      return .same(API.Same(target: target, name: name))
    case .enumeration(let values): return .enumeration(values)
    case .map(let value): return .map(value)
    case .array(let item): return .array(item)
    case .tuple(let tuple): return .tuple(tuple)
    case .union(let union): return .union(self.union(union))
    case .object(let object):
      return .object(
        API.Object(
          properties: object.properties.map { property($0) }, additional: object.additional, patterns: object.patterns))
    }
  }

  private func union(_ union: UnionShape) -> API.Union {
    let cases = union.cases.map { unionCase in
      let schema = unionCase.schema
      return API.Union.Case(
        type: unionCase.type, discriminatorValues: unionCase.discriminatorValues, title: schema.title,
        description: schema.reference == nil ? nil : schema.description, deprecation: Deprecation(of: [schema]),
        name: schema.reference?.target.flatMap { Definitions.name($0) })
    }
    return API.Union(cases: cases, choice: union.choice, defaultCase: union.defaultCase)
  }

  // MARK: Properties

  /// A property, with each keyword of the first schema that has it, and with the limits of all schemas.
  private func property(_ shape: PropertyShape) -> API.Property {
    var property = API.Property(
      key: shape.key, type: shape.type, isRequired: shape.isRequired, discriminatorValue: shape.discriminatorValue)
    for schema in shape.schemas {
      if property.description == nil { property.description = schema.description }
      // Keywords beside a reference override those of its target.
      for schema in schema.reference == nil ? [schema] : [schema, schema.resolved] {
        if schema.readOnly { property.isReadOnly = true }
        if schema.writeOnly { property.isWriteOnly = true }
        if property.defaultValue == nil { property.defaultValue = schema.default?.literal }
        if property.example == nil { property.example = schema.examples.first?.literal }
      }
    }
    property.rules = rules.rules(shape.schemas, shape.type)
    property.format = format(shape)
    property.deprecation = Deprecation(of: shape.schemas)
    if let schema = shape.schemas.first {
      property.location = Location(schema.node)
      if property.description == nil, let title = schema.title, !Definitions.repeats(title, shape.key) {
        property.description = title
      }
    }
    return property
  }

  /// The format of a string or a number, if the Swift type doesn't express it.
  private func format(_ property: PropertyShape) -> String? {
    guard case .scalar(let type) = shapes.kind(property.type), !Formats.isExpressed(type) else { return nil }
    return property.schemas.lazy.compactMap { $0.format ?? $0.resolved.format }.first { !$0.isEmpty }
  }

  /// Whether a title only repeats the key, as some frameworks generate it: `Created At` for `created_at`.
  private static func repeats(_ title: String, _ key: String) -> Bool {
    func letters(_ text: String) -> String { Words.split(text).joined().lowercased() }
    return letters(title) == letters(key)
  }

  // MARK: Names

  /// The name of a schema in the object that contains it, or of its file.
  private static func name(_ schema: Schema) -> API.ReferenceName? {
    if schema.node.parent == nil {
      var name = schema.file.afterLastSlash
      if let dot = name.firstIndex(of: ".") { name = String(name[..<dot]) }
      return name.isEmpty ? nil : API.ReferenceName(text: name, isShared: true)
    }
    guard let key = schema.node.key, let parent = schema.node.parent?.key else { return nil }
    if parent == "properties" { return API.ReferenceName(text: key, isShared: false) }
    return ["schemas", "definitions", "$defs"].contains(parent) ? API.ReferenceName(text: key, isShared: true) : nil
  }
}

extension API.Tuple.Element {
  /// The element that a schema in `prefixItems` describes.
  init(_ schema: Schema, _ type: API.Reference, isRequired: Bool) {
    var documentation = Documentation(text: schema.description ?? schema.title)
    documentation.deprecation = Deprecation(of: [schema])
    self.init(type: type, isRequired: isRequired, title: schema.title, documentation: documentation)
  }
}
