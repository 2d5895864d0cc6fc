/// A member of an object.
public struct JSONMember: Sendable {
  /// The key with escapes resolved.
  public let key: String
  /// The value.
  public let value: JSONNode
}

extension JSONNode {
  /// The number of an array's elements or an object's members, repeated keys counted once; 0 for all else.
  public var count: Int {
    var result = 0
    var children = Children(of: self)
    while children.next().isPresent { result += 1 }
    return result
  }

  /// The member of that name, nil if there is none or this is no object.
  public subscript(key: String) -> JSONNode? {
    guard isObject, let id = tree.keys.find(Array(key.utf8)) else { return nil }
    return member(id)
  }

  /// The element at a position from 0, nil if there is none or this is no array.
  public subscript(index: Int) -> JSONNode? {
    guard isArray, index >= 0 else { return nil }
    var left = index
    var children = Children(of: self)
    while let child = children.next() {
      if left == 0 { return child }
      left -= 1
    }
    return nil
  }

  /// The member with a known name.
  subscript(keyword: Keyword) -> JSONNode? {
    isObject ? member(UInt32(keyword.rawValue)) : nil
  }

  /// The first member with a key's number.
  func member(_ id: UInt32) -> JSONNode? {
    let end = cell.end
    var child = index + 1
    while child < end {
      let cell = tree.cells[Int(child)]
      if cell.meta & JSONCell.keyMask == id { return JSONNode(tree: tree, index: child) }
      child = cell.next(after: child)
    }
    return nil
  }

  /// The members of an object in document order; of a repeated key the first one.
  ///
  /// Empty for all else.
  public var members: Members { Members(node: self) }

  /// The elements of an array in order.
  ///
  /// Empty for all else.
  public var elements: Elements { Elements(node: self) }

  /// The values in an array or object, in document order, repeated keys left out.
  struct Children: IteratorProtocol {
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
        if cell.meta & JSONCell.duplicateBit == 0 { return JSONNode(tree: tree, index: current) }
      }
      return nil
    }
  }

  /// The members of an object, in document order.
  public struct Members: Sequence, Sendable {
    let node: JSONNode

    /// Starts over the members.
    public func makeIterator() -> Iterator { Iterator(node) }

    /// Whether there is none.
    public var isEmpty: Bool {
      var iterator = makeIterator()
      return iterator.next().isNil
    }

    /// Goes over the members of an object.
    public struct Iterator: IteratorProtocol {
      private var children: Children

      init(_ node: JSONNode) {
        // An array's elements have no key.
        children = Children(of: node)
        if !node.isObject { while children.next().isPresent {} }
      }

      /// The next member, nil at the end.
      public mutating func next() -> JSONMember? {
        guard let child = children.next() else { return nil }
        return JSONMember(key: child.tree.keys.names[Int(child.keyID)], value: child)
      }
    }
  }

  /// The elements of an array, in order.
  public struct Elements: Sequence, Sendable {
    let node: JSONNode

    /// Starts over the elements.
    public func makeIterator() -> Iterator { Iterator(node) }

    /// Whether there is none.
    public var isEmpty: Bool {
      var iterator = makeIterator()
      return iterator.next().isNil
    }

    /// Goes over the elements of an array.
    public struct Iterator: IteratorProtocol {
      private var children: Children

      init(_ node: JSONNode) {
        children = Children(of: node)
        if !node.isArray { while children.next().isPresent {} }
      }

      /// The next element, nil at the end.
      public mutating func next() -> JSONNode? { children.next() }
    }
  }
}
