extension FilePrinter {
  /// The types of a file.
  ///
  ///     nonisolated extension Pets {
  ///       public struct Pet: JSONModel { … }
  ///     }
  func printModels(_ types: [TypePlan]) {
    guard !types.isEmpty else { return }
    block("nonisolated extension \(plan.namespace)") { printTypes(types) }
    printNullableMembers()
  }

  /// A type with its documentation, its members and the types nested in it.
  ///
  ///     /// What friends say.
  ///     public struct Pet: JSONModel { … }
  func printType(_ type: TypePlan) {
    printCommentWithDeprecation(type.documentation)
    if case .alias(let use) = type.kind {
      line("\(access)typealias \(type.name) = \(spell(use))")
      return
    }
    inside(type.name) {
      block(head(of: type)) {
        printMembers(of: type)
        printTypes(type.nested)
      }
    }
  }

  /// Types, with a blank line before each.
  ///
  ///     public struct Owner: JSONModel { … }
  private func printTypes(_ types: [TypePlan]) {
    for type in types {
      blank()
      printType(type)
    }
  }

  /// The head of a declaration: `public struct Pet: JSONModel, Validatable`.
  private func head(of type: TypePlan) -> String {
    switch type.kind {
    case .structure(let structure):
      head("struct", type.name, protocols(of: structure, isIdentifiable: type.isIdentifiable))
    case .openEnum: head("struct", type.name, [RuntimeNames.extensibleEnum])
    case .tuple: head("struct", type.name, [RuntimeNames.model])
    case .servers: head("struct", type.name, [RuntimeNames.server])
    case .union(let union): head("enum", type.name, protocols(of: union))
    case .bodyChoice, .responseChoice: head("enum", type.name, ["Sendable"])
    case .namespace, .alias: "\(access)enum \(type.name)"
    }
  }

  /// `public struct Pet: JSONModel`.
  func head(_ keyword: String, _ typeName: String, _ protocols: [String]) -> String {
    "\(access)\(keyword) \(typeName): \(protocols.map(name).joined(separator: ", "))"
  }

  /// `JSONModel, Validatable, Identifiable`.
  private func protocols(of structure: StructurePlan, isIdentifiable: Bool) -> [String] {
    var protocols = [structure.coding == .json ? RuntimeNames.model : RuntimeNames.form]
    if structure.validates { protocols.append(RuntimeNames.validatable) }
    if isIdentifiable { protocols.append(RuntimeNames.identifiable) }
    return protocols
  }

  /// `JSONModel, Validatable, ExpressibleByStringLiteral`.
  private func protocols(of union: UnionPlan) -> [String] {
    var protocols = [RuntimeNames.model]
    if union.validates { protocols.append(RuntimeNames.validatable) }
    return protocols + union.literals.flatMap { Self.protocols(of: $0) }
  }

  /// The protocols of types that take a kind of literals.
  private static func protocols(of literal: UnionPlan.Literal) -> [String] {
    switch (literal.kind, literal.type) {
    case (.string, _): ["ExpressibleByStringLiteral"]
    case (.array, _): ["ExpressibleByArrayLiteral"]
    case (.boolean, _): ["ExpressibleByBooleanLiteral"]
    case (.number, .double), (.number, .float): ["ExpressibleByIntegerLiteral", "ExpressibleByFloatLiteral"]
    case (.number, _): ["ExpressibleByIntegerLiteral"]
    }
  }

  /// The members of a type, before the types nested in it: `public var id: Int`, `case cat(Cat)`.
  private func printMembers(of type: TypePlan) {
    switch type.kind {
    case .structure(let structure): printMembers(of: structure)
    case .openEnum(let values): printMembers(of: values)
    case .union(let union): printMembers(of: union)
    case .tuple(let tuple): printMembers(of: tuple)
    case .bodyChoice(let choice): printMembers(of: choice)
    case .responseChoice(let choice): printMembers(of: choice)
    case .servers(let servers): printMembers(of: servers)
    case .namespace, .alias: break
    }
  }

  // MARK: What several kinds of types have

  /// A case of an enum: `case dog(Dog)`, `indirect case dog(Dog)`.
  func printCase(_ name: String, _ payload: TypeUse?, isIndirect: Bool = false) {
    let start = isIndirect ? "indirect case" : "case"
    line(payload.map { "\(start) \(name)(\(spell($0)))" } ?? "\(start) \(name)")
  }

  /// The initializer that reads JSON.
  ///
  ///     public init(json: JSONReader) throws { … }
  func printReading(_ body: () -> Void) {
    blank()
    block("\(access)init(json: \(name(RuntimeNames.reader))) throws", body)
  }

  /// The method that writes JSON.
  ///
  ///     public func write(to json: inout JSONWriter) { … }
  func printWriting(_ body: () -> Void) {
    blank()
    block("\(access)func write(to json: inout \(name(RuntimeNames.writer)))", body)
  }
}
