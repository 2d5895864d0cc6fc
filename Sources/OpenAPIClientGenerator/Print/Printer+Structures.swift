extension Printer {
  /// What is printed of a property in several places.
  struct PropertyWords {
    /// Its key as a literal.
    let key: String
    /// What it is kept in.
    let stored: String
    /// Its type.
    let type: String
  }

  private func words(_ structure: StructurePlan) -> [PropertyWords] {
    var words: [PropertyWords] = []
    words.reserveCapacity(structure.properties.count)
    for index in structure.properties.indices { words.append(self.words(structure.properties[index])) }
    return words
  }

  private func words(_ property: PropertyPlan) -> PropertyWords {
    PropertyWords(key: Literals.string(property.key), stored: Self.stored(property), type: spell(property.type))
  }

  // The properties are gone over by their positions: to take one out of its array means to retain all that it holds.

  func printStructure(_ type: TypePlan, _ structure: StructurePlan) {
    var protocols: [String] = []
    if structure.isJSON { protocols.append(name(RuntimeNames.model)) }
    if structure.isMultipart { protocols.append(name(RuntimeNames.form)) }
    if structure.validates { protocols.append(name(RuntimeNames.validatable)) }
    openType("struct", type.name, protocols.joined(separator: ", "))
    let words = words(structure)
    for index in words.indices {
      printProperty(structure.properties[index], type: words[index].type)
    }
    let open = Self.openMembers(structure)
    for member in open {
      printDocumentation(member.documentation)
      printVariable(member.name, spell(.dictionary(member.type)))
    }
    if structure.hasInitializer { printInitializer(structure, words, open) }
    if structure.isJSON {
      printReading(structure, words, open)
      printWriting(structure, words, open)
    }
    if structure.isMultipart { printParts(structure, words, open) }
    if structure.validates { printValidation(structure, words) }
    closeType(type)
  }

  /// Members by pattern and the rest, in the order of printing.
  private static func openMembers(_ structure: StructurePlan) -> [AdditionalPropertiesPlan] {
    var members: [AdditionalPropertiesPlan] = []
    for pattern in structure.patterns {
      members.append(
        AdditionalPropertiesPlan(name: pattern.name, type: pattern.type, documentation: pattern.documentation))
    }
    if let additional = structure.additional { members.append(additional) }
    return members
  }

  // MARK: Properties

  func printProperty(_ property: PropertyPlan, type: String) {
    printDocumentation(property.documentation)
    if case .constant(let value) = property.presence {
      out.line(access, "var ", property.name, ": ", type, " { ", constant(value, property.type), " }")
      return
    }
    let boxed = property.isBoxed ? joined("@", name(RuntimeNames.boxed), " ") : ""
    guard property.documentation.deprecation.isPresent else {
      out.line(boxed, access, "var ", property.name, ": ", type)
      return
    }
    // Its own type uses a deprecated property too, where the compiler would warn: it is kept under another name.
    let stored = Self.stored(property)
    out.open(access, "var ", property.name, ": ", type, " {")
    out.line("get { ", stored, " }")
    out.line("set { ", stored, " = newValue }")
    out.close()
    out.line(boxed, "private var ", stored, ": ", type)
  }

  /// What the property is kept in.
  static func stored(_ property: PropertyPlan) -> String {
    guard property.documentation.deprecation.isPresent else { return property.name }
    if case .constant = property.presence { return property.name }
    return "deprecated_" + bare(property.name)
  }

  /// A name as an argument's label: there the compiler wants keywords without backticks, but for three.
  static func label(_ name: String) -> String {
    name.isOne(of: "`inout`", "`var`", "`let`") ? name : bare(name)
  }

  /// A name without backticks.
  static func bare(_ name: String) -> String {
    guard name.utf8.first == 0x60 else { return name }
    return String(name.dropFirst().dropLast())
  }

  /// The value of a constant, where its type is known.
  private func constant(_ value: ValuePlan, _ type: TypeUse) -> String {
    if case .null = value, case .jsonValue = Self.core(type) { return ".null" }
    return spell(value)
  }

  // MARK: Initializer

  private func printInitializer(
    _ structure: StructurePlan, _ words: [PropertyWords], _ open: [AdditionalPropertiesPlan]
  ) {
    var parameters: [String] = []
    parameters.reserveCapacity(words.count + open.count)
    var leavesOut = false
    for index in words.indices {
      guard structure.properties[index].isInInitializer else {
        leavesOut = true
        continue
      }
      if case .constant = structure.properties[index].presence { continue }
      parameters.append(parameter(structure.properties[index], words[index].type))
    }
    for member in open {
      parameters.append(joined(Self.label(member.name), ": ", spell(.dictionary(member.type)), " = [:]"))
    }
    out.blank()
    if parameters.isEmpty, !leavesOut {
      out.line(access, "init() {}")
      return
    }
    openInitializer(parameters)
    for index in words.indices {
      if case .constant = structure.properties[index].presence { continue }
      let value = structure.properties[index].isInInitializer ? structure.properties[index].name : "nil"
      out.line("self.", words[index].stored, " = ", value)
    }
    for member in open { out.line("self.", member.name, " = ", member.name) }
    out.close()
  }

  /// The initializer's parameter for a property.
  func parameter(_ property: PropertyPlan, _ type: String) -> String {
    let parameter = joined(Self.label(property.name), ": ", type)
    guard let value = property.initializerDefault else { return parameter }
    return joined(parameter, " = ", spell(value))
  }

  // MARK: JSON

  private func printReading(
    _ structure: StructurePlan, _ words: [PropertyWords], _ open: [AdditionalPropertiesPlan]
  ) {
    openReading()
    for index in words.indices {
      let key = words[index].key
      switch structure.properties[index].presence {
      case .required, .optional, .requiredNullable, .optionalNullable:
        out.line(words[index].stored, " = try json.value(", key, ")")
      case .defaulted(let value):
        out.line(words[index].stored, " = try json.value(", key, ", default: ", spell(value), ")")
      case .constant(let value): out.line("try json.constant(", key, ", ", spell(value), ")")
      }
    }
    if !open.isEmpty { printReadingOpenMembers(structure, words) }
    if structure.properties.isEmpty, open.isEmpty { out.line("try json.requireObject()") }
    out.close()
  }

  private func printReadingOpenMembers(_ structure: StructurePlan, _ words: [PropertyWords]) {
    var keys: [String] = []
    for word in words { keys.append(word.key) }
    let besides = joined("besides: [", keys.joined(separator: ", "), "]")
    var patterns: [String] = []
    for pattern in structure.patterns {
      patterns.append(pattern.pattern)
      out.call(pattern.name + " = try json.patternProperties", [Literals.string(pattern.pattern), besides], "")
    }
    guard let additional = structure.additional else { return }
    var arguments = [besides]
    if !patterns.isEmpty { arguments.append("patterns: " + Literals.strings(patterns)) }
    out.call(additional.name + " = try json.additionalProperties", arguments, "")
  }

  private func printWriting(
    _ structure: StructurePlan, _ words: [PropertyWords], _ open: [AdditionalPropertiesPlan]
  ) {
    openWriting()
    for index in words.indices {
      let separator = Self.writesNull(structure.properties[index]) ? ", orNull: " : ", "
      out.line("json.write(", words[index].key, separator, words[index].stored, ")")
    }
    for member in open { out.line("json.write(additionalProperties: ", member.name, ")") }
    if structure.properties.isEmpty, open.isEmpty { out.line("json.object()") }
    out.close()
  }

  /// Whether nil is sent as null.
  private static func writesNull(_ property: PropertyPlan) -> Bool {
    switch property.presence {
    case .requiredNullable: return true
    case .constant(.null): return isOptional(property.type)
    default: return false
    }
  }

  // MARK: Multipart

  private func printParts(
    _ structure: StructurePlan, _ words: [PropertyWords], _ open: [AdditionalPropertiesPlan]
  ) {
    out.blank()
    out.open(access, "func write(to form: inout ", name(RuntimeNames.formWriter), ") {")
    for index in words.indices {
      var contentType = ""
      if let type = structure.properties[index].partContentType {
        contentType = ", contentType: " + Literals.string(type)
      }
      out.line("form.write(", words[index].key, ", ", words[index].stored, contentType, ")")
    }
    for member in open {
      out.open("for (name, value) in ", member.name, ".sorted(by: { $0.key < $1.key }) {")
      out.line("form.write(name, value)")
      out.close()
    }
    out.close()
  }
}
