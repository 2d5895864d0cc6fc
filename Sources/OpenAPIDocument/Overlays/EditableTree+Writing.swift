import OpenAPISyntax

extension EditableTree {
  /// The changed document, named like the first file; each value keeps the location where it was written.
  func tree() -> JSONTree {
    var writer = TreeWriter(trees: trees, keyNumbers: keyNumbers)
    writer.append(EditableTree.root, of: self, parent: 0)
    return JSONTree(
      file: trees[0].file, bytes: writer.bytes, cells: writer.cells, keys: keys, sources: writer.sources,
      origins: writer.origins)
  }

  /// Writes the values of several files into one tree.
  private struct TreeWriter {
    private(set) var bytes: [UInt8] = []
    private(set) var cells: [JSONCell] = []
    private(set) var origins: [JSONOrigin] = []
    private(set) var sources: [SourceLines] = []
    private let trees: [JSONTree]
    private let keyNumbers: [[UInt32]]
    /// For each file, where its bytes and its sources start among those of all files.
    private var starts: [(byte: UInt32, source: UInt32)] = []

    init(trees: [JSONTree], keyNumbers: [[UInt32]]) {
      self.trees = trees
      self.keyNumbers = keyNumbers
      cells.reserveCapacity(trees[0].cells.count)
      origins.reserveCapacity(trees[0].cells.count)
      for tree in trees {
        starts.append((UInt32(bytes.count), UInt32(sources.count)))
        bytes.append(contentsOf: tree.bytes)
        sources.append(contentsOf: tree.sources)
      }
    }

    mutating func append(_ index: Int, of tree: EditableTree, parent: UInt32) {
      let value = tree.values[index]
      if let text = value.text { return append(text, value.node, key: value.key, parent: parent) }
      guard let children = value.children, value.node.isContainer else {
        return append(value.node, key: value.key, parent: parent)
      }
      let number = UInt32(cells.count)
      append(value.node.cell, value.node, key: value.key, parent: parent)
      for child in children { append(child, of: tree, parent: number) }
      cells[Int(number)].end = UInt32(cells.count)
    }

    /// Appends a node with its descendants.
    private mutating func append(_ node: JSONNode, key: UInt32, parent: UInt32) {
      let first = UInt32(cells.count)
      let end = node.cell.next(after: node.index)
      let numbers = keyNumbers[number(of: node.tree)]
      var index = node.index
      while index < end {
        let inner = JSONNode(tree: node.tree, index: index)
        let cell = inner.cell.moved(from: node.index, to: first)
        if index == node.index {
          append(cell, inner, key: key, parent: parent)
        } else {
          let isSameKey = cell.keyID == KeyTable.none || numbers.isEmpty
          append(cell, inner, key: isSameKey ? cell.keyID : numbers[Int(cell.keyID)], parent: cell.parent)
          cells[cells.count - 1].isDuplicate = cell.isDuplicate
        }
        index += 1
      }
    }

    private mutating func append(_ cell: JSONCell, _ node: JSONNode, key: UInt32, parent: UInt32) {
      let start = starts[number(of: node.tree)]
      // The end of a container is the number of a node rather than a byte.
      let end = cell.isContainer ? cell.end : cell.end + start.byte
      cells.append(JSONCell(start: cell.start + start.byte, end: end, parent: parent, key: key, kind: cell.kind))
      appendOrigin(of: node, key: key)
    }

    /// Appends a string in place of a node.
    private mutating func append(_ text: [UInt8], _ node: JSONNode, key: UInt32, parent: UInt32) {
      let start = bytes.count
      JSONEscapes.appendQuoted(text, to: &bytes)
      let isEscaped = bytes.count - start != text.count + 2
      cells.append(
        JSONCell(
          start: UInt32(start), end: UInt32(bytes.count), parent: parent, key: key,
          kind: isEscaped ? JSONCell.escapedString : JSONCell.string))
      appendOrigin(of: node, key: key)
    }

    private mutating func appendOrigin(of node: JSONNode, key: UInt32) {
      var origin = node.origin
      origin.source += starts[number(of: node.tree)].source
      if key == KeyTable.none { origin.key = JSONOrigin.none }
      origins.append(origin)
    }

    private func number(of tree: JSONTree) -> Int {
      trees.firstIndex { $0 === tree } ?? 0
    }
  }
}
