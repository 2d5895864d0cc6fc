import OpenAPIDocument

/// Shapes with names → the types to print.
final class TypePlanner {
  let graph: SchemaGraph
  let names: NameTable
  let uses: TypeUses
  let directions: DirectionAnalysis
  let boxing: RecursionBoxing
  let rules: RulePlanning
  /// Content types that `encoding` gives the parts of multipart bodies, by shape and property.
  let partContentTypes: [ShapeID: [String: String]]
  /// By shape: whether its type has rules, in itself or in what it holds.
  private var validating: [Bool]
  private var rulesByShape: [[[RulePlan]]]
  private var memberNames: [String: String] = [:]
  private var constantsByText: [String: String] = [:]
  private var constantNames: [ShapeID: [String]] = [:]
  private var ownerByName: [String: Int] = [:]

  private var isLast = false

  init(
    graph: SchemaGraph, names: NameTable, directions: DirectionAnalysis,
    partContentTypes: [ShapeID: [String: String]] = [:]
  ) {
    self.partContentTypes = partContentTypes
    self.graph = graph
    self.names = names
    self.directions = directions
    uses = TypeUses(graph: graph, names: names)
    boxing = RecursionBoxing(graph)
    rules = RulePlanning(graph: graph)
    validating = Array(repeating: false, count: graph.shapes.count)
    rulesByShape = Array(repeating: [], count: graph.shapes.count)
    for index in names.owners.indices {
      if let name = names.owners[index].path.only { ownerByName[name] = index }
    }
    findValidating()
  }

  // MARK: Types

  /// The types of the namespace, in the order of the document.
  ///
  /// The last to be asked for: a struct is forgotten once it is planned, for there is no need to have all of them twice.
  func types() -> [TypePlan] {
    isLast = true
    return types(in: 0)
  }

  /// The types inside an owner.
  func types(in owner: Int) -> [TypePlan] { names.owners[owner].children.map { type($0) } }

  private func type(_ id: ShapeID) -> TypePlan {
    let path = names.path(id) ?? ["Model"]
    let shape = graph.shapes[id]
    let kind: TypePlan.Kind
    switch shape.kind {
    case .object(let object):
      kind = .structure(structure(object, id))
      if isLast { forget(id) }
    case .enumeration(let values): kind = .openEnum(openEnum(values, id))
    case .union(let union): kind = .union(self.union(union, id))
    case .tuple(let tuple): kind = .tuple(self.tuple(tuple, id))
    case .link(let use): kind = .alias(graph.isEndless(use) ? .jsonValue : uses.type(use).type)
    case .value(let type): kind = .alias(type)
    case .array(let item) where graph.recursiveLists.contains(id):
      kind = .tuple(TuplePlan(elements: [], rest: AdditionalPropertiesPlan(name: "elements", type: uses.element(item))))
    case .map(let value) where graph.recursiveLists.contains(id):
      kind = .structure(structure(ObjectShape(properties: [], additional: value, patterns: []), id))
    case .array(let item): kind = .alias(.array(uses.element(item)))
    case .map(let value): kind = .alias(.dictionary(uses.element(value)))
    case .binary: kind = .alias(.string)
    case .pending, .variants: kind = .alias(.jsonValue)
    }
    var nested: [TypePlan] = []
    if let name = path.only, let owner = ownerByName[name] { nested = types(in: owner) }
    return TypePlan(
      name: path[path.count - 1], documentation: SchemaDocumentation.type(shape, root: graph.rootFile),
      kind: kind, nested: nested)
  }

  private func forget(_ id: ShapeID) {
    graph.shapes[id].kind = .object(ObjectShape(properties: [], additional: nil, patterns: []))
    rulesByShape[id] = []
  }

  private func openEnum(_ values: EnumShape, _ id: ShapeID) -> EnumPlan {
    let names = constants(id, values)
    var planned: [EnumPlan.Value] = []
    planned.reserveCapacity(names.count)
    for (value, name) in zip(values.values, names) {
      planned.append(
        EnumPlan.Value(name: name, value: value.value, documentation: Documentation(value.documentation)))
    }
    return EnumPlan(rawType: values.rawType, values: planned)
  }

  private func union(_ union: UnionShape, _ id: ShapeID) -> UnionPlan {
    var cases: [UnionPlan.Case] = []
    for unionCase in union.cases {
      var documentation = Documentation()
      if let text = unionCase.schema.description, unionCase.schema.reference.isPresent {
        documentation.paragraphs = [text]
      }
      cases.append(
        UnionPlan.Case(
          name: ReservedWords.escaped(unionCase.name), type: uses.type(unionCase.use).type,
          discriminatorValues: unionCase.tags, distinguishing: [], validates: false, documentation: documentation))
    }
    var defaultCase: String?
    if let index = union.defaultCase { defaultCase = ReservedWords.escaped(union.cases[index].name) }
    return UnionPlan(
      cases: cases, choice: union.choice, otherCase: "other", defaultCase: defaultCase,
      isIndirect: boxing.indirect.contains(id), validates: validating[id])
  }

