/// The members of a JSON object in their order.
///
/// Names are unique: if a document repeats one, the last value counts, at the first position. Equality ignores the order.
public struct JSONObject: Sendable, RandomAccessCollection, ExpressibleByDictionaryLiteral {
  /// A name and its value.
  public struct Member: Hashable, Sendable {
    /// The name.
    public var key: String
    /// The value.
    public var value: JSONValue

    /// Creates a member.
    public init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  private var members: [Member] = []
  /// Positions by name, once there are many.
  private var positions: [String: Int]?
  private static let few = 12

  /// No members.
  public init() {}

  /// The members of a literal; of a repeated name the last counts.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    for (key, value) in elements { self[key] = value }
  }

  /// Where iteration begins.
  public var startIndex: Int { 0 }
  /// Where iteration ends.
  public var endIndex: Int { members.count }
  /// The member at a position.
  public subscript(position: Int) -> Member { members[position] }

  /// The value of a name; nil removes the member.
  public subscript(key: String) -> JSONValue? {
    get { position(of: key).map { members[$0].value } }
    set {
      switch (position(of: key), newValue) {
      case (let found?, let value?): members[found].value = value
      case (nil, let value?):
        members.append(Member(key: key, value: value))
        if positions != nil {
          positions?[key] = members.count - 1
        } else if members.count > Self.few {
          index()
        }
      case (let found?, nil):
        members.remove(at: found)
        if positions != nil { index() }
      case (nil, nil): break
      }
    }
  }

  /// The names in order.
  public var keys: [String] { members.map(\.key) }

  private mutating func index() {
    var positions: [String: Int] = [:]
    for (position, member) in members.enumerated() { positions[member.key] = position }
    self.positions = positions
  }

  private func position(of key: String) -> Int? {
    if let positions { return positions[key] }
    return members.firstIndex { $0.key == key }
  }
}

extension JSONObject: JSONCodable {
  /// Reads an object.
  public init(json: __shared JSONReader) throws {
    guard json.kind == .object else { throw json.mismatch("an object") }
    let arena = json.arena
    var child = json.index + 1
    let end = arena.nodes[json.index].end
    while child < end {
      let value = child + 1
      self[arena.text(of: arena.nodes[child])] = try JSONValue(json: JSONReader(arena: arena, index: value))
      child = arena.next(value)
    }
  }

  /// Writes the members in their order.
  public func write(to json: inout JSONWriter) {
    json.object()
    if json.isIdentity {
      for member in members.sorted(by: { $0.key < $1.key }) { json.write(member.key, member.value) }
    } else {
      for member in members { json.write(member.key, member.value) }
    }
  }
}
