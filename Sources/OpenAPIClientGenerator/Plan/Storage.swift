/// Which members and payloads types store behind references, so that no type is large.
public struct Storage: Sendable {
  /// The types that store something so, by their names from the outside in.
  private let types: [[String]: OfType]

  init(_ types: [[String]: OfType]) { self.types = types }

  /// What a type stores behind references; `path` has its names from the outside in.
  public subscript(path: [String]) -> OfType { types[path] ?? OfType() }

  /// What one type stores behind references.
  public struct OfType: Equatable, Sendable {
    /// The positions of the members, elements or cases that are each behind a reference of their own.
    public var boxed: Set<Int> = []
    /// The groups that store the members of a struct that would be too large; empty: the struct stores them itself.
    public var groups: [MemberGroup] = []
  }
}

/// Consecutive members of a large struct that are stored together, behind one reference.
public struct MemberGroup: Equatable, Sendable {
  /// The positions of the members.
  public let members: Range<Int>
  /// The inner groups that store the members; empty: this group stores them itself.
  public var groups: [MemberGroup] = []
}
