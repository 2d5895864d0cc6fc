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
    var count = 0
    for _ in children { count += 1 }
    return count
  }

  /// The member of that name, nil if there is none or this is no object.
  public subscript(key: String) -> JSONNode? {
    guard isObject, let id = tree.keys.find(Array(key.utf8)) else { return nil }
    return member(id)
  }

  /// The element at a position from 0, nil if there is none or this is no array.
  public subscript(index: Int) -> JSONNode? {
    guard isArray, index >= 0 else { return nil }
    var position = 0
    for element in children {
      if position == index { return element }
      position += 1
    }
    return nil
  }

  /// The member with a known name.
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

  /// The members of an object in document order; of a repeated key the first one.
  ///
  /// Empty for all else.
  public var members: Members { Members(node: self) }

  /// The elements of an array in order.
  ///
  /// Empty for all else.
  public var elements: Elements { Elements(node: self) }

  /// The values in an array or object, in document order, repeated keys left out.
  ///
  /// Empty for all else.
  var children: Children { Children(of: self) }

  /// The values in an array or object, without their keys: those are numbers until somebody asks for their text.
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

    /// Starts over the members.
    public func makeIterator() -> Iterator { Iterator(node) }

    /// Whether there is none.
    public var isEmpty: Bool { first { _ in true } == nil }

    /// Goes over the members of an object.
    public struct Iterator: IteratorProtocol {
      private var children: Children?

      init(_ node: JSONNode) {
        if node.isObject { children = node.children }
      }

      /// The next member, nil at the end.
      public mutating func next() -> JSONMember? {
        guard let child = children?.next() else { return nil }
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
    public var isEmpty: Bool { first { _ in true } == nil }

    /// Goes over the elements of an array.
    public struct Iterator: IteratorProtocol {
      private var children: Children?

      init(_ node: JSONNode) {
        if node.isArray { children = node.children }
      }

      /// The next element, nil at the end.
      public mutating func next() -> JSONNode? { children?.next() }
    }
  }
}
