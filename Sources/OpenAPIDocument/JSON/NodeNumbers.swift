/// A number for each of many nodes, looked up by their index, which is faster than hashing them.
package struct NodeNumbers: Sendable {
  /// The files, which are few.
  private var trees: [JSONTree] = []
  /// For each file and each of its nodes the number plus 1; 0 where there is none.
  private var numbers: [[UInt32]] = []

  /// Creates a table without numbers.
  package init() {}

  /// The number of a node; nil if it was given none.
  package subscript(node: JSONNode) -> Int? {
    get {
      guard let file = file(of: node) else { return nil }
      let number = numbers[file][Int(node.index)]
      return number == 0 ? nil : Int(number) - 1
    }
    set {
      let file = self.file(of: node) ?? add(node.tree)
      numbers[file][Int(node.index)] = newValue.map { UInt32($0) + 1 } ?? 0
    }
  }

  private func file(of node: JSONNode) -> Int? {
    trees.firstIndex { $0 === node.tree }
  }

  private mutating func add(_ tree: JSONTree) -> Int {
    trees.append(tree)
    numbers.append([UInt32](repeating: 0, count: tree.cells.count))
    return trees.count - 1
  }
}
