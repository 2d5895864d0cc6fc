/// Unions.
extension FilePrinter {
  /// The members of a union.
  ///
  ///     case cat(Cat)
  ///     case other(JSONValue)
  ///     public init(json: JSONReader) throws { … }
  func printMembers(of union: UnionPlan) {
    let boxed = plan.storage[scope].boxed
    for (index, item) in union.cases.enumerated() {
      printCommentWithDeprecation(item.documentation)
      printCase(item.name, item.type, isIndirect: boxed.contains(index))
    }
    line("/// A value that none of the variants describes.")
    printCase(union.otherCase, .jsonValue)
    if !union.literals.isEmpty { blank() }
    for literal in union.literals { printInitializers(literal) }
    printReading(of: union)
    printWriting(of: union)
    if union.validates { printValidation(of: union) }
    for member in union.shared { printShared(member) }
  }

  // MARK: Shared members

  /// A member that several variants have.
  ///
  ///     public var id: Int? {
  ///       switch self {
  ///       case .cat(let value): value.id
  ///       case .dog(let value): value.id
  ///       default: nil
  ///       }
  ///     }
  private func printShared(_ member: UnionPlan.SharedMember) {
    blank()
    printDocumentation(
      Documentation(["`\(member.key)`, where the variant has it."], deprecation: member.deprecation))
    block("\(access)var \(member.name): \(spell(member.type))") {
      line("switch self {")
      for (caseName, name) in member.members { line("case .\(caseName)(let value): value.\(name)") }
      line("default: nil")
      line("}")
    }
  }

  // MARK: Literals

  /// The initializers of a kind of literals.
  ///
  ///     public init(stringLiteral value: String) { self = .text(value) }
  private func printInitializers(_ literal: UnionPlan.Literal) {
    let payload = literal.isRaw ? ".init(rawValue: value)" : "value"
    func initializer(_ label: String) {
      line("\(access)init(\(label) value: \(spell(literal.type))) { self = .\(literal.name)(\(payload)) }")
    }
    switch literal.kind {
    case .string: initializer("stringLiteral")
    case .boolean: initializer("booleanLiteral")
    case .array:
      line("\(access)init(arrayLiteral value: \(spell(literal.type))...) { self = .\(literal.name)(value) }")
    case .number:
      initializer("integerLiteral")
      if [.double, .float].contains(literal.type) { initializer("floatLiteral") }
    }
  }

  // MARK: Reading

  /// The initializer that reads JSON.
  ///
  ///     public init(json: JSONReader) throws {
  ///       switch json.discriminator("kind") { … }
  ///     }
  private func printReading(of union: UnionPlan) {
    printReading {
      if let null = union.cases.first(where: { $0.type == nil }) {
        block("if json.kind == .null") {
          line("self = .\(null.name)")
          line("return")
        }
      }
      switch union.choice {
      case .discriminator(let key): printReadingByDiscriminator(union, key)
      case .fit: printReadingByFit(union)
      }
    }
  }

  /// The statement that reads the variant of the discriminator value.
  ///
  ///     switch json.discriminator("kind") {
  ///     case "cat", "kitten": self = .cat(try json.decode())
  ///     default: self = .other(try json.decode())
  ///     }
  private func printReadingByDiscriminator(_ union: UnionPlan, _ key: String) {
    line("switch json.discriminator(\(Literals.string(key))) {")
    for item in union.cases where item.type != nil && !item.discriminatorValues.isEmpty {
      line("case \(Literals.list(item.discriminatorValues)): self = .\(item.name)(try json.decode())")
    }
    line("default: self = .\(union.defaultCase ?? union.otherCase)(try json.decode())")
    line("}")
  }

  /// The statements that read the variant that fits best.
  ///
  ///     let variants: [UnionCase<Self>] = [UnionCase(Self.cat, when: ["kind": ["cat"]]), UnionCase(Self.text)]
  ///     self = try json.match(variants) ?? .other(json.decode())
  private func printReadingByFit(_ union: UnionPlan) {
    let variants = union.cases.filter { $0.type != nil }
    if variants.isEmpty {
      line("self = .\(union.otherCase)(try json.decode())")
      return
    }
    let unionCase = name(RuntimeNames.unionCase)
    let items = variants.map { "\(unionCase)(Self.\($0.name)\(distinguishing($0)))" }
    list("let variants: [\(unionCase)<Self>] = ", items)
    line("self = try json.match(variants) ?? .\(union.otherCase)(json.decode())")
  }

  /// `, when: ["kind": ["cat"]]`, if any member distinguishes the variant.
  private func distinguishing(_ item: UnionPlan.Case) -> String {
    if item.distinguishing.isEmpty { return "" }
    let pairs = item.distinguishing.map { "\(Literals.string($0.key)): \(Literals.strings($0.values))" }
    return ", when: [\(pairs.joined(separator: ", "))]"
  }

  // MARK: Writing

  /// The method that writes JSON.
  ///
  ///     switch self {
  ///     case .cat(let value): json.encode(value)
  ///     }
  private func printWriting(of union: UnionPlan) {
    printWriting {
      line("switch self {")
      for item in union.cases {
        if item.type == nil {
          line("case .\(item.name): json.encode(\(name(RuntimeNames.jsonValue)).null)")
        } else {
          line("case .\(item.name)(let value): json.encode(value)")
        }
      }
      line("case .\(union.otherCase)(let value): json.encode(value)")
      line("}")
    }
  }
}
