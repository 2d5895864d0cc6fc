/// Names for the cases of a union.
extension TypeNamer {
  /// A name for each case: its type's, without words that only repeat the union's name.
  ///
  ///     union PetEvent of PetCreated, PetSold, string  → created, sold, string
  func caseNames(_ union: API.Union, unionName: String) -> [String] {
    // Most cases have named types, so nobody asks.
    var marks: Marks?
    var long: [String] = []
    var short: [String] = []
    let unionWords = Words.split(unionName).map { $0.lowercased() }
    for unionCase in union.cases {
      let text = text(unionCase, in: union, &marks)
      let name = Casing.lowerFirst(text)
      long.append(name)
      short.append(declaredName(unionCase.type) == nil ? name : TypeNamer.shortened(text, by: unionWords))
    }
    let names = Set(short).count == short.count ? short : long
    var scope = NameScope(reserved: ["other"])
    return zip(names, long).map { name, other in
      scope.claim(ReservedWords.constant(name)) { [other] }
    }
  }

  /// The name without the words that it begins or ends with like the union's name does.
  private static func shortened(_ text: String, by unionWords: [String]) -> String {
    var words = Words.split(text)
    words.removeFirst(repeated(words, unionWords))
    words.removeLast(repeated(words.reversed(), unionWords.reversed()))
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
    ["value", "number", "object", "tuple", "choice", "array", "dictionary"].contains(name)
  }

  private func text(_ unionCase: API.Union.Case, in union: API.Union, _ known: inout Marks?) -> String {
    if let name = declaredName(unionCase.type) { return name }
    if let name = unionCase.name, name.isShared { return Identifiers.type(name.text) }
    let target = types.follow(unionCase.type).type
    let kind = types[target].kind
    switch kind {
    case .object(let object):
      if let value = unionCase.discriminatorValues.only { return Identifiers.constant(value) }
      if let title = title(unionCase, target) { return title }
      let marks = known ?? Marks(union, types)
      known = marks
      let fixed = Marks.fixedValue(object, types)
      if let fixed, !marks.sharedValues.contains(fixed) { return Identifiers.constant(fixed) }
      if let key = marks.ownProperty(object) { return Identifiers.member(key) }
      return fixed.map { Identifiers.constant($0) } ?? "object"
    case .enumeration(let values):
      return title(unionCase, target) ?? (values.rawType == .string ? "value" : "number")
    case .tuple: return title(unionCase, target) ?? "tuple"
    case .union: return title(unionCase, target) ?? "choice"
    case .array(let item):
      if let name = declaredName(item) { return TypeNamer.plural(name) }
      return TypeNamer.word(types.kind(item)).map { TypeNamer.plural($0) } ?? "array"
    case .map: return "dictionary"
    case .scalar, .file, .same: return TypeNamer.word(kind) ?? "value"
    }
  }

  private func title(_ unionCase: API.Union.Case, _ target: API.TypeID) -> String? {
    guard let title = unionCase.title ?? types[target].title else { return nil }
    let words = Words.split(title)
    if words.isEmpty || words.count > 6 { return nil }
    let name = Identifiers.member(title)
    return name.hasPrefix("value") ? nil : name
  }

  /// The last name of a type that has one already.
  private func declaredName(_ reference: API.Reference) -> String? {
    var id = reference.type
    for _ in 0..<64 {
      if let name = path(id)?.last { return name }
      guard case .same(let same) = types[id].kind else { return nil }
      id = same.target.type
    }
    return nil
  }

  private static func word(_ kind: API.Kind) -> String? {
    switch kind {
    case .file: return "file"
    case .scalar(let scalar):
      switch scalar {
      case .string: return "string"
      case .bool: return "bool"
      case .int, .int32, .int64, .uint64: return "int"
      case .double, .float: return "double"
      case .number: return "number"
      case .date, .calendarDate: return "date"
      case .uuid: return "uuid"
      case .data: return "data"
      case .json: return "json"
      case .custom: return "value"
      }
    default: return nil
    }
  }

  private static func plural(_ word: String) -> String {
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

  init(_ union: API.Union, _ types: API.Types) {
    var properties: [String: API.Reference] = [:]
    var values: [String: API.Reference] = [:]
    for unionCase in union.cases {
      guard case .object(let object) = types.kind(unionCase.type) else { continue }
      for property in object.properties {
        let other = properties.updateValue(unionCase.type, forKey: property.key)
        if let other, other != unionCase.type { sharedProperties.insert(property.key) }
      }
      guard let value = Marks.fixedValue(object, types) else { continue }
      let other = values.updateValue(unionCase.type, forKey: value)
      if let other, other != unionCase.type { sharedValues.insert(value) }
    }
  }

  /// The value that a variant fixes, such as that of its `type`.
  static func fixedValue(_ object: API.Object, _ types: API.Types) -> String? {
    for property in object.properties where property.isRequired {
      if case .enumeration(let values) = types.kind(property.type), values.isConstant,
        values.rawType == .string
      {
        return values.values[0].text
      }
    }
    return nil
  }

  /// A property that no other variant has, required ones first.
  func ownProperty(_ object: API.Object) -> String? {
    var optional: String?
    for property in object.properties {
      if sharedProperties.contains(property.key) { continue }
      if property.isRequired { return property.key }
      if optional == nil { optional = property.key }
    }
    return optional
  }
}
