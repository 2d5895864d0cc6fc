import OpenAPIDocument

/// Makes the shapes of a document; a class, for shapes are made in a queue that each of them adds to.
///
/// Nothing outside of it sees one: `Shapes` is what comes out.
final class SchemaGraph {
  /// The document's own file.
  let rootFile: String
  let formats: [String: String]
  var diagnostics = Diagnostics()
  /// Schemas of whole server-sent events, whose data is what its `contentSchema` says.
  private(set) var wholeEvents: Set<JSONNode> = []
  var shapes: [Shape] = []
  /// Components by the parents that their `allOf` names, for bases with a discriminator.
  let inheritance: InheritanceIndex

  private var byNode = NodeNumbers()
  private var bySource: [Source: API.TypeID] = [:]
  /// Shapes to make; without a source they are made of their schema alone.
  private var queue: [(API.TypeID, Source?)] = []
  private var firstUnfinished = 0

  private init(document: Document, formats: [String: String]) {
    rootFile = document.node.tree.file
    self.formats = formats
    inheritance = InheritanceIndex(document.components.schemas)
    shapes = [Shape(schema: nil, kind: .scalar(.json)), Shape(schema: nil, kind: .scalar(.string))]
  }

  /// What a shape is made of.
  struct Source: Hashable {
    /// More than one: what they say together.
    let schemas: [Schema]
    /// One of several types that the schemas allow.
    let type: SchemaType?
    /// Schemas whose variants are left out, because this is one of them.
    let withoutVariants: [Schema]
    /// Schemas whose properties may be there or not.
    let conditional: [Schema]

    init(
      schemas: [Schema], type: SchemaType? = nil, withoutVariants: [Schema] = [], conditional: [Schema] = []
    ) {
      self.schemas = schemas
      self.type = type
      self.withoutVariants = withoutVariants
      self.conditional = conditional
    }

    /// The schema that all others are included by.
    var outermost: Schema { schemas[schemas.count - 1] }
    /// The schema, where it is one, whatever its type.
    var only: Schema? { type == nil ? schemas.only : nil }
  }

  /// The shape of a schema where it is used.
  func reference(to schema: Schema) -> API.Reference {
    if let id = byNode[schema.node] { return API.Reference(id) }
    let id = reserve(schema)
    byNode[schema.node] = id
    queue.append((id, nil))
    return API.Reference(id)
  }

  /// The shape of what several schemas say together.
  func reference(to source: Source) -> API.Reference {
    if let schema = source.only, source.withoutVariants.isEmpty, source.conditional.isEmpty {
      return reference(to: schema)
    }
    if let id = bySource[source] { return API.Reference(id) }
    let id = reserve(source.outermost)
    bySource[source] = id
    queue.append((id, source))
    return API.Reference(id)
  }

  /// A shape without a schema of its own.
  func add(_ kind: Shape.Kind, like schema: Schema?) -> API.Reference {
    shapes.append(Shape(schema: schema, kind: kind))
    return API.Reference(shapes.count - 1)
  }

  private func reserve(_ schema: Schema) -> API.TypeID {
    shapes.append(Shape(schema: schema, kind: .pending))
    return shapes.count - 1
  }

  /// Makes every shape that was asked for, and those they ask for.
  private func makeAll() {
    while true {
      while !queue.isEmpty {
        let wave = queue
        queue = []
        for (id, source) in wave {
          if let source {
            make(id, source)
          } else if let schema = shapes[id].schema {
            make(id, schema)
          }
        }
      }
      settleUnions()
      if queue.isEmpty { break }
    }
    findRecursiveLists()
  }

  /// Lists and maps that hold themselves without a struct between: Swift needs types of their own for them.
  private(set) var recursiveLists: Set<API.TypeID> = []

  private func findRecursiveLists() {
    var isSeen = Array(repeating: false, count: shapes.count)
    for start in shapes.indices where !isSeen[start] && element(of: start) != nil {
      // Each list has one element type, so the way from list to list is a line that may close.
      var path: [API.TypeID] = []
      var current: API.TypeID? = start
      while let id = current, !isSeen[id] {
        isSeen[id] = true
        path.append(id)
        current = element(of: id)
      }
      if let closing = current, let first = path.firstIndex(of: closing) { recursiveLists.formUnion(path[first...]) }
    }
  }

  private func element(of id: API.TypeID) -> API.TypeID? {
    switch shapes[id].kind {
    case .array(let item), .map(let item): return follow(item).type
    default: return nil
    }
  }

  /// Settles unions made since the last time; merging enums may ask for more shapes.
  private func settleUnions() {
    let end = shapes.count
    for id in firstUnfinished..<end {
      if case .variants(let list) = shapes[id].kind { settle(id, list) }
    }
    firstUnfinished = end
  }

  func follow(_ reference: API.Reference) -> API.Reference { shapes.follow(reference) }

  func kind(_ reference: API.Reference) -> Shape.Kind { shapes[follow(reference).type].kind }

  /// Whether a reference leads to the bytes of a file.
  func isFile(_ reference: API.Reference) -> Bool {
    if case .file = kind(reference) { return true }
    return false
  }
}

extension SchemaGraph {
  /// What all schemas mean that are components of a whole document, or that the chosen operations reach.
  static func shapes(
    of document: Document, _ operations: [Operation], isWhole: Bool, _ formats: [String: String],
    _ diagnostics: inout Diagnostics
  ) -> Shapes {
    let graph = SchemaGraph(document: document, formats: formats)
    if isWhole {
      for component in document.components.schemas { _ = graph.reference(to: component.schema) }
      for item in document.webhooks {
        for operation in item.operations { graph.ask(for: operation) }
      }
    }
    for operation in operations { graph.ask(for: operation) }
    graph.makeAll()
    diagnostics.add(contentsOf: graph.diagnostics)
    return Shapes(graph.shapes, recursiveLists: graph.recursiveLists, byNode: graph.byNode)
  }

  /// Asks for every schema that an operation speaks of.
  private func ask(for operation: Operation) {
    for parameter in operation.parameters {
      if let schema = parameter.valueSchema { _ = reference(to: schema) }
    }
    for media in operation.requestBody?.content ?? [] { ask(for: media) }
    for response in operation.responses {
      for header in response.headers {
        if let schema = header.valueSchema { _ = reference(to: schema) }
      }
      if operation.method == "HEAD" { continue }
      for media in response.content { ask(for: media) }
    }
    for callback in operation.callbacks {
      for item in callback.items {
        for operation in item.operations { ask(for: operation) }
      }
    }
  }

  private func ask(for media: MediaType) {
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
