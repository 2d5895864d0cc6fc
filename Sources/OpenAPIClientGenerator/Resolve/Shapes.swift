import OpenAPIDocument

/// What every schema means that was asked for.
struct Shapes {
  private let shapes: [Shape]
  /// Lists and maps that hold themselves without a struct between.
  private let recursiveLists: Set<API.TypeID>
  private let byNode: NodeNumbers

  init(_ shapes: [Shape], recursiveLists: Set<API.TypeID>, byNode: NodeNumbers) {
    self.shapes = shapes
    self.recursiveLists = recursiveLists
    self.byNode = byNode
  }

  var indices: Range<API.TypeID> { shapes.indices }

  subscript(id: API.TypeID) -> Shape { shapes[id] }

  func isRecursiveList(_ id: API.TypeID) -> Bool { recursiveLists.contains(id) }

  /// The shape of a schema, if it was asked for.
  func id(of schema: Schema) -> API.TypeID? { byNode[schema.node] }

  /// The shape of a schema that was asked for.
  func reference(to schema: Schema) -> API.Reference { API.Reference(id(of: schema) ?? API.anything) }

  func follow(_ reference: API.Reference) -> API.Reference { shapes.follow(reference) }

  func kind(_ reference: API.Reference) -> Shape.Kind { shapes[follow(reference).type].kind }
}

extension [Shape] {
  /// The shape at the end of a chain of shapes that are the same, with the nulls met on the way.
  func follow(_ reference: API.Reference) -> API.Reference {
    var isNullable = reference.isNullable
    var id = reference.type
    // A chain that never ends says nothing.
    for _ in 0..<256 {
      if self[id].isNullable { isNullable = true }
      guard case .same(let next) = self[id].kind else { return API.Reference(id, isNullable: isNullable) }
      id = next.type
      if next.isNullable { isNullable = true }
    }
    return API.Reference(API.anything, isNullable: isNullable)
  }
}
