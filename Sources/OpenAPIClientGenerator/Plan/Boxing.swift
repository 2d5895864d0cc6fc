/// Decides which members and payloads are stored behind a reference (`@Boxed`, `indirect`), so that no type is large.
///
/// - A member that contains its own type again is: a struct can't contain itself.
/// - A member larger than `memberLimit` is. Where all members together are still larger than `limit`, so is each member
///   larger than half of that, a quarter, and so on.
/// - Where many small members make a struct too large, consecutive ones are stored in groups, each behind a reference.
///
/// Only the types decide, never who uses them, and callers don't see it. Without it the size of nested structs would
/// double with each level, and with it the stack that reading needs and the time that compiling takes.
struct Boxing {
  /// The largest size of a struct, in bytes.
  static let limit = 512
  /// The largest size of a member that is stored in its struct, in bytes.
  static let memberLimit = 128
  /// The sizes that are tried one after the other where a struct is too large.
  private static let memberLimits = [memberLimit, memberLimit / 2, memberLimit / 4, memberLimit / 8]
  /// The largest size of a group of members, in bytes.
  private static let groupLimit = 256
  /// How many groups are stored in one.
  private static let groupsInGroup = 32

  private let nodes: [Node]
  /// The node of each type, by its names from the outside in.
  private let indices: [[String]: Int]
  private var layouts: [ValueLayout]
  /// The positions of the members behind a reference, by node.
  private var boxed: [Set<Int>]
  private var groups: [[MemberGroup]]

  /// A type and its members.
  fileprivate struct Node {
    let kind: TypePlan.Kind
    let members: [TypeUse]
    /// How many dictionaries, arrays and sets are stored beside the members.
    let collections: Int

    var isStruct: Bool {
      switch kind {
      case .structure, .tuple: true
      default: false
      }
    }
  }

  /// Decides for all types of a client, those inside operations too.
  init(_ types: [TypePlan]) {
    var nodes: [Node] = []
    var indices: [[String]: Int] = [:]
    types.forEachType { path, type in
      indices[path] = nodes.count
      nodes.append(Node(type.kind))
    }
    self.nodes = nodes
    self.indices = indices
    layouts = Array(repeating: .reference, count: nodes.count)
    boxed = Array(repeating: [], count: nodes.count)
    groups = Array(repeating: [], count: nodes.count)
    let targets = nodes.map { node in node.members.map { target(of: $0) } }
    let cycles = StrongComponents.indices(targets.map { $0.compactMap { $0 } })
    // Unions break the cycles they are in by `indirect`, so structs only have to break cycles of structs.
    let edges = nodes.indices.map { index in
      targets[index].compactMap { $0 }.filter { nodes[index].isStruct || cycles[$0] != cycles[index] }
    }
    let structCycles = StrongComponents.indices(edges)
    for component in StrongComponents.of(edges) {
      for index in component {
        let cycles = nodes[index].isStruct ? structCycles : cycles
        decide(index, targets[index].map { $0.map { cycles[$0] == cycles[index] } })
      }
    }
  }

  // MARK: Deciding

  /// The type that a value of this type contains; nil where that is no type of the namespace, or an extensible enum.
  private func target(of use: TypeUse) -> Int? {
    guard case .named(let path) = use.unwrapped, let index = indices[path] else { return nil }
    switch nodes[index].kind {
    case .alias(let use): return target(of: use)
    case .structure, .tuple, .union, .bodyChoice, .responseChoice: return index
    case .openEnum, .namespace, .servers: return nil
    }
  }

  private func layout(of use: TypeUse) -> ValueLayout {
    ValueLayout.of(use) { path in
      guard let index = indices[path] else { return .reference }
      switch nodes[index].kind {
      case .alias(let use): return layout(of: use)
      case .openEnum(let plan): return layout(of: plan.rawType)
      default: return layouts[index]
      }
    }
  }

  /// A member of the type that is decided on.
  private struct Member {
    /// Nil where the member contains the type itself.
    let layout: ValueLayout?
    /// Whether it can be behind a reference of its own.
    let isBoxable: Bool

