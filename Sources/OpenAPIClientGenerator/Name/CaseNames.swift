import OpenAPIDocument

/// Names for the cases of a union.
struct CaseNames {
  let graph: SchemaGraph
  let names: NameTable

  /// Gives each case a name: its type's, without words that only repeat the union's name.
  func name(_ union: inout UnionShape, unionName: String) {
    // Most cases have named types, so nobody asks.
    var marks: Marks?
    var long: [String] = []
    var short: [String] = []
    let unionWords = Words.split(unionName).map { $0.lowercased() }
    for unionCase in union.cases {
      let text = text(unionCase, in: union, &marks)
      let name = Casing.lowerFirst(text)
      long.append(name)
      short.append(typeName(unionCase.use).isNil ? name : shortened(text, by: unionWords))
    }
    let names = Set(short).count == short.count ? short : long
    var scope = NameScope(reserved: ["other"])
    for index in union.cases.indices {
      union.cases[index].name = scope.claim(ReservedWords.constant(names[index])) { [long[index]] }
    }
  }

  /// The name without the words that it begins or ends with like the union's name does.
  private func shortened(_ text: String, by unionWords: [String]) -> String {
    var words = Words.split(text)
    words.removeFirst(CaseNames.repeated(words, unionWords))
    words.removeLast(CaseNames.repeated(words.reversed(), unionWords.reversed()))
    let name = Casing.camel(words, isUpper: false)
    return name.isEmpty || name.startsWithDigit ? Casing.lowerFirst(text) : name
  }

  /// With how many of the other words these begin, one of them left.
  private static func repeated(_ words: [String], _ others: [String]) -> Int {
    var count = 0
    while count < others.count, count + 1 < words.count, words[count].lowercased() == others[count] { count += 1 }
    return count
  }

  /// Whether a case's name says nothing that a type could be called by.
  static func isVague(_ name: String) -> Bool {
    name.isOne(of: "value", "number", "object", "tuple", "choice", "array", "dictionary")
  }

  private func text(_ unionCase: UnionShape.Case, in union: UnionShape, _ known: inout Marks?) -> String {
    if let name = typeName(unionCase.use) { return name }
    let schema = unionCase.schema
    if let target = schema.reference?.target, let (name, isShared) = NameTable.ownName(target), isShared {
      return Identifiers.type(name)
    }
    let target = graph.follow(unionCase.use)
    let kind = graph.shapes[target.shape].kind
    switch kind {
    case .object(let object):
      if unionCase.tags.count == 1 { return Identifiers.constant(unionCase.tags[0]) }
      if let title = title(schema, target) { return title }
      let marks = known ?? Marks(union, graph)
      known = marks
      let fixed = Marks.fixedValue(object, graph)
      if let fixed, !marks.sharedValues.contains(fixed) { return Identifiers.constant(fixed) }
      if let key = marks.ownProperty(object) { return Identifiers.member(key) }
      guard let fixed else { return "object" }
      return Identifiers.constant(fixed)
    case .enumeration, .union, .tuple, .variants:
      if let title = title(schema, target) { return title }
      switch kind {
      case .enumeration(let values):
        if case .string = values.rawType { return "value" }
        return "number"
      case .tuple: return "tuple"
      default: return "choice"
      }
    default: return CaseNames.word(kind) ?? list(kind)
    }
  }

  private func title(_ schema: Schema, _ target: Use) -> String? {
    guard let title = schema.title ?? graph.shapes[target.shape].schema?.title else { return nil }
    let words = Words.split(title)
    if words.isEmpty || words.count > 6 { return nil }
    let name = Identifiers.member(title)
    return name.hasPrefix("value") ? nil : name
  }

  /// The last name of a type that has one already.
  private func typeName(_ use: Use) -> String? {
    var current = use.shape
    var steps = 0
    while steps < 64 {
      steps += 1
      if let other = graph.shapes[current].twin { current = other }
      if let path = names.path(current), let name = path.last { return name }
      guard case .link(let next) = graph.shapes[current].kind else { return nil }
      current = next.shape
    }
    return nil
  }

  private func list(_ kind: Shape.Kind) -> String {
    switch kind {
    case .array(let item):
      if let name = typeName(item) { return CaseNames.plural(name) }
      if let word = CaseNames.word(graph.kind(item)) { return CaseNames.plural(word) }
      return "array"
    case .map: return "dictionary"
    default: return "value"
    }
  }

  private static func word(_ kind: Shape.Kind) -> String? {
    switch kind {
    case .binary: return "file"
    case .value(let type):
      switch type {
      case .string: return "string"
      case .bool: return "bool"
      case .int, .int32, .int64: return "int"
      case .double, .float: return "double"
      case .date, .calendarDate: return "date"
      case .uuid: return "uuid"
      case .data: return "data"
      case .url: return "url"
      case .jsonValue: return "json"
      default: return "value"
      }
    default: return nil
    }
  }

  static func plural(_ word: String) -> String {
    if word.hasSuffix("s") || word.hasSuffix("x") || word.hasSuffix("ch") { return word + "es" }
    if word.hasSuffix("y"), let before = word.dropLast().last, !"aeiou".contains(before) {
      return word.dropLast() + "ies"
    }
    return word + "s"
  }
}

/// What tells the cases of a union apart: properties and fixed values that only one of them has.
private struct Marks {
  private(set) var sharedProperties: Set<String> = []
  private(set) var sharedValues: Set<String> = []

  init(_ union: UnionShape, _ graph: SchemaGraph) {
    var properties: [String: Use] = [:]
    var values: [String: Use] = [:]
    for unionCase in union.cases {
      guard case .object(let object) = graph.kind(unionCase.use) else { continue }
      for property in object.properties {
        let other = properties.updateValue(unionCase.use, forKey: property.key)
        if let other, other != unionCase.use { sharedProperties.insert(property.key) }
      }
      guard let value = Marks.fixedValue(object, graph) else { continue }
      let other = values.updateValue(unionCase.use, forKey: value)
      if let other, other != unionCase.use { sharedValues.insert(value) }
    }
  }

  /// The value that a variant fixes, such as that of its `type`.
  static func fixedValue(_ object: ObjectShape, _ graph: SchemaGraph) -> String? {
    for property in object.properties where property.isRequired {
      if case .enumeration(let values) = graph.kind(property.use), values.isConstant,
        case .string = values.rawType
      {
        return values.values[0].text
      }
    }
    return nil
  }

  /// A property that no other variant has, required ones first.
  func ownProperty(_ object: ObjectShape) -> String? {
    var optional: String?
    for property in object.properties {
      if sharedProperties.contains(property.key) { continue }
      if property.isRequired { return property.key }
      if optional.isNil { optional = property.key }
    }
    return optional
  }
}
