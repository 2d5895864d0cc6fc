/// The optional members of a value that are null rather than absent: a set of their names.
///
///     Order(total: 5, nulls: [.note])   // sends {"total": 5, "note": null}
///
/// A member that has a value is sent with it, whether it is named here or not. In a value that was read, the set has the
/// members that were null.
public struct Nulls<Owner>: SetAlgebra, Hashable, Sendable {
  /// A member that may be null.
  public struct Member: Hashable, Sendable {
    let key: String

    /// The member of a name in JSON; generated code has a constant for each.
    public init(_ key: String) { self.key = key }
  }

  private(set) var keys: Set<String>

  init(keys: Set<String>) { self.keys = keys }

  /// None.
  public init() { keys = [] }

  /// The members named.
  public init(arrayLiteral members: Member...) { keys = Set(members.map(\.key)) }

  /// Whether there are none.
  public var isEmpty: Bool { keys.isEmpty }

  /// Whether a member is null.
  public func contains(_ member: Member) -> Bool { keys.contains(member.key) }

  /// Makes a member null.
  @discardableResult
  public mutating func insert(_ member: Member) -> (inserted: Bool, memberAfterInsert: Member) {
    (keys.insert(member.key).inserted, member)
  }

  /// Makes a member null.
  @discardableResult
  public mutating func update(with member: Member) -> Member? {
    keys.update(with: member.key).map { Member($0) }
  }

  /// Leaves a member out, unless it has a value.
  @discardableResult
  public mutating func remove(_ member: Member) -> Member? { keys.remove(member.key).map { Member($0) } }

  /// The members of both.
  public func union(_ other: Self) -> Self { Self(keys: keys.union(other.keys)) }
  /// The members that are in both.
  public func intersection(_ other: Self) -> Self { Self(keys: keys.intersection(other.keys)) }
  /// The members that are in one of both.
  public func symmetricDifference(_ other: Self) -> Self { Self(keys: keys.symmetricDifference(other.keys)) }
  /// Adds the members of another set.
  public mutating func formUnion(_ other: Self) { keys.formUnion(other.keys) }
  /// Keeps the members that are in another set.
  public mutating func formIntersection(_ other: Self) { keys.formIntersection(other.keys) }
  /// Keeps the members that are in one of both.
  public mutating func formSymmetricDifference(_ other: Self) { keys.formSymmetricDifference(other.keys) }
}

extension Nulls: CustomStringConvertible {
  /// The names in JSON: `[note, owner]`.
  public var description: String { "[\(keys.sorted().joined(separator: ", "))]" }
}

extension JSONReader {
  /// Those of some members that are present and null.
  ///
  /// - Throws: `JSONError` if this is not an object.
  public func nulls<Owner>(_ keys: [String]) throws -> Nulls<Owner> {
    if let object = value(ofText: .object) { return try object.nulls(keys) }
    var found: Set<String> = []
    for key in keys {
      let node = try member(key)
      if node >= 0, arena.nodes[node].kind == .null { found.insert(key) }
    }
    return Nulls(keys: found)
  }
}
