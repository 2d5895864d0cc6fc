/// A number for each of many nodes, found by their places instead of by hashing them.
package struct NodeNumbers: Sendable {
  /// The files, which are few.
  private var trees: [JSONTree] = []
  /// For each file and each of its nodes the number plus 1; 0 where there is none.
  private var numbers: [[UInt32]] = []

  /// Numbers of no node yet.
  package init() {}

  /// The number of a node, nil if it was given none.
  package subscript(node: JSONNode) -> Int? {
    get {
      guard let file = file(of: node) else { return nil }
      let number = numbers[file][Int(node.index)]
      return number == 0 ? nil : Int(number) - 1
    }
    set {
      let place: Int
      if let file = file(of: node) {
        place = file
      } else {
        place = trees.count
        trees.append(node.tree)
        numbers.append([UInt32](repeating: 0, count: node.tree.cells.count))
      }
      numbers[place][Int(node.index)] = newValue.map { UInt32($0 + 1) } ?? 0
    }
  }

  private func file(of node: JSONNode) -> Int? {
    var index = 0
    while index < trees.count {
      if trees[index] === node.tree { return index }
      index += 1
    }
    return nil
  }
}
