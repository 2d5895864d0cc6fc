import OpenAPIDocument

/// What every schema means that is used.
struct Shapes {
  private let shapes: [Shape]
  /// Lists and maps that hold themselves without a struct between.
  private let recursiveLists: Set<API.TypeID>
  private let byNode: NodeNumbers

  init(_ shapes: [Shape], byNode: NodeNumbers) {
    self.shapes = shapes
    self.byNode = byNode
    recursiveLists = shapes.recursiveLists
  }

  var indices: Range<API.TypeID> { shapes.indices }

  subscript(id: API.TypeID) -> Shape { shapes[id] }

  func isRecursiveList(_ id: API.TypeID) -> Bool { recursiveLists.contains(id) }

  /// The shape of a schema, if it is used.
  func id(of schema: Schema) -> API.TypeID? { byNode[schema.node] }

  /// The shape of a schema that is used.
  func reference(to schema: Schema) -> API.Reference { API.Reference(id(of: schema) ?? API.anything) }

  func follow(_ reference: API.Reference) -> API.Reference { shapes.follow(reference) }

  func kind(_ reference: API.Reference) -> Shape.Kind { shapes[follow(reference).type].kind }
}

extension [Shape] {
  /// The shape at the end of a chain of shapes that are the same, with the nulls met on the way.
  func follow(_ reference: API.Reference) -> API.Reference {
    var isNullable = reference.isNullable
    var id = reference.type
    // A chain that never ends describes nothing.
    for _ in 0..<256 {
      if self[id].isNullable { isNullable = true }
      guard case .same(let next) = self[id].kind else { return API.Reference(id, isNullable: isNullable) }
      id = next.type
      if next.isNullable { isNullable = true }
    }
    return API.Reference(API.anything, isNullable: isNullable)
  }

  /// Lists and maps that hold themselves without a struct between: Swift needs types of their own for them.
  fileprivate var recursiveLists: Set<API.TypeID> {
    var found: Set<API.TypeID> = []
    var isSeen = [Bool](repeating: false, count: count)
    for start in indices where !isSeen[start] && element(of: start) != nil {
      // Each list has one element type, so the way from list to list is a line that may close.
      var path: [API.TypeID] = []
      var current: API.TypeID? = start
      while let id = current, !isSeen[id] {
        isSeen[id] = true
        path.append(id)
        current = element(of: id)
      }
      if let closing = current, let first = path.firstIndex(of: closing) { found.formUnion(path[first...]) }
    }
    return found
  }

  private func element(of id: API.TypeID) -> API.TypeID? {
    switch self[id].kind {
    case .array(let item), .map(let item): follow(item).type
    default: nil
    }
  }
}
