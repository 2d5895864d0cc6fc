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

/// What a struct stores: properties or positions, in it or in groups.
struct StoredMembers {
  let properties: [PropertyPlan]
  let positions: Range<Int>
  let groups: [MemberGroup]
  /// Whether they are positions of an array, not members of an object.
  let isTuple: Bool
  /// Whether they are read and written as JSON.
  let isJSON: Bool

  /// The groups with the names of their properties; each has a type of its own.
  var namedGroups: [(name: String, typeName: String, members: StoredMembers)] {
    groups.enumerated().map { index, group in
      // No name of a document has an underscore like this one.
      (
        "members_\(index + 1)", "Members_\(index + 1)",
        StoredMembers(
          properties: properties, positions: group.members, groups: group.groups, isTuple: isTuple, isJSON: isJSON)
      )
    }
  }

  /// What stands here, in order, with the way to where it is stored: `members_1.name`.
  var all: [(property: PropertyPlan, path: String)] {
    if groups.isEmpty { return positions.map { (properties[$0], properties[$0].storedName) } }
    return namedGroups.flatMap { name, _, members in
      members.all.map { ($0.property, $0.property.constant == nil ? "\(name).\($0.path)" : $0.path) }
    }
  }
}

extension StructurePlan {
  var members: StoredMembers {
    StoredMembers(
      properties: properties, positions: properties.indices, groups: groups, isTuple: false,
      isJSON: coding.contains(.json))
  }
}

extension TuplePlan {
  var members: StoredMembers {
    StoredMembers(
      properties: elements, positions: elements.indices, groups: groups, isTuple: true, isJSON: true)
  }
}