  private func tuple(_ tuple: TupleShape, _ id: ShapeID) -> TuplePlan {
    var scope = NameScope()
    var elements: [PropertyPlan] = []
    let boxed = boxing.boxed[id] ?? []
    for (index, element) in tuple.elements.enumerated() {
      let text = element.schema.title ?? Words.ordinal(index)
      let name = scope.claim(memberName(text)) { [Words.ordinal(index)] }
      let (type, isNullable) = uses.type(element.use)
      var plan = PropertyPlan(
        name: ReservedWords.escaped(name), key: String(index),
        documentation: SchemaDocumentation.place(element.schema, pointer: nil), type: type, presence: .required,
        isBoxed: boxed.contains(index))
      if !element.isRequired {
        plan.makeOptional(type)
      } else if isNullable {
        plan.makeNullable(type)
      }
      elements.append(plan)
    }
    var rest: AdditionalPropertiesPlan?
    if let use = tuple.rest {
      rest = AdditionalPropertiesPlan(name: scope.claim("rest"), type: uses.element(use))
    }
    return TuplePlan(elements: elements, rest: rest)
  }

  private func structure(_ object: ObjectShape, _ id: ShapeID) -> StructurePlan {
    var scope = NameScope()
    var coding: Set<StructurePlan.Coding> = []
    if directions.isMultipart(id) { coding.insert(.multipart) }
    if coding.isEmpty || directions.isJSON(id) { coding.insert(.json) }
    let isForm = !coding.contains(.json)
    var properties: [PropertyPlan] = []
    properties.reserveCapacity(object.properties.count)
    let propertyPlanning = PropertyPlanning(planner: self, id: id, isForm: isForm)
    let contentTypes = partContentTypes[id]
    for (index, property) in object.properties.enumerated() {
      let name = scope.claim(names.pinned(property) ?? memberName(property.key)) {
        alternatives(property.key, ReservedWords.member)
      }
      var plan = propertyPlanning.plan(property, index: index, name: ReservedWords.escaped(name))
      if let type = contentTypes?[property.key] { plan.partContentType = type }
      properties.append(plan)
    }
    var patterns: [PatternPropertiesPlan] = []
    for pattern in object.patterns {
      patterns.append(
        PatternPropertiesPlan(
          name: scope.claim("patternProperties"), pattern: pattern.pattern, type: uses.element(pattern.use),
          documentation: Documentation([joined("Members whose names match `", pattern.pattern, "`.")])))
    }
    var additional: AdditionalPropertiesPlan?
    if let use = object.additional {
      additional = AdditionalPropertiesPlan(
        name: scope.claim("additionalProperties"), type: isForm ? uses.part(use) : uses.element(use),
        documentation: Documentation(["Members beyond the named ones."]))
    }
    return StructurePlan(
      properties: properties, additional: additional, patterns: patterns, coding: coding,
      validates: validating[id])
  }

  // MARK: Names

  /// The Swift name of a property, before collisions are settled.
  func memberName(_ key: String) -> String {
    if let known = memberNames[key] { return known }
    let name = ReservedWords.member(Identifiers.member(key))
    memberNames[key] = name
    return name
  }

  /// The constant of an open enum whose value has a text.
  func constant(_ id: ShapeID, _ text: String) -> ValuePlan? {
    guard case .enumeration(let values) = graph.shapes[id].kind,
      // Of values that are written alike, the last.
      let index = values.values.lastIndex(where: { $0.text == text })
    else { return nil }
    return .member(constants(id, values)[index])
  }

  /// Other names for a text, those aside that are reserved.
  private func alternatives(_ text: String, _ unreserved: (String) -> String) -> [String] {
    Identifiers.alternatives(text).filter { unreserved($0) == $0 }
  }

  /// The names of an open enum's constants.
  private func constants(_ id: ShapeID, _ values: EnumShape) -> [String] {
    if let known = constantNames[id] { return known }
    var scope = NameScope()
    var result: [String] = []
    result.reserveCapacity(values.values.count)
    for value in values.values {
      var name: String
      if let given = value.name, !Words.split(given).isEmpty {
        name = Identifiers.constant(given)
      } else {
        switch values.rawType {
        case .int, .double: name = Identifiers.constant(number: value.text)
        default: name = constantName(value.text)
        }
      }
      name = ReservedWords.constant(name)
      let claimed = scope.claim(name) {
        alternatives(value.text, ReservedWords.constant)
      }
      result.append(ReservedWords.escaped(claimed))
    }
    constantNames[id] = result
    return result
  }

  /// The Swift name of a listed text, before collisions are settled.
  private func constantName(_ text: String) -> String {
    if let known = constantsByText[text] { return known }
    let name = Identifiers.constant(text)
    constantsByText[text] = name
    return name
  }

  // MARK: Validation

