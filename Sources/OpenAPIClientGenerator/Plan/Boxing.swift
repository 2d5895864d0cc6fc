/// Decides which values are kept behind references, so that no type is large, whatever the document.
///
/// - What leads back to the type that holds it is behind a reference: a type can't contain itself.
/// - So is what is larger than `Boxing.memberLimit`; where all members together are larger than `Boxing.limit`, what is
///   larger than half of that, a quarter, and so on.
/// - Where many small members make a type too large, consecutive ones are kept together, each group behind a reference.
///
/// Types, not uses or their order, decide. Callers see none of it. Values that were nested by value would double with each
/// level, and with them the stack that reading needs and the time that compiling takes.
struct Boxing {
  /// No struct is larger, in bytes.
  static let limit = 512
  /// What is larger is kept behind a reference wherever it is held.
  static let memberLimit = 128
  /// How much a group of members takes at most, and how many groups are kept in one.
  private static let groupLimit = 256
  private static let groupsInGroup = 32

  private let nodes: [Node]
  private let numbers: [[String]: Int]
  private var layouts: [ValueLayout]
  /// The members behind references.
  private var boxed: [Set<Int>]
  private var groups: [[MemberGroup]]

  /// A type, and what it stores.
  fileprivate struct Node {
    let kind: TypePlan.Kind
    let members: [TypeUse]
    /// How many maps, lists and sets stand beside the members.
    let openMembers: Int

    var isStruct: Bool {
      switch kind {
      case .structure, .tuple: true
      default: false
      }
    }
  }

  /// Decides for all types of a client, those inside of operations too.
  init(_ types: [TypePlan]) {
    var nodes: [Node] = []
    var numbers: [[String]: Int] = [:]
    types.forEachType { path, type in
      numbers[path] = nodes.count
      nodes.append(Node(type.kind))
    }
    self.nodes = nodes
    self.numbers = numbers
    layouts = Array(repeating: .reference, count: nodes.count)
    boxed = Array(repeating: [], count: nodes.count)
    groups = Array(repeating: [], count: nodes.count)
    let targets = nodes.map { node in node.members.map { target(of: $0) } }
    let cycles = StrongComponents.numbers(targets.map { $0.compactMap { $0 } })
    // A union breaks its cycles itself, so structs need to break only those without a union.
    let open = nodes.indices.map { number in
      targets[number].compactMap { $0 }.filter { nodes[number].isStruct || cycles[$0] != cycles[number] }
    }
    let structCycles = StrongComponents.numbers(open)
    for component in StrongComponents.of(open) {
      for number in component {
        let ownCycles = nodes[number].isStruct ? structCycles : cycles
        decide(number, targets[number].map { $0.map { ownCycles[$0] == ownCycles[number] } })
      }
    }
  }

  // MARK: Deciding

  /// The type whose value stands in a value of this type; nil where that is none of the namespace or only an
  /// extensible enum.
  private func target(of use: TypeUse) -> Int? {
    guard case .named(let path) = use.unwrapped, let number = numbers[path] else { return nil }
    switch nodes[number].kind {
    case .alias(let use): return target(of: use)
    case .structure, .tuple, .union, .bodyChoice, .responseChoice: return number
    case .openEnum, .namespace, .servers: return nil
    }
  }

  private func layout(of use: TypeUse) -> ValueLayout {
    ValueLayout.of(use) { path in
      guard let number = numbers[path] else { return .reference }
      switch nodes[number].kind {
      case .alias(let use): return layout(of: use)
      case .openEnum(let plan): return layout(of: plan.rawType)
      default: return layouts[number]
      }
    }
  }

  /// Decides for a type after all that it holds, but for those that hold it too.
  ///
  /// `isLeadingBack` says of each member whether it leads back to the type; nil for what can't be boxed.
  private mutating func decide(_ number: Int, _ isLeadingBack: [Bool?]) {
    let node = nodes[number]
    let members = zip(node.members, isLeadingBack).map { use, isLeadingBack in
      isLeadingBack == true ? nil : (layout: layout(of: use), isBoxable: isLeadingBack == false)
    }
    func isBoxed(_ index: Int, _ limit: Int) -> Bool {
      members[index].map { $0.isBoxable && $0.layout.size > limit } ?? true
    }
    func stored(_ limit: Int) -> [ValueLayout] {
      members.indices.map { isBoxed($0, limit) ? .reference : members[$0]?.layout ?? .reference }
    }
    func keep(_ limit: Int) {
      boxed[number] = Set(members.indices.filter { isBoxed($0, limit) })
    }
    switch node.kind {
    case .structure, .tuple:
      let maps = Array(repeating: ValueLayout.reference, count: node.openMembers)
      var limit = Self.memberLimit
      while limit >= 16 {
        layouts[number] = ValueLayout(stored(limit) + maps)
        if layouts[number].size <= Self.limit { return keep(limit) }
        limit /= 2
      }
      keep(16)
      groups[number] = Self.grouped(stored(16))
      layouts[number] = ValueLayout(groups[number].map { _ in .reference } + maps)
    case .union, .bodyChoice, .responseChoice:
      keep(Self.memberLimit)
      layouts[number] = .oneOf(stored(Self.memberLimit))
    case .openEnum, .alias, .namespace, .servers: break
    }
  }

  /// Consecutive members that take no more than the limit together, and groups of such groups.
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

  /// What the types keep behind references.
  var storage: Storage {
    let types = numbers.mapValues { Storage.OfType(boxed: boxed[$0], groups: groups[$0]) }
    return Storage(types.filter { $0.value != Storage.OfType() })
  }
}

extension Boxing.Node {
  fileprivate init(_ kind: TypePlan.Kind) {
    self.kind = kind
    switch kind {
    case .structure(let structure):
      members = structure.properties.map(\.storedType)
      openMembers =
        structure.patterns.count + (structure.additional == nil ? 0 : 1) + (structure.nulls == nil ? 0 : 1)
    case .tuple(let tuple):
      members = tuple.elements.map(\.storedType)
      openMembers = tuple.rest == nil ? 0 : 1
    case .union(let union):
      members = union.cases.map { $0.type ?? .void } + (union.otherCase == nil ? [] : [.jsonValue])
      openMembers = 0
    case .bodyChoice(let choice):
      members = choice.cases.map(\.type)
      openMembers = 0
    case .responseChoice(let choice):
      members = choice.cases.map { $0.type ?? .void }
      openMembers = 0
    case .openEnum, .alias, .namespace, .servers:
      members = []
      openMembers = 0
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
