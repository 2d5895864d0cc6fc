/// The strongly connected components of a graph: groups of nodes that can reach each other.
///
/// Tarjan's algorithm, without recursion, because a document's types may form long chains.
enum StrongComponents {
  /// For each node the index of its component.
  static func indices(_ edges: [[Int]]) -> [Int] {
    var indices = Array(repeating: 0, count: edges.count)
    for (index, component) in of(edges).enumerated() {
      for node in component { indices[node] = index }
    }
    return indices
  }

  /// The components, each after those that its nodes have edges to.
  ///
  /// `edges` has for each node the nodes that it has an edge to.
  ///
  ///     [[1], [2], [1]]  → [[2, 1], [0]]
  static func of(_ edges: [[Int]]) -> [[Int]] {
    let count = edges.count
    var order = Array(repeating: -1, count: count)
    var low = Array(repeating: 0, count: count)
    var isOpen = Array(repeating: false, count: count)
    var next = Array(repeating: 0, count: count)
    var stack: [Int] = []
    var work: [Int] = []
    var result: [[Int]] = []
    var counter = 0
    func open(_ node: Int) {
      order[node] = counter
      low[node] = counter
      counter += 1
      stack.append(node)
      isOpen[node] = true
      work.append(node)
    }
    for root in 0..<count where order[root] < 0 {
      open(root)
      while let node = work.last {
        let position = next[node]
        if position < edges[node].count {
          next[node] = position + 1
          let target = edges[node][position]
          if order[target] < 0 {
            open(target)
          } else if isOpen[target] {
            low[node] = min(low[node], order[target])
          }
          continue
        }
        work.removeLast()
        if let parent = work.last { low[parent] = min(low[parent], low[node]) }
        if low[node] == order[node] {
          var component: [Int] = []
          while let member = stack.popLast() {
            isOpen[member] = false
            component.append(member)
            if member == node { break }
          }
          result.append(component)
        }
      }
    }
    return result
  }
}
