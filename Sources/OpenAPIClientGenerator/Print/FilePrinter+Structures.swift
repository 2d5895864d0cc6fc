/// Structs.
extension FilePrinter {
  /// The members of a struct.
  ///
  ///     public var id: Int
  ///     public init(id: Int) { … }
  ///     public init(json: JSONReader) throws { … }
  func printMembers(of structure: StructurePlan) {
    let members = StoredMembers(structure, plan.storage[scope])
    printProperties(members)
    let dictionaries = structure.dictionaries
    for dictionary in dictionaries {
      printDocumentation(dictionary.documentation)
      line("\(access)var \(dictionary.name): \(spell(.dictionary(dictionary.type)))")
    }
    let nulls = structure.nulls.map { (name: $0, type: "\(name(RuntimeNames.nulls))<\(spell(.named(scope)))>") }
    if let nulls {
      line("/// The members that are null rather than absent.")
      line("\(access)var \(nulls.name): \(nulls.type)")
      nullableMembers.append((path: scope, members: structure.properties.filter(\.canBeNull)))
    }
    let collections = dictionaries.map {
      StoredCollection(name: $0.name, type: .dictionary($0.type), emptyLiteral: "[:]")
    }
    printInitializer(of: members, collections, nulls: nulls)
    switch structure.coding {
    case .json:
      printReading(of: structure, members)
      printWriting(of: structure, members)
    case .multipart: printParts(of: structure, members)
    }
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
      printReadingDictionaries(of: structure)
      if let nulls = structure.nulls {
        call("\(nulls) = try json.nulls", [Literals.strings(structure.properties.filter(\.canBeNull).map(\.key))])
      }
      if structure.isEmpty { line("try json.requireObject()") }
    }
  }

  /// The statements that read members beyond the named ones.
  ///
  ///     additionalProperties = try json.additionalProperties(besides: ["id"])
  private func printReadingDictionaries(of structure: StructurePlan) {
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
  private func printWriting(of structure: StructurePlan, _ members: StoredMembers) {
    printWriting {
      if let nulls = structure.nulls { line("json.write(nulls: \(nulls))") }
      printWritingMembers(members)
      for dictionary in structure.dictionaries { line("json.write(additionalProperties: \(dictionary.name))") }
      if structure.isEmpty { line("json.object()") }
    }
  }

  /// The members that the sets `nulls` can contain, for all structs of the file.
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
  private func printParts(of structure: StructurePlan, _ members: StoredMembers) {
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
      for dictionary in structure.dictionaries {
        block("for (name, value) in \(dictionary.name).sorted(by: { $0.key < $1.key })") {
          line("form.write(name, value)")
        }
      }
    }
  }
}

extension StructurePlan {
  /// The dictionaries of members beyond the named ones: by pattern, then the rest.
  fileprivate var dictionaries: [AdditionalPropertiesPlan] {
    let byPattern = patterns.map {
      AdditionalPropertiesPlan(name: $0.name, type: $0.type, documentation: $0.documentation)
    }
    return byPattern + (additional.map { [$0] } ?? [])
  }

  /// Whether it has no members at all.
  fileprivate var isEmpty: Bool { properties.isEmpty && patterns.isEmpty && additional == nil }
}
