/// Types with names → declarations.
///
///     Pet: {type: object, properties: {name: {type: string}}}  → struct Pet { var name: String? }
struct TypePlanner {
  let declarations: Declarations
  let validation: Validation
  private let variants: Variants

  var types: API.Types { declarations.types }
  var names: Names { declarations.names }

  init(_ declarations: Declarations) {
    self.declarations = declarations
    validation = Validation(declarations.types, isChecked: declarations.directions.isSent)
    variants = Variants(declarations)
  }

  /// The declarations of some types: `struct Pet`, `struct Level: ExtensibleEnum`.
  func plans(_ ids: [API.TypeID]) -> [TypePlan] { ids.filter { !isOnlyPart($0) }.map { plan($0) } }

  /// Whether a union would be unused: a part of a body that is a file or something else has the type `FilePart`.
  private func isOnlyPart(_ id: API.TypeID) -> Bool {
    guard case .union = types[id].kind, !types[id].isComponent else { return false }
    return types.files(in: API.Reference(id)) != nil && !declarations.directions.isJSON(id)
  }

  /// The types nested in a type of the namespace, or in the enum that holds those of an operation.
  func nested(in holder: String) -> [TypePlan] { plans(names.nested[holder] ?? []) }

  /// The declaration of a type, with the types nested in it: `struct Pet { … struct Owner { … } }`.
  private func plan(_ id: API.TypeID) -> TypePlan {
    let path = names.paths[id] ?? ["Model"]
    return TypePlan(
      name: path[path.count - 1], documentation: declarations.documentation(id), kind: kind(id),
      nested: path.count == 1 ? nested(in: path[0]) : [])
  }

  /// What a type becomes.
  ///
  ///     Names: {type: array, items: {type: string}}  → typealias Names = [String]
  private func kind(_ id: API.TypeID) -> TypePlan.Kind {
    let type = types[id]
    switch type.kind {
    case .object(let object): return .structure(structure(object, id))
    case .enumeration(let values): return .openEnum(openEnum(values, id))
    case .union(let union): return .union(self.union(union, id))
    case .tuple(let tuple): return .tuple(self.tuple(tuple, id))
    case .array(let item) where type.isRecursiveList:
      return .tuple(TuplePlan(elements: [], rest: rest(declarations.element(item), id)))
    case .map(let value) where type.isRecursiveList:
      return .structure(structure(API.Object(additional: value), id))
    case .same(let same):
      let isAnything = types.follow(same.target).type == API.anything
      return .alias(isAnything ? .jsonValue : declarations.type(same.target).type)
    case .scalar(let scalar): return .alias(TypeUse(scalar))
    case .array(let item): return .alias(.array(declarations.element(item)))
    case .map(let value): return .alias(.dictionary(declarations.element(value)))
    case .file: return .alias(.string)
    }
  }

  private func members(_ id: API.TypeID) -> Names.Members { names.members[id] ?? Names.Members() }

  /// The property for members beyond the named ones, or for elements after the positions.
  private func rest(
    _ type: TypeUse, _ id: API.TypeID, _ documentation: Documentation = Documentation()
  ) -> AdditionalPropertiesPlan? {
    members(id).rest.map { AdditionalPropertiesPlan(name: $0, type: type, documentation: documentation) }
  }

  /// An extensible enum: any value is kept, the listed ones are constants.
  ///
  ///     enum: [low, high]  → struct Level: ExtensibleEnum { static var low, high }
  private func openEnum(_ enumeration: API.Enumeration, _ id: API.TypeID) -> EnumPlan {
    let values = zip(enumeration.values, members(id).names).map { value, name in
      EnumPlan.Value(
        name: name, value: ValuePlan(value, enumeration.rawType),
        documentation: Documentation(value.documentation, deprecation: value.deprecation))
    }
    return EnumPlan(rawType: TypeUse(enumeration.rawType), values: values)
  }

