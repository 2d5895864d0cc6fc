import OpenAPIDocument

/// The shapes of all schemas that are used.
struct Shapes {
  private let shapes: [Shape]
  /// Lists and maps that contain themselves without a struct in between.
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

  /// The shape of a schema; nil if the schema isn't used.
  func id(of schema: Schema) -> API.TypeID? { byNode[schema.node] }

  /// The shape of a schema; any JSON if the schema isn't used.
  func reference(to schema: Schema) -> API.Reference { API.Reference(id(of: schema) ?? API.anything) }

  func follow(_ reference: API.Reference) -> API.Reference { shapes.follow(reference) }

  func kind(_ reference: API.Reference) -> Shape.Kind { shapes[follow(reference).type].kind }
}

extension [Shape] {
  /// The shape that a reference leads to in the end; null is valid if any shape on the way allows it.
  func follow(_ reference: API.Reference) -> API.Reference {
    var isNullable = reference.isNullable
    var id = reference.type
    // References that only lead to each other describe nothing.
    for _ in 0..<256 {
      if self[id].isNullable { isNullable = true }
      guard case .same(let next) = self[id].kind else { return API.Reference(id, isNullable: isNullable) }
      id = next.type
      if next.isNullable { isNullable = true }
    }
    return API.Reference(API.anything, isNullable: isNullable)
  }

  /// Lists and maps that contain themselves without a struct in between, so that Swift needs structs for them.
  fileprivate var recursiveLists: Set<API.TypeID> {
    var found: Set<API.TypeID> = []
    var isSeen = [Bool](repeating: false, count: count)
    for start in indices where !isSeen[start] && element(of: start) != nil {
      // A list has only one element type, so the path from list to list has no branches, but may be a circle.
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
