/// A document that can be changed, by overlays or to merge files.
///
/// Each value has a number, and is created from a file's node when it is first needed, so that a change costs only what
/// it touches.
struct EditableTree {
  /// A value of the document.
  struct Value {
    /// The node that it has kind and location from, and its content if it is a scalar.
    var node: JSONNode
    /// Its key's number in `keys`; `KeyTable.none` in an array and at the root.
    var key: UInt32
    /// The value that holds it; the root holds itself.
    var parent: Int
    /// The values that it holds; nil for those of its node.
    var children: [Int]?
    /// A string that replaces the node's value.
    var text: [UInt8]?
  }

  /// Why a change can't be made, and the value that prevents it.
  struct Refusal: Error {
    let code: String
    let message: String
    var hint: String?
    let node: JSONNode
  }

  /// The number of the outermost value.
  static let root = 0
  /// How deep arrays and objects may be nested, as in a file.
  private static let maximumDepth = 512
  /// How many values all changes together may add, because copies of copies double each time.
  private static let maximumAdded = 1 << 20

  private(set) var values: [Value]
  /// The keys of all files.
  private(set) var keys: KeyTable
  /// The files that values were read from, the document first.
  private(set) var trees: [JSONTree]
  /// For each file but the first, the numbers in `keys` of its keys.
  private(set) var keyNumbers: [[UInt32]] = [[]]
  private var addedCount = 0

  init(_ root: JSONNode) {
    trees = [root.tree]
    keys = root.tree.keys
    values = [Value(node: root, key: KeyTable.none, parent: EditableTree.root, children: nil)]
  }

  /// The values in an array or object, in order; empty for any other value.
  mutating func children(of index: Int) -> [Int] {
    if let children = values[index].children { return children }
    let children = values[index].node.children.map { add($0, key: key(of: $0), parent: index) }
    values[index].children = children
    return children
  }

  /// The member with a name.
  mutating func member(_ name: [UInt8], of object: Int) -> Int? {
    guard let key = keys.find(name) else { return nil }
    return children(of: object).first { values[$0].key == key }
  }

  /// A value's key.
  func name(of index: Int) -> String? {
    let key = values[index].key
    return key == KeyTable.none ? nil : keys.names[Int(key)]
  }

  private mutating func add(_ node: JSONNode, key: UInt32, parent: Int) -> Int {
    values.append(Value(node: node, key: key, parent: parent, children: nil))
    return values.count - 1
  }

  /// The number in `keys` of a node's key.
  private mutating func key(of node: JSONNode) -> UInt32 {
    let id = node.keyID
    if id == KeyTable.none || node.tree === trees[0] { return id }
    return keyNumbers[number(of: node.tree)][Int(id)]
  }

  /// The number of a file, which is added if it is new.
  private mutating func number(of tree: JSONTree) -> Int {
    if let known = trees.firstIndex(where: { $0 === tree }) { return known }
    trees.append(tree)
    keyNumbers.append(tree.keys.names.indices.map { keys.intern(tree.keys.utf8(of: UInt32($0))) })
    return trees.count - 1
  }

  // MARK: Changing

  /// Adds a file, whether or not a value of it is used.
  mutating func include(_ tree: JSONTree) { _ = number(of: tree) }

  /// Replaces a value by a string at its location.
  mutating func setText(_ text: String, of index: Int) {
    values[index].text = Array(text.utf8)
    values[index].children = []
  }

  /// Replaces a value by a node.
  mutating func replace(_ index: Int, by node: JSONNode) {
    include(node.tree)
    values[index].node = node
    values[index].children = nil
  }

  /// Adds a node as a member.
  mutating func add(_ node: JSONNode, named name: String, to object: Int) -> Int {
    include(node.tree)
    let child = add(node, key: keys.intern(Array(name.utf8)), parent: object)
    _ = children(of: object)
    values[object].children?.append(child)
    return child
  }

  /// The member with a name that is an object; if there is none, a new one with the location of the outer object.
  mutating func object(_ name: String, in object: Int) -> Int {
    if let member = member(Array(name.utf8), of: object), values[member].node.isObject { return member }
    let child = add(values[object].node, named: name, to: object)
    values[child].children = []
    return child
  }

  /// Removes values from the arrays and objects that hold them.
  mutating func remove(_ indices: [Int]) {
    let removed = Set(indices)
    for parent in Set(indices.map { values[$0].parent }) {
      values[parent].children = children(of: parent).filter { !removed.contains($0) }
    }
  }

