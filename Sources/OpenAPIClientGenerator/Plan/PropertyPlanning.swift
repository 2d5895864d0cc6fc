import OpenAPIDocument

/// Properties of an object → properties of a struct: type, presence, defaults.
struct PropertyPlanning {
  let planner: TypePlanner
  let id: ShapeID
  /// The struct is only ever sent as a multipart body.
  let isForm: Bool
  /// The positions of properties to box.
  private let boxed: Set<Int>

  init(planner: TypePlanner, id: ShapeID, isForm: Bool) {
    self.planner = planner
    self.id = id
    self.isForm = isForm
    boxed = planner.boxing.boxed[id] ?? []
  }

  func plan(_ property: PropertyShape, index: Int, name: String) -> PropertyPlan {
    let schemas = property.schemas(planner.graph)
    let uses = planner.uses
    let target = planner.graph.follow(property.use)
    let (plainType, isNullable) = uses.type(property.use)
    let type = isForm ? uses.part(property.use) : plainType
    let isSent = planner.directions.isSent(id)
    let limits = planner.rules(property, index: index, of: id)
    let words = RulePlanning.words(limits)
    let facts = PropertyFacts(schemas)
    var rules = isSent ? limits : []
    if isSent, planner.holdsValidating(property.use) { rules.append(.nested) }
    var plan = PropertyPlan(
      name: name, key: property.key, documentation: documentation(property, schemas, facts, target, words), type: type,
      presence: .required, isBoxed: boxed.contains(index), rules: rules)
    // What only the service sets is no part of a form, whatever its value.
    if !(isForm && facts.isReadOnly), let constant = constant(property, target) {
      plan.type = constant.type
      plan.presence = .constant(constant.value)
      plan.rules = []
      plan.isBoxed = false
      return plan
    }
    settle(&plan, property, facts, target, isNullable: isNullable, isSent: isSent)
    return plan
  }

  /// The fixed value of a required property.
  private func constant(_ property: PropertyShape, _ target: Use) -> (type: TypeUse, value: ValuePlan)? {
    guard property.isRequired, !target.isNullable,
      case .enumeration(let values) = planner.graph.shapes[target.shape].kind, values.isConstant,
      let value = values.values.first
    else { return nil }
    return (values.rawType, value.value)
  }

  private func settle(
    _ plan: inout PropertyPlan, _ property: PropertyShape, _ facts: PropertyFacts, _ target: Use, isNullable: Bool,
    isSent: Bool
  ) {
    let type = plan.type
    let isReadOnly = facts.isReadOnly
    let isWriteOnly = facts.isWriteOnly
    let takesNull = isNullable && !type.isJSON
    if let tag = property.tag {
      settle(&plan, tag: tag, property, target)
      return
    }
    let value = defaultValue(property, facts)
    if isSent {
      if isReadOnly {
        plan.makeOptional(type)
        plan.isInInitializer = false
        return
      }
      if isForm, case .array = type {
        plan.presence = .defaulted(.emptyArray)
        plan.initializerDefault = property.isRequired ? nil : .emptyArray
        return
      }
      if property.isRequired {
        if isWriteOnly, planner.directions.isReceived(id) {
          // It must be sent and never comes: read leniently.
          plan.makeOptional(type)
          plan.initializerDefault = nil
          return
        }
        if takesNull, !isForm {
          plan.makeNullable(type)
          return
        }
        plan.initializerDefault = value ?? onlyValue(target)
        return
      }
      if takesNull, !isForm {
        plan.type = .optional(.nullable(type))
        plan.presence = .optionalNullable
        plan.initializerDefault = .null
        return
      }
      plan.makeOptional(type)
      return
    }
    if isWriteOnly {
      plan.makeOptional(type)
      return
    }
    if let value, !isNullable, value != .null {
      plan.presence = .defaulted(value)
      plan.initializerDefault = value
      return
    }
    if !property.isRequired {
      plan.makeOptional(type)
    } else if takesNull {
      plan.makeNullable(type)
    }
  }