    /// The layout of what the type stores for it: the member itself or, where it is larger than the limit, a reference.
    func stored(_ limit: Int) -> ValueLayout {
      guard let layout, !isBoxed(limit) else { return .reference }
      return layout
    }

    func isBoxed(_ limit: Int) -> Bool {
      guard let layout else { return true }
      return isBoxable && layout.size > limit
    }
  }

  /// Decides for a type, after all types that it contains except those of its own cycle.
  ///
  /// `isRecursive` tells for each member whether it contains the type again; nil: it can't be boxed.
  private mutating func decide(_ index: Int, _ isRecursive: [Bool?]) {
    let node = nodes[index]
    let members = zip(node.members, isRecursive).map { use, isRecursive in
      Member(layout: isRecursive == true ? nil : layout(of: use), isBoxable: isRecursive != nil)
    }
    func box(above limit: Int) {
      boxed[index] = Set(members.indices.filter { members[$0].isBoxed(limit) })
    }
    switch node.kind {
    case .structure, .tuple:
      let collections = Array(repeating: ValueLayout.reference, count: node.collections)
      var stored: [ValueLayout] = []
      for limit in Self.memberLimits {
        stored = members.map { $0.stored(limit) }
        box(above: limit)
        layouts[index] = ValueLayout(stored + collections)
        if layouts[index].size <= Self.limit { return }
      }
      groups[index] = Self.grouped(stored)
      layouts[index] = ValueLayout(groups[index].map { _ in .reference } + collections)
    case .union, .bodyChoice, .responseChoice:
      box(above: Self.memberLimit)
      layouts[index] = .oneOf(members.map { $0.stored(Self.memberLimit) })
    case .openEnum, .alias, .namespace, .servers: break
    }
  }

  /// Groups of consecutive members, none larger than the limit, and groups of such groups.
  private static func grouped(_ members: [ValueLayout]) -> [MemberGroup] {
    var groups: [MemberGroup] = []
    var start = 0
    var layout = ValueLayout()
    for (index, member) in members.enumerated() {
      var longer = layout
      longer.append(member)
      if longer.size > groupLimit, index > start {
        groups.append(MemberGroup(members: start..<index))
        start = index
        longer = member
      }
      layout = longer
    }
    groups.append(MemberGroup(members: start..<members.count))
    while groups.count > groupsInGroup {
      groups = stride(from: 0, to: groups.count, by: groupsInGroup).map { first in
        let inner = Array(groups[first..<min(first + groupsInGroup, groups.count)])
        return MemberGroup(
          members: inner[0].members.lowerBound..<inner[inner.count - 1].members.upperBound, groups: inner)
      }
    }
    return groups
  }

  /// What was decided.
  var storage: Storage {
    let types = indices.mapValues { Storage.OfType(boxed: boxed[$0], groups: groups[$0]) }
    return Storage(types.filter { $0.value != Storage.OfType() })
  }
}

extension Boxing.Node {
  fileprivate init(_ kind: TypePlan.Kind) {
    self.kind = kind
    switch kind {
    case .structure(let structure):
      members = structure.properties.map(\.storedType)
      collections =
        structure.patterns.count + (structure.additional == nil ? 0 : 1) + (structure.nulls == nil ? 0 : 1)
    case .tuple(let tuple):
      members = tuple.elements.map(\.storedType)
      collections = tuple.rest == nil ? 0 : 1
    case .union(let union):
      members = union.cases.map { $0.type ?? .void } + [.jsonValue]
      collections = 0
    case .bodyChoice(let choice):
      members = choice.cases.map(\.type)
      collections = 0
    case .responseChoice(let choice):
      members = choice.cases.map { $0.type ?? .void }
      collections = 0
    case .openEnum, .alias, .namespace, .servers:
      members = []
      collections = 0
    }
  }
}

extension PropertyPlan {
  /// The type that is stored: none for a constant.
  fileprivate var storedType: TypeUse { constant == nil ? type : .void }
}

extension ValueLayout {
  /// The layout of a struct.
  fileprivate init(_ members: [ValueLayout]) {
    self.init()
    for member in members { append(member) }
  }
}
