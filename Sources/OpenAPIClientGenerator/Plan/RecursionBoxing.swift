/// Where types would hold themselves: those properties are boxed, those unions are indirect.
///
/// Arrays and dictionaries hold their elements elsewhere, so only properties, tuple positions and payloads count.
struct RecursionBoxing {
  /// Indices of properties or positions to box.
  private(set) var boxed: [API.TypeID: Set<Int>] = [:]
  private(set) var indirect: Set<API.TypeID> = []

  init(_ types: API.Types) {
    let count = types.indices.count
    var edges: [[(target: API.TypeID, index: Int)]] = Array(repeating: [], count: count)
    for id in types.indices { edges[id] = RecursionBoxing.edges(of: id, types) }
    for component in RecursionBoxing.cycles(edges) {
      for id in component {
        if case .union = types[id].kind { indirect.insert(id) }
      }
    }
    // What stays are circles of structs alone.
    for id in indirect { edges[id] = [] }
    box(edges)
  }

  private static func edges(of id: API.TypeID, _ types: API.Types) -> [(target: API.TypeID, index: Int)] {
    var result: [(target: API.TypeID, index: Int)] = []
    var index = 0
    func add(_ reference: API.Reference) {
      let target = types.follow(reference).type
      switch types[target].kind {
      case .object, .tuple, .union: result.append((target, index))
      default: break
      }
      index += 1
    }
    switch types[id].kind {
    case .object(let object):
      for property in object.properties { add(property.type) }
    case .tuple(let tuple):
      for element in tuple.elements { add(element.type) }
    case .union(let union):
      for unionCase in union.cases { add(unionCase.type) }
    default: break
    }
    return result
  }

  /// Groups of shapes that reach each other (strongly connected, by Tarjan's algorithm without recursion).
  private static func cycles(_ edges: [[(target: API.TypeID, index: Int)]]) -> [[API.TypeID]] {
    let count = edges.count
    var order = Array(repeating: -1, count: count)
    var low = Array(repeating: 0, count: count)
    var isOpen = Array(repeating: false, count: count)
    var stack: [API.TypeID] = []
    var result: [[API.TypeID]] = []
    var counter = 0
    var work: [API.TypeID] = []
    var next = Array(repeating: 0, count: count)
    func open(_ id: API.TypeID) {
      order[id] = counter
      low[id] = counter
      counter += 1
      stack.append(id)
      isOpen[id] = true
      work.append(id)
    }
    for root in 0..<count where order[root] < 0 && !edges[root].isEmpty {
      open(root)
      while let id = work.last {
        let position = next[id]
        if position < edges[id].count {
          next[id] = position + 1
          let target = edges[id][position].target
          if order[target] < 0 {
            open(target)
          } else if isOpen[target] {
            low[id] = min(low[id], order[target])
          }
          continue
        }
        work.removeLast()
        if let parent = work.last { low[parent] = min(low[parent], low[id]) }
        if low[id] == order[id] {
          var component: [API.TypeID] = []
          while let member = stack.popLast() {
            isOpen[member] = false
            component.append(member)
            if member == id { break }
          }
          var isLoop = component.count > 1
          for edge in edges[id] where edge.target == id { isLoop = true }
          if isLoop { result.append(component) }
        }
      }
    }
    return result
  }

  /// Boxes the edge that closes each circle, in the order of the shapes.
  private mutating func box(_ edges: [[(target: API.TypeID, index: Int)]]) {
    var isKnown = Array(repeating: false, count: edges.count)
    var isOpen = isKnown
    var next = Array(repeating: 0, count: edges.count)
    for root in edges.indices where !isKnown[root] && !edges[root].isEmpty {
      var work = [root]
      while let id = work.last {
        isKnown[id] = true
        let position = next[id]
        isOpen[id] = position < edges[id].count
        if !isOpen[id] {
          work.removeLast()
          continue
        }
        next[id] = position + 1
        let edge = edges[id][position]
        if isOpen[edge.target] {
          boxed[id, default: []].insert(edge.index)
        } else if !isKnown[edge.target] {
          work.append(edge.target)
        }
      }
    }
  }
}
