/// Structs.
///
///     public struct Pet: JSONModel {
///       public var id: Int
///       public var name: String?
///       …
///     }
extension FilePrinter {
  func printMembers(of structure: StructurePlan) {
    let members = StoredMembers(structure, plan.storage[scope])
    printProperties(members)
    let open = structure.openMembers
    for member in open {
      printDocumentation(member.documentation)
      line("\(access)var \(member.name): \(spell(.dictionary(member.type)))")
    }
    let nulls = structure.nulls.map { (name: $0, type: "\(name(RuntimeNames.nulls))<\(spell(.named(scope)))>") }
    if let nulls {
      line("/// The members that are null rather than absent.")
      line("\(access)var \(nulls.name): \(nulls.type)")
      nullableMembers.append((path: scope, members: structure.properties.filter(\.canBeNull)))
    }
    if structure.hasInitializer {
      let maps = open.map {
        AdditionalPropertiesPlan(name: $0.name, type: .dictionary($0.type), documentation: $0.documentation)
      }
      printInitializer(of: members, maps, default: "[:]", nulls: nulls)
    }
    if structure.coding == .json {
      printReading(of: structure, members)
      printWriting(of: structure, members, open)
    }
    if structure.coding == .multipart { printParts(of: members, open) }
    if structure.validates { printValidation(of: members) }
    printGroups(of: members)
  }

  // MARK: JSON

  /// The initializer that reads JSON.
  ///
  ///     public init(json: JSONReader) throws {
  ///       id = try json.value("id")
  ///       try json.constant("object", "card")
  ///     }
  private func printReading(of structure: StructurePlan, _ members: StoredMembers) {
    printReading {
      printReadingMembers(members)
      printReadingOpenMembers(of: structure)
      if let nulls = structure.nulls {
        call("\(nulls) = try json.nulls", [Literals.strings(structure.properties.filter(\.canBeNull).map(\.key))])
      }
      if structure.isEmpty { line("try json.requireObject()") }
    }
  }

  /// Members beyond the named ones.
  ///
  ///     additionalProperties = try json.additionalProperties(besides: ["id"])
  private func printReadingOpenMembers(of structure: StructurePlan) {
    let besides = "besides: \(Literals.strings(structure.properties.map(\.key)))"
    for pattern in structure.patterns {
      call("\(pattern.name) = try json.patternProperties", [Literals.string(pattern.pattern), besides])
    }
    guard let additional = structure.additional else { return }
    let patterns = structure.patterns.map(\.pattern)
    let arguments = patterns.isEmpty ? [besides] : [besides, "patterns: \(Literals.strings(patterns))"]
    call("\(additional.name) = try json.additionalProperties", arguments)
  }

  /// The method that writes JSON.
  ///
  ///     public func write(to json: inout JSONWriter) {
  ///       json.write("id", id)
  ///       json.write("owner", orNull: owner)
  ///     }
  private func printWriting(
    of structure: StructurePlan, _ members: StoredMembers, _ open: [AdditionalPropertiesPlan]
  ) {
    printWriting {
      if let nulls = structure.nulls { line("json.write(nulls: \(nulls))") }
      printWritingMembers(members)
      for member in open { line("json.write(additionalProperties: \(member.name))") }
      if structure.isEmpty { line("json.object()") }
    }
  }

  /// What members are called in sets of members that are null.
  ///
  ///     nonisolated extension Nulls.Member where Owner == Pets.Pet {
  ///       public static var note: Self { Self("note") }
  ///     }
  func printNullableMembers() {
    outsideOfNamespace {
      for (path, members) in nullableMembers {
        blank()
        block("nonisolated extension \(name(RuntimeNames.nulls)).Member where Owner == \(spell(.named(path)))") {
          for member in members {
            line("\(access)static var \(member.name): Self { Self(\(Literals.string(member.key))) }")
          }
        }
      }
    }
    nullableMembers = []
  }

  // MARK: Multipart

  /// The method that writes the parts of a form.
  ///
  ///     public func write(to form: inout MultipartWriter) {
  ///       form.write("photo", photo)
  ///     }
  private func printParts(of members: StoredMembers, _ open: [AdditionalPropertiesPlan]) {
    blank()
    block("\(access)func write(to form: inout \(name(RuntimeNames.formWriter)))") {
      for member in members.all {
        let property = member.property
        let encoding =
          switch property.part {
          case .contentType(let type): ", contentType: \(Literals.string(type))"
          case .style(let style): ", style: \(Self.style(style.style, explode: style.explode))"
          case nil: ""
          }
        line("form.write(\(Literals.string(property.key)), \(member.path)\(encoding))")
      }
      for member in open {
        block("for (name, value) in \(member.name).sorted(by: { $0.key < $1.key })") { line("form.write(name, value)") }
      }
    }
  }
}

extension StructurePlan {
  /// Members by pattern and the rest, in the order of printing.
  fileprivate var openMembers: [AdditionalPropertiesPlan] {
    let byPattern = patterns.map {
      AdditionalPropertiesPlan(name: $0.name, type: $0.type, documentation: $0.documentation)
    }
    return byPattern + (additional.map { [$0] } ?? [])
  }

  /// Whether it has no members at all.
  fileprivate var isEmpty: Bool { properties.isEmpty && patterns.isEmpty && additional == nil }
}
