import OpenAPIDocument

/// Properties of an object → properties of a struct: type, presence, defaults.
///
///     total: {type: integer, default: 1}         → var total: Int?; nil is not sent
///     note: {type: [string, "null"]}             → var note: String?; where it is sent, `nulls` can name it
///     total, required                            → var total: Int, 1 where it is absent
struct PropertyPlanner {
  let types: TypePlanner
  let id: API.TypeID

  /// Whether the struct is only ever sent as a multipart body.
  private var isForm: Bool { declarations.isForm(id) }
  private var declarations: Declarations { types.declarations }
  private var isSent: Bool { declarations.directions.isSent(id) }

  /// A property with its type, presence and default.
  ///
  /// `part` is how it is written as a part of a multipart body; nil for the default way.
  func plan(_ property: API.Property, name: String, part: PartEncoding? = nil) -> PropertyPlan {
    let target = declarations.types.follow(property.type)
    var plan = PropertyPlan(
      name: name, key: property.key, documentation: documentation(property, target),
      type: isForm ? declarations.part(property.type) : declarations.type(property.type).type, presence: .required,
      rules: rules(property), location: property.location)
    plan.example = property.example
    plan.isReadOnly = property.isReadOnly
    plan.part = part
    if let (type, value) = declarations.fixedValue(of: property, in: id) {
      plan.type = type
      plan.presence = .constant(value)
      plan.rules = []
    } else if let value = property.discriminatorValue {
      planDiscriminator(value, &plan, property, target)
    } else {
      planPresence(&plan, property, target)
    }
    // A `JSONValue` can be null itself.
    plan.canBeNull =
      isSent && !isForm && !property.isRequired && target.isNullable && plan.constant == nil
      && plan.type.unwrapped != .jsonValue
    return plan
  }

  /// The rules that `validate()` checks: `1...15`, and those of the values in it.
  private func rules(_ property: API.Property) -> [RulePlan] {
    if !isSent { return [] }
    let rules = property.rules.map(RulePlan.init)
    // Files have no rules of their own and can't be compared with each other.
    if isForm, declarations.types.files(in: property.type) != nil { return rules.filter { $0 != .unique } }
    return rules + [types.validation.rule(for: property.type, declarations.types)].compactMap { $0 }
  }

  // MARK: Presence

  /// Whether it is optional, and its default.
  ///
  ///     {type: integer}                        → var total: Int?
  ///     {type: integer}, required              → var total: Int
  ///     {type: integer, readOnly}, of a sent type, required    → var total: Int?, read only
  private func planPresence(_ plan: inout PropertyPlan, _ property: API.Property, _ target: API.Reference) {
    let type = plan.type
    if property.isReadOnly, isSent || !property.isRequired {
      // A value that callers make has no read-only members, even where responses always have them.
      plan.makeOptional(type)
      plan.isInInitializer = !isForm
    } else if isForm, case .array = type {
      plan.presence = .defaulted(.emptyArray)
      plan.initializerDefault = property.isRequired ? nil : .emptyArray
    } else if !property.isRequired {
      plan.makeOptional(type)
    } else if property.isWriteOnly, !isForm {
      // Responses don't have it, so it is optional to read; requests need it, so the initializer has no default.
      plan.makeOptional(type)
      plan.initializerDefault = nil
    } else if target.isNullable, type != .jsonValue, !isForm {
      plan.makeNullable(type)
    } else if let value = defaultValue(property), value != .null {
      plan.presence = .defaulted(value)
      plan.initializerDefault = value
    }
  }

  /// The discriminator property of a variant: the initializer's default is the value that chooses the variant.
  ///
  ///     kind: {type: string}, discriminator value cat  → init(kind: String = "cat")
  private func planDiscriminator(
    _ text: String, _ plan: inout PropertyPlan, _ property: API.Property, _ target: API.Reference
  ) {
    let value = discriminatorValue(text, target)
    if property.location == nil, let value {
      plan.presence = .defaulted(value)
      plan.initializerDefault = value
    } else if property.isRequired, !target.isNullable {
      plan.initializerDefault = value
    } else {
      plan.makeOptional(plan.type)
      if let value { plan.initializerDefault = value }
    }
  }

  /// A discriminator value as a value of the property's type; nil where the type has no such value.
  private func discriminatorValue(_ text: String, _ target: API.Reference) -> ValuePlan? {
    switch declarations.types[target.type].kind {
    case .scalar(.string): return .string(text)
    case .scalar(.bool): return ["true", "false"].contains(text) ? .bool(text == "true") : nil
    case .scalar(let type) where type.isNumber:
      if let int = Int(text), type.holds(int) { return .int(int) }
      return [.double, .float].contains(type) && Double(text) != nil ? .double(text) : nil
    case .enumeration(let values) where !values.isConstant:
      // Where the enum lacks the value, that is the document's mistake; an enum's only value must then be meant.
      let listed = values.values.contains { $0.text == text } ? text : values.values.only?.text
      return listed.flatMap { declarations.constant(target.type, $0) }
    case .enumeration(let values):
      return values.values.first { $0.text == text }.map { ValuePlan($0, values.rawType) }
    default: return nil
    }
  }

  /// `.low` for `default: low`; nil where the default is no value of the type.
  private func defaultValue(_ property: API.Property) -> ValuePlan? {
    if isForm, declarations.types.files(in: property.type) != nil { return nil }
    return property.defaultValue.flatMap { declarations.value($0, property.type) }
  }

  // MARK: Documentation

  /// The description, then the facts.
  private func documentation(_ property: API.Property, _ target: API.Reference) -> Documentation {
    var documentation = Documentation()
    if let text = property.description {
      // The declaration of an inline type has the whole description.
      let hasDeclaration =
        declarations.names.paths[target.type] != nil
        && declarations.types[target.type].location == property.location
      documentation.paragraphs = [hasDeclaration ? Wording.firstSentence(text) : text]
    }
    documentation.deprecation = property.deprecation
    documentation.add(facts(property, target).joined(separator: " "))
    return documentation
  }

  /// Keywords of the schema as sentences.
  ///
  ///     maxLength: 64, default: low  → At most 64 characters. The service's default is `low`.
  private func facts(_ property: API.Property, _ target: API.Reference) -> [String] {
    var facts = RuleWords.words(property.rules.map(RulePlan.init))
    guard property.location != nil else { return facts }
    if let format = property.format { facts.append("Format: `\(format)`.") }
    if let value = property.defaultValue, value != .null, !Wording.mentionsDefault(property.description) {
      let start = isSent ? "The service's default is" : "Absent means"
      facts.append("\(start) `\(Wording.shown(value))`.")
    }
    if isForm, !declarations.types.valuesBesideFiles(in: property.type).isEmpty,
      declarations.types.files(in: property.type) != nil
    {
      facts.append("A file, or something else as `.value(…)`.")
    }
    if property.isReadOnly { facts.append("Set by the service.") }
    if property.isWriteOnly { facts.append("Only sent, never received.") }
    if !property.isRequired, case .enumeration(let values) = declarations.types[target.type].kind, values.isConstant {
      facts.append("Always `\(values.values.first?.text ?? "")`.")
    }
    return facts
  }
}

extension PropertyPlan {
  /// Lets it be absent.
  mutating func makeOptional(_ type: TypeUse) {
    self.type = .optional(type)
    presence = .optional
    initializerDefault = .null
  }

  /// Lets it be null, never absent.
  mutating func makeNullable(_ type: TypeUse) {
    self.type = .optional(type)
    presence = .requiredNullable
  }
}