  /// The property that tells variants apart offers its value.
  private func settle(_ plan: inout PropertyPlan, tag: String, _ property: PropertyShape, _ target: Use) {
    var value: ValuePlan?
    switch planner.graph.shapes[target.shape].kind {
    case .value(.string): value = .string(tag)
    case .enumeration(let values):
      if !values.isConstant {
        value = planner.constant(target.shape, tag)
      } else if values.rawType.isString {
        value = .string(tag)
      }
    default: break
    }
    if property.schema(planner.graph).isNil, let value {
      plan.presence = .defaulted(value)
      plan.initializerDefault = value
      return
    }
    if property.isRequired, !target.isNullable {
      plan.initializerDefault = value
    } else {
      plan.makeOptional(plan.type)
      if let value { plan.initializerDefault = value }
    }
  }

  /// The only value that an open set lists is offered.
  private func onlyValue(_ target: Use) -> ValuePlan? {
    guard case .enumeration(let values) = planner.graph.shapes[target.shape].kind, !values.isConstant,
      let only = values.values.only
    else { return nil }
    return planner.constant(target.shape, only.text)
  }

  private func defaultValue(_ property: PropertyShape, _ facts: PropertyFacts) -> ValuePlan? {
    guard let node = facts.defaultNode else { return nil }
    if isForm, TypeUses.isFile(planner.uses.part(property.use)) { return nil }
    return planner.value(node, property.use)
  }

  // MARK: Documentation

  private func documentation(
    _ property: PropertyShape, _ schemas: [Schema], _ own: PropertyFacts, _ target: Use, _ words: [String]
  ) -> Documentation {
    var facts = words
    var paragraphs: [String] = []
    var deprecation: Deprecation?
    let kind = planner.graph.shapes[target.shape].kind
    // An inline type carries the whole description itself.
    var isTypes = false
    if planner.names.path(target.shape).isPresent {
      isTypes = planner.graph.shapes[target.shape].schema == schemas.first
    }
    var text = own.description
    if text.isNil, let title = schemas.first?.title, !SchemaDocumentation.repeats(title, property.key) {
      text = title
    }
    if let text { paragraphs.append(isTypes ? SchemaDocumentation.firstSentence(text) : text) }
    if let schema = schemas.first {
      if let format = SchemaDocumentation.format(schemas, kind) { facts.append(joined("Format: `", format, "`.")) }
      if let node = own.defaultNode, !node.isNull, !SchemaDocumentation.mentionsDefault(text) {
        let isSent = planner.directions.isSent(id)
        let beginning = isSent ? "The service's default is `" : "Absent means `"
        facts.append(joined(beginning, SchemaDocumentation.shown(node), "`."))
      }
      if own.isReadOnly { facts.append("Set by the service.") }
      if own.isWriteOnly { facts.append("Only sent, never received.") }
      if !property.isRequired, case .enumeration(let values) = kind, values.isConstant {
        facts.append(joined("Always `", values.values.first?.text ?? "", "`."))
      }
      if schema.deprecated { deprecation = Deprecation() }
    }
    var documentation = Documentation(paragraphs, deprecation: deprecation)
    documentation.add(facts.joined(separator: " "))
    return documentation
  }
}

extension PropertyPlan {
  /// Lets it be absent.
  mutating func makeOptional(_ type: TypeUse) {
    self.type = .optional(of: type)
    presence = .optional
    initializerDefault = .null
  }

  /// Lets it be null, never absent.
  mutating func makeNullable(_ type: TypeUse) {
    self.type = .optional(of: type)
    presence = .requiredNullable
  }
}

/// What the schemas of a property say about the place rather than the type.
private struct PropertyFacts {
  var description: String?
  var isReadOnly = false
  var isWriteOnly = false
  var defaultNode: JSONNode?

