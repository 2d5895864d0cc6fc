import OpenAPIDocument

/// Schemas → shapes: one for every schema in use, and one for each group of schemas that describe the same value.
///
///     {type: array, items: {$ref: …/Pet}}  → array of the shape of Pet
///     allOf: [{$ref: …/Pet}, {…}]          → object with the properties of both
///
/// A shape gets its number before it is made, so that recursive schemas can refer to it.
struct ShapeBuilder {
  let formats: [String: String]
  /// Finds the variants of a base with a discriminator.
  let inheritance: InheritanceIndex
  var diagnostics = Diagnostics()
  /// Schemas of whole server-sent events, in which `contentSchema` describes the data.
  private(set) var wholeEvents: Set<JSONNode> = []

  private var shapes: [Shape]
  private var byNode = NodeNumbers()
  private var bySource: [ShapeSource: API.TypeID] = [:]
  /// Shapes that have a number but aren't made yet; those without a source are made of their schema alone.
  private var queue: [(id: API.TypeID, source: ShapeSource?)] = []

  private init(formats: [String: String], inheritance: InheritanceIndex) {
    self.formats = formats
    self.inheritance = inheritance
    shapes = [Shape(schema: nil, kind: .scalar(.json)), Shape(schema: nil, kind: .scalar(.string))]
  }

  /// The shape of a schema, which is made later if it is new.
  mutating func reference(to schema: Schema) -> API.Reference {
    if let id = byNode[schema.node] { return API.Reference(id) }
    let id = enqueue(schema, nil)
    byNode[schema.node] = id
    return API.Reference(id)
  }

  /// The shape of several schemas together, which is made later if it is new.
  mutating func reference(to source: ShapeSource) -> API.Reference {
    if let schema = source.only, source.withoutVariants.isEmpty, source.conditional.isEmpty {
      return reference(to: schema)
    }
    if let id = bySource[source] { return API.Reference(id) }
    let id = enqueue(source.outermost, source)
    bySource[source] = id
    return API.Reference(id)
  }

  private mutating func enqueue(_ schema: Schema, _ source: ShapeSource?) -> API.TypeID {
    let id = shapes.count
    shapes.append(Shape(schema: schema, kind: .pending))
    queue.append((id, source))
    return id
  }

  /// Makes the shapes in the queue, and those that they refer to.
  private mutating func makeAll() {
    while !queue.isEmpty {
      let wave = queue
      queue = []
      for (id, source) in wave {
        guard let schema = shapes[id].schema else { continue }
        shapes[id] = source.map { shape($0, for: schema) } ?? shape(schema)
      }
    }
  }
}

extension ShapeBuilder {
  /// The shapes of all schemas that the chosen operations use, and of all components if the whole document is generated,
  /// with their numbers by schema.
  ///
  /// Unions are lists of variants yet.
  static func shapes(
    of document: Document, _ operations: [Operation], isWhole: Bool, _ formats: [String: String],
    _ inheritance: InheritanceIndex, _ diagnostics: inout Diagnostics
  ) -> (shapes: [Shape], byNode: NodeNumbers) {
    var builder = ShapeBuilder(formats: formats, inheritance: inheritance)
    if isWhole {
      for component in document.components.schemas { _ = builder.reference(to: component.schema) }
      for item in document.webhooks {
        for operation in item.operations { builder.include(operation) }
      }
    }
    for operation in operations { builder.include(operation) }
    builder.makeAll()
    diagnostics.add(contentsOf: builder.diagnostics)
    return (builder.shapes, builder.byNode)
  }

  /// Adds the schemas that an operation uses to the queue.
  private mutating func include(_ operation: Operation) {
    for parameter in operation.parameters {
      if let schema = parameter.valueSchema { _ = reference(to: schema) }
    }
    for media in operation.requestBody?.content ?? [] { include(media) }
    for response in operation.responses {
      for header in response.headers {
        if let schema = header.valueSchema { _ = reference(to: schema) }
      }
      if operation.method == "HEAD" { continue }
      for media in response.content { include(media) }
    }
    for callback in operation.callbacks {
      for item in callback.items {
        for operation in item.operations { include(operation) }
      }
    }
  }

  private mutating func include(_ media: MediaType) {
    if let schema = media.schema {
      _ = reference(to: schema)
      if let items = schema.resolved.items { _ = reference(to: items) }
    }
    guard let schema = media.itemSchema else { return }
    if case .events = ContentKind(media.essence) {
      switch EventShapes.form(media) {
      case .data: if let data = EventShapes.data(schema) { _ = reference(to: data) }
      case .event: break
      case .eventWithJSONData: wholeEvents.formUnion(EventShapes.parts(schema).map(\.node))
      }
    }
    _ = reference(to: schema)
  }
}
