/// Names for the cases of a union.
extension TypeNamer {
  /// A name for each case: its type's, without words that only repeat the union's name.
  ///
  ///     union PetEvent of PetCreated, PetSold, string  → created, sold, string
  func caseNames(_ union: API.Union, unionName: String) -> [String] {
    let unionWords = Words.split(unionName).map { $0.lowercased() }
    var keys: Set<String> = []
    let candidates = union.cases.map { texts($0, in: union, &keys) }
    var short: [String] = []
    for (unionCase, texts) in zip(union.cases, candidates) where declaredName(unionCase.type) != nil {
      short.append(TypeNamer.shortened(texts[0], by: unionWords))
    }
    let isShort = Set(short).count == short.count
    var declared = short.makeIterator()
    var scope = NameScope(reserved: ["other"])
    return zip(union.cases, candidates).map { unionCase, texts in
      var names = texts.map { Casing.lowerFirst($0) }
      if declaredName(unionCase.type) != nil, let name = declared.next(), isShort { names.insert(name, at: 0) }
      names = names.map(ReservedWords.constant)
      return scope.claim(names[0]) { Array(names.dropFirst()) }
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
    let word = name.prefix { !$0.isNumber }
    return ["value", "number", "object", "tuple", "choice", "array", "dictionary"].contains(word)
  }

  /// What a case can be called, the best first: after the type that it has or what its values are.
  ///
  /// The cases behind it have no part in it; `keys` are the members of the objects before it.
  private func texts(_ unionCase: API.Union.Case, in union: API.Union, _ keys: inout Set<String>) -> [String] {
    if let name = declaredName(unionCase.type) { return [name] }
    if let name = unionCase.name, name.isShared { return [Identifiers.type(name.text)] }
    let target = types.follow(unionCase.type).type
    let kind = types[target].kind
    let title = title(unionCase, target)
    switch kind {
    case .object(let object):
      if let value = unionCase.discriminatorValues.only { return [Identifiers.constant(value)] }
      var texts = title.map { [$0] } ?? []
      if let value = fixedValue(object) { texts.append(Identifiers.constant(value)) }
      // Only behind another one an object is called after what it requires and those before it lack: one more optional
      // member changes no name.
      texts.append("object")
      if let own = object.properties.first(where: { $0.isRequired && !keys.contains($0.key) }) {
        texts.append(Identifiers.member(own.key))
      }
      keys.formUnion(object.properties.map(\.key))
      return texts
    case .enumeration(let values):
      if let title { return [title] }
      // A set grows; what is fixed lends its name.
      if values.isConstant, let value = values.values.only {
        return [values.rawType == .string ? Identifiers.constant(value.text) : Identifiers.constant(number: value.text)]
      }
      return [values.rawType == .string ? "value" : "number"]
    case .tuple: return [title ?? "tuple"]
    case .union: return [title ?? "choice"]
    case .array(let item):
      if let name = declaredName(item) { return [TypeNamer.plural(name)] }
      return [TypeNamer.word(types.kind(item)).map { TypeNamer.plural($0) } ?? "array"]
    case .map: return ["dictionary"]
    case .scalar, .file, .same: return [TypeNamer.word(kind) ?? "value"]
    }
  }

  /// The value that a variant fixes, such as that of its `type`: of a member that must be there, else of another.
  private func fixedValue(_ object: API.Object) -> String? {
    let members = object.properties.filter(\.isRequired) + object.properties.filter { !$0.isRequired }
    for property in members {
      if case .enumeration(let values) = types.kind(property.type), values.rawType == .string,
        let value = values.values.only
      {
        return value.text
      }
    }
    return nil
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