  /// An enum with a case for each variant, and one for values that fit none.
  ///
  ///     oneOf: [{$ref: …/Cat}, {type: string}]  → enum Pet { case cat(Cat), string(String), other(JSONValue) }
  private func union(_ union: API.Union, _ id: API.TypeID) -> UnionPlan {
    let caseNames = members(id).names
    let distinguishing = variants.distinguishing(union.cases)
    let cases = zip(zip(union.cases, distinguishing), caseNames).map { variant, name in
      let (unionCase, distinguishing) = variant
      return UnionPlan.Case(
        name: name, type: declarations.type(unionCase.type).type,
        discriminatorValues: unionCase.discriminatorValues, distinguishing: distinguishing,
        rule: validation.rule(forVariant: unionCase.type, types),
        documentation: Documentation(
          [unionCase.description].compactMap { $0 }, deprecation: unionCase.deprecation))
    }
    let choice: UnionPlan.Choice =
      switch union.choice {
      case .discriminator(let key): .discriminator(key)
      case .fit: .fit
      }
    // Only what is sent is made by callers.
    let literals = declarations.directions.isSent(id) ? variants.literals(union.cases, names: caseNames) : []
    return UnionPlan(
      cases: cases, choice: choice, otherCase: "other", defaultCase: union.defaultCase.map { caseNames[$0] },
      validates: validation.isValidating(id), literals: literals, shared: SharedMembers(self).shared(union, id))
  }

  /// A struct with a property for each position.
  ///
  ///     prefixItems: [{type: number}, {type: string}]  → struct Row { var first: Double, second: String }
  private func tuple(_ tuple: API.Tuple, _ id: API.TypeID) -> TuplePlan {
    let elements = zip(tuple.elements, members(id).names).enumerated().map { index, pair in
      let (element, name) = pair
      let (type, isNullable) = declarations.type(element.type)
      var plan = PropertyPlan(
        name: name, key: String(index), documentation: element.documentation, type: type, presence: .required)
      if !element.isRequired {
        plan.makeOptional(type)
      } else if isNullable {
        plan.makeNullable(type)
      }
      return plan
    }
    return TuplePlan(elements: elements, rest: tuple.rest.flatMap { rest(declarations.element($0), id) })
  }

  /// A struct with a property for each property, and dictionaries for members beyond them.
  ///
  ///     properties: {id: …}, additionalProperties: {type: integer}
  ///     → struct Pet { var id: String?, additionalProperties: [String: Int] }
  private func structure(_ object: API.Object, _ id: API.TypeID) -> StructurePlan {
    let isForm = declarations.isForm(id)
    let members = members(id)
    let properties = PropertyPlanner(types: self, id: id)
    let patterns = zip(object.patterns, members.patterns).map { pattern, name in
      PatternPropertiesPlan(
        name: name, pattern: pattern.pattern, type: declarations.element(pattern.type),
        documentation: Documentation(["Members whose names match `\(pattern.pattern)`."]))
    }
    let additional = object.additional.flatMap {
      rest(
        isForm ? declarations.part($0) : declarations.element($0), id,
        Documentation(["Members beyond the named ones."]))
    }
    let planned = zip(object.properties, members.names).map { property, name in
      properties.plan(property, name: name, part: object.parts[property.key])
    }
    return StructurePlan(
      properties: planned, additional: additional, patterns: patterns,
      nulls: planned.contains(where: \.canBeNull) ? members.nulls : nil, coding: isForm ? .multipart : .json,
      validates: validation.isValidating(id))
  }

  /// Type aliases for payloads whose types are declared elsewhere: `typealias NewPet = Pet`.
  func aliases(_ payloads: [API.Payload], _ names: Names.Payloads) -> [TypePlan] {
    zip(payloads, names.aliases).compactMap { payload, name in
      name.map {
        TypePlan(
          name: $0, documentation: payload.documentation, kind: .alias(declarations.type(payload.type).type))
      }
    }
  }
}
