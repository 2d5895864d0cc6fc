/// The properties of structs, stored in the struct itself or, where it would be too large, in groups behind references.
extension FilePrinter {
  /// The properties of a struct, and the groups that store them.
  ///
  ///     public var id: Int
  ///     @Boxed private var members_1: Members_1
  func printProperties(_ members: StoredMembers) {
    for member in members.all { printProperty(member) }
    for group in members.namedGroups {
      line("@\(name(RuntimeNames.boxed)) private var \(group.name): \(group.typeName)")
    }
  }

  /// A property: stored, a constant, or stored in a group.
  ///
  ///     public var id: Int
  ///     public var object: String { "card" }
  ///     public var name: String? { get { members_1.name } set { members_1.name = newValue } }
  private func printProperty(_ member: StoredMember) {
    let (property, path) = (member.property, member.path)
    printDocumentation(property.documentation)
    let declaration = "var \(property.name): \(spell(property.type))"
    if let constant = property.constant {
      line("\(access)\(declaration) { \(spell(constant, as: property.type)) }")
    } else if path == property.name {
      line("\(box(member))\(access)\(declaration)")
    } else {
      block("\(access)\(declaration)") {
        line("get { \(path) }")
        line("set { \(path) = newValue }")
      }
      if path == property.storedName { line("\(box(member))private var \(path): \(spell(property.type))") }
    }
  }

  /// The property wrapper of a member that is stored behind a reference: `@Boxed `, `@BoxedOptional `.
  private func box(_ member: StoredMember) -> String {
    if !member.isBoxed { return "" }
    return "@\(name(member.property.type.isOptional ? RuntimeNames.boxedOptional : RuntimeNames.boxed)) "
  }

  // MARK: Initializers

  /// The parameter of an initializer for a property: `name: String? = nil`.
  func parameter(_ property: PropertyPlan) -> String {
    let parameter = parameterWithoutDefault(property)
    return property.initializerDefault.map { "\(parameter) = \(spell($0))" } ?? parameter
  }

  /// `name: String?`.
  private func parameterWithoutDefault(_ property: PropertyPlan) -> String {
    "\(Self.label(property.name)): \(spell(property.type))"
  }

  /// The memberwise initializer.
  ///
  ///     public init(id: Int, name: String? = nil) {
  ///       self.id = id
  ///       self.name = name
  ///     }
  func printInitializer(
    of members: StoredMembers, _ collections: [StoredCollection], nulls: (name: String, type: String)? = nil
  ) {
    let stored = members.all.map(\.property).filter { $0.constant == nil }
    let parameters =
      stored.filter(\.isInInitializer).map(parameter)
      + collections.map { "\(Self.label($0.name)): \(spell($0.type)) = \($0.emptyLiteral)" }
      + [nulls].compactMap { $0.map { "\($0.name): \($0.type) = []" } }
    blank()
    if stored.isEmpty && collections.isEmpty {
      line("\(access)init() {}")
    } else {
      function("\(access)init", parameters) {
        printAssignments(members) { $0.isInInitializer ? $0.name : "nil" }
        for collection in collections { line("self.\(collection.name) = \(collection.name)") }
        if let nulls { line("self.\(nulls.name) = \(nulls.name)") }
      }
    }
  }

  /// The assignments of an initializer.
  ///
  ///     self.id = id
  ///     members_1 = Members_1(name: name)
  private func printAssignments(_ members: StoredMembers, _ value: (PropertyPlan) -> String) {
    if members.groups.isEmpty {
      for member in members.all where member.property.constant == nil {
        line("self.\(member.path) = \(value(member.property))")
      }
    }
    for group in members.namedGroups {
      let stored = group.members.all.map(\.property).filter { $0.constant == nil }
      call("\(group.name) = \(group.typeName)", stored.map { "\(Self.label($0.name)): \(value($0))" })
    }
  }

  // MARK: JSON

  /// The statements that read the members.
  ///
  ///     id = try json.value("id")
  ///     try json.constant("object", "card")
  func printReadingMembers(_ members: StoredMembers) {
    for group in members.namedGroups { line("\(group.name) = try \(group.typeName)(json: json)") }
    if !members.groups.isEmpty { return }
    for member in members.all {
      let property = member.property
      let key = Literals.string(property.key)
      switch property.presence {
      case .constant where members.isTuple: break
      case _ where members.isTuple: line("\(member.storage) = try json.element(\(member.position))")
      case .required, .optional, .requiredNullable:
        line("\(member.storage) = try json.value(\(key))")
      case .defaulted(let value):
        line("\(property.storedName) = try json.value(\(key), default: \(spell(value)))")
      case .constant(let value):
        line("try json.constant(\(key), \(spell(value)))")
      }
    }
  }

  /// The statements that write the members.
  ///
  ///     json.write("id", id)
  ///     json.write("owner", orNull: owner)
  func printWritingMembers(_ members: StoredMembers) {
    for group in members.namedGroups { line("\(group.name).write(to: &json)") }
    if !members.groups.isEmpty { return }
    for member in members.all {
      let property = member.property
      if members.isTuple {
        let value = property.presence == .optional ? "orNone: \(property.storedName)" : member.storage
        line("json.element(\(value))")
      } else {
        let value = property.writesNull ? "orNull: \(property.storedName)" : member.storage
        line("json.write(\(Literals.string(property.key)), \(value))")
      }
    }
  }

  // MARK: Groups

  /// The types of the groups; those of groups in a group need no access level.
  ///
  ///     private struct Members_1: Sendable {
  ///       var name: String?
  ///       …
  func printGroups(of members: StoredMembers, access: String = "private ") {
    for group in members.namedGroups {
      blank()
      block("\(access)struct \(group.typeName): \(name("Sendable"))") { printGroup(group.members) }
    }
  }

  /// The members of a group's type: its properties, an initializer, and what reads and writes them.
  ///
  ///     var name: String?
  ///     init(name: String?) { … }
  ///     init(json: JSONReader) throws { … }
  private func printGroup(_ members: StoredMembers) {
    if members.groups.isEmpty {
      for member in members.all {
        let property = member.property
        let declaration = "\(property.storedName): \(spell(property.type))"
        let constant = property.constant.map { " { \(spell($0, as: property.type)) }" } ?? ""
        line("\(box(member))var \(declaration)\(constant)")
      }
    }
    for group in members.namedGroups { line("@\(name(RuntimeNames.boxed)) var \(group.name): \(group.typeName)") }
    let stored = members.all.map(\.property).filter { $0.constant == nil }
    blank()
    if stored.isEmpty {
      line("init() {}")
    } else {
      function("init", stored.map(parameterWithoutDefault)) { printAssignments(members, \.name) }
    }
    if members.isJSON {
      blank()
      block("init(json: \(name(RuntimeNames.reader))) throws") { printReadingMembers(members) }
      blank()
      block("func write(to json: inout \(name(RuntimeNames.writer)))") { printWritingMembers(members) }
    }
    printGroups(of: members, access: "")
  }
}

extension PropertyPlan {
  /// Whether nil is sent as null.
  fileprivate var writesNull: Bool {
    switch presence {
    case .requiredNullable: true
    case .constant(.null): type.isOptional
    default: false
    }
  }
}