  /// Reads each schema, then what it leads to.
  init(_ schemas: [Schema]) {
    for schema in schemas {
      if description.isNil { description = schema.description }
      if defaultNode.isNil { defaultNode = schema.default }
      if schema.readOnly { isReadOnly = true }
      if schema.writeOnly { isWriteOnly = true }
      if schema.reference.isNil { continue }
      let target = schema.resolved
      if target.readOnly { isReadOnly = true }
      if target.writeOnly { isWriteOnly = true }
      if defaultNode.isNil { defaultNode = target.default }
    }
  }
}

extension Documentation {
  /// Documentation of one paragraph, or of none where there is nothing to say.
  init(text: String?, pointer: String? = nil) {
    self.init(pointer: pointer)
    add(text)
  }

  /// What an operation says of itself.
  init(of operation: Operation) {
    self.init(text: operation.summary, pointer: operation.node.pointer)
    if operation.description != operation.summary { add(operation.description) }
  }

  /// Adds a paragraph, unless there is nothing to say.
  mutating func add(_ text: String?) {
    if let text, !text.isEmpty { paragraphs.append(text) }
  }
}

/// Words of a schema → documentation.
enum SchemaDocumentation {
  /// The documentation of a type: its description, else its title.
  static func type(_ shape: Shape, root: String) -> Documentation {
    guard let schema = shape.schema else { return Documentation() }
    var documentation = place(schema, pointer: pointer(schema, root: root))
    if documentation.paragraphs.isEmpty {
      // `allOf: [{description: …}]`: the words of the part nearest to the schema.
      for part in shape.parts.reversed() {
        guard part.componentName.isNil, let text = part.description else { continue }
        documentation.paragraphs = [text]
        break
      }
    }
    return documentation
  }

  /// The documentation of a place of this schema.
  static func place(_ schema: Schema, pointer: String?) -> Documentation {
    var documentation = Documentation(text: schema.description ?? schema.title, pointer: pointer)
    if schema.deprecated { documentation.deprecation = Deprecation() }
    return documentation
  }

  /// The pointer of a schema, with its file's name where it isn't the document itself.
  static func pointer(_ schema: Schema, root: String) -> String {
    let file = schema.file
    return file == root ? schema.pointer : file + schema.pointer
  }

  /// The format of a text or number that its Swift type doesn't express.
  static func format(_ schemas: [Schema], _ kind: Shape.Kind) -> String? {
    guard case .value(let type) = kind, !Formats.isExpressed(type) else { return nil }
    for schema in schemas {
      if let format = schema.format ?? schema.resolved.format, !format.isEmpty { return format }
    }
    return nil
  }

  /// What a text says first: up to the end of a sentence, at most a line.
  static func firstSentence(_ text: String) -> String {
    let line = text.drop { $0.isWhitespace }.prefix { !$0.isNewline }
    var end = line.startIndex
    while let dot = line[end...].firstIndex(of: ".") {
      end = line.index(after: dot)
      if end == line.endIndex { break }
      let isAbbreviation = ["e.g.", "i.e.", "etc.", "vs."].contains { line[..<end].hasSuffix($0) }
      if line[end] == " ", !isAbbreviation { return String(line[..<end]) }
    }
    return String(line)
  }

  /// A value as it is shown in a sentence.
  static func shown(_ node: JSONNode) -> String {
    let text = node.string ?? node.compactText
    return text.isEmpty ? "\"\"" : text
  }

  /// Whether a description speaks of the default itself.
  static func mentionsDefault(_ text: String?) -> Bool {
    guard let text else { return false }
    let word = Array("default".utf8)
    var length = 0
    for byte in text.utf8 {
      if length > 0, byte == word[length] {
        length += 1
        if length == word.count { return true }
      } else {
        length = 0
        // `d` or `D`.
        if byte.isOne(of: 0x64, 0x44) { length = 1 }
      }
    }
    return false
  }

  /// Whether a title is only the key in other letters, as some frameworks write it.
  static func repeats(_ title: String, _ key: String) -> Bool {
    letters(title) == letters(key)
  }

  private static func letters(_ text: String) -> String { Words.split(text).joined().lowercased() }
}