  /// Whether a type holds one that has a `validate` of its own.
  func holdsValidating(_ use: Use) -> Bool {
    validating[element(of: use)]
  }

  /// What a use holds once lists and maps are taken off.
  private func element(of use: Use) -> ShapeID {
    var current = graph.follow(use).shape
    while !graph.recursiveLists.contains(current) {
      switch graph.shapes[current].kind {
      case .array(let inner), .map(let inner): current = graph.follow(inner).shape
      default: return current
      }
    }
    return current
  }

  /// The rules of a property, the one at `index` of its shape.
  func rules(_ property: PropertyShape, index: Int, of id: ShapeID) -> [RulePlan] {
    if index < rulesByShape[id].count { return rulesByShape[id][index] }
    return rules.rules(property.schemas(graph), property.use)
  }

  private func findValidating() {
    var holders: [[ShapeID]] = Array(repeating: [], count: graph.shapes.count)
    var queue: [ShapeID] = []
    for id in graph.shapes.indices where directions.isSent(id) && graph.shapes[id].twin.isNil {
      var children: [Use] = []
      switch graph.shapes[id].kind {
      case .object(let object):
        var all: [[RulePlan]] = []
        all.reserveCapacity(object.properties.count)
        children.reserveCapacity(object.properties.count)
        var hasRules = false
        for property in object.properties {
          children.append(property.use)
          let own = rules.canLimit(property.use) ? rules.rules(property.schemas(graph), property.use) : []
          if !own.isEmpty { hasRules = true }
          all.append(own)
        }
        rulesByShape[id] = all
        if hasRules, !validating[id] {
          validating[id] = true
          queue.append(id)
        }
      case .union(let union):
        for unionCase in union.cases { children.append(unionCase.use) }
      default: continue
      }
      for child in children {
        let target = element(of: child)
        switch graph.shapes[target].kind {
        case .object, .union: holders[target].append(id)
        default: break
        }
      }
    }
    while let id = queue.popLast() {
      for holder in holders[id] where !validating[holder] {
        validating[holder] = true
        queue.append(holder)
      }
    }
  }
}

/// Which shapes are sent, which are received, and in what coding.
struct DirectionAnalysis {
  private var inRequests: [Bool]
  private var inAnswers: [Bool]
  private var asJSON: [Bool]
  private var asMultipart: [Bool]
  private let graph: SchemaGraph

  enum Direction { case request, answer }

  init(_ graph: SchemaGraph) {
    self.graph = graph
    let none = Array(repeating: false, count: graph.shapes.count)
    inRequests = none
    inAnswers = none
    asJSON = none
    asMultipart = none
  }

  /// Marks a shape and all that it holds.
  mutating func mark(_ use: Use, _ direction: Direction) {
    var queue = [graph.follow(use).shape]
    while let id = queue.popLast() {
      asJSON[id] = true
      switch direction {
      case .request:
        if inRequests[id] { continue }
        inRequests[id] = true
      case .answer:
        if inAnswers[id] { continue }
        inAnswers[id] = true
      }
      DirectionAnalysis.eachChild(of: graph.shapes[id].kind) { queue.append(graph.follow($0).shape) }
    }
  }

  /// Marks the root of a multipart body; what it holds is JSON in parts of its own, or files.
  mutating func markMultipart(_ use: Use) {
    let id = graph.follow(use).shape
    asMultipart[id] = true
    inRequests[id] = true
    var children: [Use] = []
    DirectionAnalysis.eachChild(of: graph.shapes[id].kind) { children.append($0) }
    for child in children { mark(child, .request) }
  }

  /// Marks what no operation reaches as both sent and received.
  mutating func markRest(_ use: Use) {
    let id = graph.follow(use).shape
    if inRequests[id] || inAnswers[id] { return }
    mark(use, .request)
    mark(use, .answer)
  }

  func isSent(_ id: ShapeID) -> Bool { inRequests[id] }
  func isReceived(_ id: ShapeID) -> Bool { inAnswers[id] }
  func isMultipart(_ id: ShapeID) -> Bool { asMultipart[id] }
  /// False for shapes that are made later.
  func isJSON(_ id: ShapeID) -> Bool { id < asJSON.count && asJSON[id] }

  /// Calls `body` with everything that a shape holds directly.
  static func eachChild(of kind: Shape.Kind, _ body: (Use) -> Void) {
    switch kind {
    case .pending, .value, .binary, .enumeration: break
    case .link(let use), .array(let use), .map(let use): body(use)
    case .object(let object):
      for property in object.properties { body(property.use) }
      for pattern in object.patterns { body(pattern.use) }
      if let additional = object.additional { body(additional) }
    case .tuple(let tuple):
      for element in tuple.elements { body(element.use) }
      if let rest = tuple.rest { body(rest) }
    case .union(let union):
      for unionCase in union.cases { body(unionCase.use) }
    case .variants(let list):
      for variant in list.variants { body(variant.use) }
    }
  }
}
