/// Structs.
///
///     public struct Pet: JSONCodable {
///       public var id: Int
///       public var name: String?
///       …
///     }
extension FilePrinter {
  func printMembers(of structure: StructurePlan) {
    for property in structure.properties { printProperty(property) }
    let open = structure.openMembers
    for member in open {
      printDocumentation(member.documentation)
      line("\(access)var \(member.name): \(spell(.dictionary(member.type)))")
    }
    if structure.hasInitializer { printInitializer(of: structure, open) }
    if structure.coding.contains(.json) {
      printReading(of: structure)
      printWriting(of: structure, open)
    }
    if structure.coding.contains(.multipart) { printParts(of: structure, open) }
    if structure.validates { printValidation(of: structure) }
  }

  // MARK: Properties

  /// A stored property, or a constant.
  ///
  ///     public var id: Int
  ///     public var object: String { "card" }
  func printProperty(_ property: PropertyPlan) {
    printDocumentation(property.documentation)
    let declaration = "var \(property.name): \(spell(property.type))"
    if let constant = property.constant {
      line("\(access)\(declaration) { \(spell(constant, as: property.type)) }")
      return
    }
    let box = property.type.isOptional ? RuntimeNames.boxedOptional : RuntimeNames.boxed
    let boxed = property.isBoxed ? "@\(name(box)) " : ""
    if property.storedName == property.name {
      line("\(boxed)\(access)\(declaration)")
    } else {
      block("\(access)\(declaration)") {
        line("get { \(property.storedName) }")
        line("set { \(property.storedName) = newValue }")
      }
      line("\(boxed)private var \(property.storedName): \(spell(property.type))")
    }
  }

  /// The initializer's parameter for a property: `name: String? = nil`.
  func parameter(_ property: PropertyPlan) -> String {
    let parameter = "\(Self.label(property.name)): \(spell(property.type))"
    return property.initializerDefault.map { "\(parameter) = \(spell($0))" } ?? parameter
  }

  private func printInitializer(of structure: StructurePlan, _ open: [AdditionalPropertiesPlan]) {
    let stored = structure.properties.filter { $0.constant == nil }
    let parameters =
      stored.filter(\.isInInitializer).map(parameter)
      + open.map { "\(Self.label($0.name)): \(spell(.dictionary($0.type))) = [:]" }
    let assignments =
      stored.map { (property: $0.storedName, value: $0.isInInitializer ? $0.name : "nil") }
      + open.map { (property: $0.name, value: $0.name) }
    printInitializer(parameters, assignments)
  }

  // MARK: JSON

  /// The initializer that reads JSON.
  ///
  ///     public init(json: JSONReader) throws {
  ///       id = try json.value("id")
  ///       try json.constant("object", "card")
  ///     }
  private func printReading(of structure: StructurePlan) {
    printReading {
      for property in structure.properties {
        let key = Literals.string(property.key)
        switch property.presence {
        case .required, .optional, .requiredNullable, .optionalNullable:
          line("\(property.storedName) = try json.value(\(key))")
        case .defaulted(let value):
          line("\(property.storedName) = try json.value(\(key), default: \(spell(value)))")
        case .constant(let value):
          line("try json.constant(\(key), \(spell(value)))")
        }
      }
      printReadingOpenMembers(of: structure)
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
  private func printWriting(of structure: StructurePlan, _ open: [AdditionalPropertiesPlan]) {
    printWriting {
      for property in structure.properties {
        let label = property.writesNull ? "orNull: " : ""
        line("json.write(\(Literals.string(property.key)), \(label)\(property.storedName))")
      }
      for member in open { line("json.write(additionalProperties: \(member.name))") }
      if structure.isEmpty { line("json.object()") }
    }
  }

  // MARK: Multipart

  /// The method that writes the parts of a form.
  ///
  ///     public func write(to form: inout MultipartWriter) {
  ///       form.write("photo", photo)
  ///     }
  private func printParts(of structure: StructurePlan, _ open: [AdditionalPropertiesPlan]) {
    blank()
    block("\(access)func write(to form: inout \(name(RuntimeNames.formWriter)))") {
      for property in structure.properties {
        var encoding = property.partContentType.map { ", contentType: \(Literals.string($0))" } ?? ""
        if let style = property.partStyle { encoding = ", style: \(Self.style(style.style, explode: style.explode))" }
        line("form.write(\(Literals.string(property.key)), \(property.storedName)\(encoding))")
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
