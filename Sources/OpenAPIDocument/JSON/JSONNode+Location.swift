import OpenAPISyntax

extension JSONNode {
  /// The array or object that holds the value; nil for the root.
  public var parent: JSONNode? {
    index == 0 ? nil : JSONNode(tree: tree, index: cell.parent)
  }

  /// The value's key in the object that holds it; nil in an array and at the root.
  public var key: String? {
    let id = keyID
    return id == KeyTable.none ? nil : tree.keys.names[Int(id)]
  }

  /// The location of the key; of the value if it has no key.
  public var location: FileLocation {
    let origin = origin
    return tree.sources[Int(origin.source)].location(of: Int(origin.key == JSONOrigin.none ? origin.value : origin.key))
  }

  /// The location of the value.
  public var valueLocation: FileLocation {
    let origin = origin
    return tree.sources[Int(origin.source)].location(of: Int(origin.value))
  }

  /// Where the value and its key were written.
  var origin: JSONOrigin {
    if !tree.origins.isEmpty { return tree.origins[Int(index)] }
    return JSONOrigin(key: keyOffset.map { UInt32($0) } ?? JSONOrigin.none, value: cell.start, source: 0)
  }

  /// The byte of the key's opening quote.
  ///
  /// Not stored, but found by going back over the colon and the key. A quote inside the key follows an odd number of
  /// backslashes.
  private var keyOffset: Int? {
    guard keyID != KeyTable.none else { return nil }
    let bytes = tree.bytes
    var offset = Int(cell.start) - 1
    func goBack(to byte: UInt8) {
      while offset >= 0, bytes[offset] != byte { offset -= 1 }
    }
    goBack(to: UInt8(ascii: ":"))
    goBack(to: UInt8(ascii: "\""))
    while offset > 0 {
      offset -= 1
      goBack(to: UInt8(ascii: "\""))
      let quote = offset
      while offset > 0, bytes[offset - 1] == UInt8(ascii: "\\") { offset -= 1 }
      if (quote - offset) % 2 == 0 { return quote }
    }
    return nil
  }

  /// The JSON pointer (RFC 6901) from the root, in fragment form: `#/a/b~1c/0`.
  ///
  /// Only `~` and `/` are escaped.
  public var pointer: String {
    var tokens: [String] = []
    var node = self
    while let parent = node.parent {
      if let key = node.key {
        tokens.append(JSONPointer.escape(key))
      } else {
        tokens.append(String(node.position(in: parent)))
      }
      node = parent
    }
    return tokens.reversed().reduce(into: "#") { $0 += "/" + $1 }
  }

  /// The position among the elements of an array, from 0.
  func position(in array: JSONNode) -> Int { array.children.prefix { $0 != self }.count }

  /// The value at a JSON pointer from this one: `/a/b`, or `#/a/b`, which may be percent-encoded; itself for an empty
  /// one.
  ///
  /// - Returns: nil if there is no value, or the pointer has neither form.
  public func resolve(pointer: String) -> JSONNode? {
    guard let tokens = JSONPointer.tokens(of: pointer) else { return nil }
    var node = self
    for token in tokens {
      guard let next = node.child(named: token) else { return nil }
      node = next
    }
    return node
  }

  /// The member with a name, or the element whose position the name is.
  func child(named token: [UInt8]) -> JSONNode? {
    if isObject {
      guard let id = tree.keys.find(token) else { return nil }
      return member(id)
    }
    guard isArray, let position = JSONPointer.position(token) else { return nil }
    return self[position]
  }
}
