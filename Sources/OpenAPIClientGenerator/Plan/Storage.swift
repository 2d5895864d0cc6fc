/// What types keep behind references, so that none is large, whatever the document.
public struct Storage: Sendable {
  /// Only types that keep something so, by their names from the outside in.
  private let types: [[String]: OfType]

  init(_ types: [[String]: OfType]) { self.types = types }

  /// What a type keeps behind references; `path` has its names from the outside in.
  public subscript(path: [String]) -> OfType { types[path] ?? OfType() }

  /// What one type keeps behind references.
  public struct OfType: Equatable, Sendable {
    /// The positions of the members, elements or cases that are behind a reference each.
    public var boxed: Set<Int> = []
    /// What members are stored in where the struct would be too large; empty: in the struct.
    public var groups: [MemberGroup] = []
  }
}

/// Consecutive members of a large type that are stored together, behind a reference.
public struct MemberGroup: Equatable, Sendable {
  /// The positions of the members.
  public let members: Range<Int>
  /// The groups that hold them; empty: they stand in this one.
  public let groups: [MemberGroup]

  init(members: Range<Int>, groups: [MemberGroup] = []) {
    self.members = members
    self.groups = groups
  }
}
