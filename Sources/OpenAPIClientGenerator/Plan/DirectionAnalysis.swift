/// Which shapes are sent, which are received, and in what coding.
struct DirectionAnalysis {
  private(set) var inRequests: [Bool]
  private(set) var inAnswers: [Bool]
  private(set) var asJSON: [Bool]
  private(set) var asMultipart: [Bool]
  private let graph: SchemaGraph

  enum Direction { case request, answer }

  init(_ graph: SchemaGraph) {
    self.graph = graph
    let none = Array(repeating: false, count: graph.shapes.count)
    inRequests = none
    inAnswers = none
    asJSON = none
    asMultipart = none
  }

  /// Marks a shape and all that it holds.
  mutating func mark(_ use: Use, _ direction: Direction) {
    var queue = [graph.follow(use).shape]
    while let id = queue.popLast() {
      asJSON[id] = true
      switch direction {
      case .request:
        if inRequests[id] { continue }
        inRequests[id] = true
      case .answer:
        if inAnswers[id] { continue }
        inAnswers[id] = true
      }
      DirectionAnalysis.eachChild(of: graph.shapes[id].kind) { queue.append(graph.follow($0).shape) }
    }
  }

  /// Marks the root of a multipart body; what it holds is JSON in parts of its own, or files.
  mutating func markMultipart(_ use: Use) {
    let id = graph.follow(use).shape
    asMultipart[id] = true
    inRequests[id] = true
    var children: [Use] = []
    DirectionAnalysis.eachChild(of: graph.shapes[id].kind) { children.append($0) }
    for child in children { mark(child, .request) }
  }

  /// Marks what no operation reaches as both sent and received.
  mutating func markRest(_ use: Use) {
    let id = graph.follow(use).shape
    if inRequests[id] || inAnswers[id] { return }
    mark(use, .request)
    mark(use, .answer)
  }

  func isUsed(_ id: ShapeID) -> Bool { inRequests[id] || inAnswers[id] }

  /// Calls `body` with everything that a shape holds directly.
  static func eachChild(of kind: Shape.Kind, _ body: (Use) -> Void) {
    switch kind {
    case .pending, .value, .binary, .enumeration: break
    case .link(let use), .array(let use), .map(let use): body(use)
    case .object(let object):
      for property in object.properties { body(property.use) }
      for pattern in object.patterns { body(pattern.use) }
      if let additional = object.additional { body(additional) }
    case .tuple(let tuple):
      for element in tuple.elements { body(element.use) }
      if let rest = tuple.rest { body(rest) }
    case .union(let union):
      for unionCase in union.cases { body(unionCase.use) }
    case .variants(let list):
      for variant in list.variants { body(variant.use) }
    }
  }
}