  /// Merges a node of an overlay into a value: OpenAPI Overlay 1.1, section Action Object.
  mutating func merge(_ node: JSONNode, into target: Int) throws(Refusal) {
    try check(size: Int(node.cell.next(after: node.index) - node.index), height: node.height, target, node)
    try merge(add(node, key: key(of: node), parent: target), into: target, isNested: false)
  }

  /// Merges a copy of one value into another.
  mutating func mergeCopy(of source: Int, into target: Int) throws(Refusal) {
    // Above the limit the copy is refused, whatever its size.
    let (size, height) = addedCount > Self.maximumAdded ? (1, 1) : try extent(of: source)
    try check(size: size, height: height, target, values[source].node)
    try merge(copy(source, parent: target), into: target, isNested: false)
  }

  /// Refuses a change that would make the document too deep or too large.
  private mutating func check(size: Int, height: Int, _ target: Int, _ node: JSONNode) throws(Refusal) {
    var depth = height
    var ancestor = target
    while ancestor != EditableTree.root {
      depth += 1
      ancestor = values[ancestor].parent
    }
    if depth >= Self.maximumDepth {
      throw Refusal(
        code: "json-too-deep",
        message: "This would nest arrays and objects more than \(Self.maximumDepth) deep",
        hint: "move inner schemas to components and refer to them", node: node)
    }
    addedCount += size
    if addedCount > Self.maximumAdded {
      throw Refusal(
        code: "document-too-large", message: "The overlays add more than \(Self.maximumAdded) values",
        hint: "copy less, or let targets select less", node: node)
    }
  }

  /// The number of values in a value, itself included, and how deep arrays and objects in it are nested.
  private func extent(of index: Int) throws(Refusal) -> (size: Int, height: Int) {
    guard let children = values[index].children else {
      let node = values[index].node
      return (Int(node.cell.next(after: node.index) - node.index), node.height)
    }
    var size = 1
    var height = values[index].node.isContainer ? 1 : 0
    for child in children {
      let inner = try extent(of: child)
      size += inner.size
      height = max(height, inner.height + 1)
    }
    return (size, height)
  }

  private mutating func copy(_ index: Int, parent: Int) -> Int {
    let value = values[index]
    let copied = add(value.node, key: value.key, parent: parent)
    if let children = value.children {
      values[copied].children = children.map { copy($0, parent: copied) }
    }
    return copied
  }

  private mutating func merge(_ source: Int, into target: Int, isNested: Bool) throws(Refusal) {
    let sourceNode = values[source].node
    let targetNode = values[target].node
    if targetNode.isObject, sourceNode.isObject {
      var members: [UInt32: Int] = [:]
      for member in children(of: target) { members[values[member].key] = member }
      for child in children(of: source) {
        if let member = members[values[child].key] {
          try merge(child, into: member, isNested: true)
        } else {
          attach(child, to: target)
        }
      }
    } else if targetNode.isArray, sourceNode.isArray || !isNested {
      let added = sourceNode.isArray ? children(of: source) : [source]
      _ = children(of: target)
      for element in added {
        values[element].key = KeyTable.none
        attach(element, to: target)
      }
    } else if targetNode.isNull || !(targetNode.isContainer || sourceNode.isContainer) {
      // Null is what YAML reads after a key without a value, so anything may replace it.
      values[target].node = sourceNode
      values[target].children = values[source].children
      for child in values[source].children ?? [] { values[child].parent = target }
    } else {
      throw Refusal(
        code: "incompatible-update",
        message: "Can't merge \(sourceNode.kind.phrase) into \(targetNode.kind.phrase)",
        hint: "remove the old value with an action before this one", node: sourceNode)
    }
  }

  private mutating func attach(_ child: Int, to parent: Int) {
    values[child].parent = parent
    values[parent].children?.append(child)
  }
}

extension JSONNode {
  /// How deep arrays and objects are nested, this one included; 0 for any other value.
  var height: Int {
    guard isContainer else { return 0 }
    var height = 1
    var ends = [cell.end]
    var index = self.index + 1
    while index < cell.end {
      while let end = ends.last, index >= end { ends.removeLast() }
      let inner = JSONNode(tree: tree, index: index)
      if inner.isContainer {
        ends.append(inner.cell.end)
        height = max(height, ends.count)
      }
      index += 1
    }
    return height
  }
}
