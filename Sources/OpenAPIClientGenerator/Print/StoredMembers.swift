/// What a struct stores: properties or positions, in the struct itself or in groups.
struct StoredMembers {
  private let properties: [PropertyPlan]
  private let boxed: Set<Int>
  private let positions: Range<Int>
  let groups: [MemberGroup]
  /// Whether they are positions of an array rather than members of an object.
  let isTuple: Bool
  /// Whether they are read and written as JSON.
  let isJSON: Bool

  init(_ structure: StructurePlan, _ storage: Storage.OfType) {
    self.init(structure.properties, storage, isTuple: false, isJSON: structure.coding == .json)
  }

  init(_ tuple: TuplePlan, _ storage: Storage.OfType) {
    self.init(tuple.elements, storage, isTuple: true, isJSON: true)
  }

  private init(_ properties: [PropertyPlan], _ storage: Storage.OfType, isTuple: Bool, isJSON: Bool) {
    self.properties = properties
    boxed = storage.boxed
    positions = properties.indices
    groups = storage.groups
    self.isTuple = isTuple
    self.isJSON = isJSON
  }

  private init(_ group: MemberGroup, of members: StoredMembers) {
    properties = members.properties
    boxed = members.boxed
    positions = group.members
    groups = group.groups
    isTuple = members.isTuple
    isJSON = members.isJSON
  }

  /// The groups with the names of their properties; each has a type of its own.
  var namedGroups: [(name: String, typeName: String, members: StoredMembers)] {
    groups.enumerated().map { index, group in
      // Names made from a document have no underscore before a number, so these are free.
      ("members_\(index + 1)", "Members_\(index + 1)", StoredMembers(group, of: self))
    }
  }

  /// All members in order, those in groups too.
  var all: [StoredMember] {
    if groups.isEmpty {
      return positions.map { position in
        let property = properties[position]
        return StoredMember(
          property: property, position: position, path: property.storedName, isBoxed: boxed.contains(position))
      }
    }
    return namedGroups.flatMap { name, _, members in
      members.all.map { $0.property.constant == nil ? $0.inside(name) : $0 }
    }
  }
}

/// A property of a struct, and where it is stored.
struct StoredMember {
  let property: PropertyPlan
  /// Its position among all members.
  let position: Int
  /// The path to where it is stored: `members_1.name`.
  let path: String
  /// Whether it is behind a reference of its own.
  let isBoxed: Bool

  /// What is read and written: of a boxed member the box `_name`, so that its value takes no space on the stack.
  var storage: String { isBoxed ? "_\(property.storedName.withoutBackticks)" : property.storedName }

  fileprivate func inside(_ group: String) -> StoredMember {
    StoredMember(property: property, position: position, path: "\(group).\(path)", isBoxed: isBoxed)
  }
}

/// A property for members beyond the named ones, or for elements after the positions.
struct StoredCollection {
  let name: String
  /// The type of the whole collection: `[String: Int]`.
  let type: TypeUse
  /// Its default in the initializer.
  let emptyLiteral: String
}
