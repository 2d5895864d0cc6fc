/// A member of an object.
public struct JSONMember: Sendable {
  /// The key with escapes resolved.
  public let key: String
  /// The value.
  public let value: JSONNode
}

extension JSONNode {
  /// The number of an array's elements or an object's members, repeated keys counted once; 0 for any other value.
  public var count: Int { children.count { _ in true } }

  /// The first member with a name; nil if there is none, or this is not an object.
  public subscript(key: String) -> JSONNode? {
    guard isObject, let id = tree.keys.find(Array(key.utf8)) else { return nil }
    return member(id)
  }

  /// The element at a position from 0; nil if there is none, or this is not an array.
  public subscript(index: Int) -> JSONNode? {
    guard isArray else { return nil }
    for (position, element) in children.enumerated() where position == index { return element }
    return nil
  }

  /// The first member with a known name.
  subscript(keyword: Keyword) -> JSONNode? {
    isObject ? member(keyword.id) : nil
  }

  /// The first member with a key's number.
  func member(_ id: UInt32) -> JSONNode? {
    let end = cell.end
    var child = index + 1
    while child < end {
      let cell = tree.cells[Int(child)]
      if cell.keyID == id { return JSONNode(tree: tree, index: child) }
      child = cell.next(after: child)
    }
    return nil
  }

  /// The members of an object in document order; only the first one of a repeated key.
  ///
  /// Empty for any other value.
  public var members: Members { Members(node: self) }

  /// The elements of an array in order.
  ///
  /// Empty for any other value.
  public var elements: Elements { Elements(node: self) }

  /// The values in an array or object, in document order, repeated keys left out.
  ///
  /// Empty for any other value.
  var children: Children { Children(of: self) }

  /// The values in an array or object, without the texts of their keys, which are looked up only where they are needed.
  struct Children: Sequence, IteratorProtocol {
    private let tree: JSONTree
    private var child: UInt32
    private let end: UInt32

    init(of node: JSONNode) {
      tree = node.tree
      child = node.index + 1
      end = node.cell.next(after: node.index)
    }

    mutating func next() -> JSONNode? {
      while child < end {
        let current = child
        let cell = tree.cells[Int(current)]
        child = cell.next(after: current)
        if !cell.isDuplicate { return JSONNode(tree: tree, index: current) }
      }
      return nil
    }
  }

  /// The members of an object, in document order.
  public struct Members: Sequence, Sendable {
    let node: JSONNode

    /// Creates an iterator over the members.
    public func makeIterator() -> Iterator { Iterator(node) }

    /// Whether there are none.
    public var isEmpty: Bool { first { _ in true } == nil }

    /// Iterates over the members of an object.
    public struct Iterator: IteratorProtocol {
      private var children: Children?

      init(_ node: JSONNode) {
        if node.isObject { children = node.children }
      }

      /// The next member; nil at the end.
      public mutating func next() -> JSONMember? {
        guard let child = children?.next() else { return nil }
        return JSONMember(key: child.tree.keys.names[Int(child.keyID)], value: child)
      }
    }
  }

  /// The elements of an array, in order.
  public struct Elements: Sequence, Sendable {
    let node: JSONNode

    /// Creates an iterator over the elements.
    public func makeIterator() -> Iterator { Iterator(node) }

    /// Whether there are none.
    public var isEmpty: Bool { first { _ in true } == nil }

    /// Iterates over the elements of an array.
    public struct Iterator: IteratorProtocol {
      private var children: Children?

      init(_ node: JSONNode) {
        if node.isArray { children = node.children }
      }

      /// The next element; nil at the end.
      public mutating func next() -> JSONNode? { children?.next() }
    }
  }
}
