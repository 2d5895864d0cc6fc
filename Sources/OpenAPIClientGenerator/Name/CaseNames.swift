/// Names for the cases of a union.
extension TypeNamer {
  /// A name for each case: that of its type, without the words that repeat the union's name.
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

  /// The name without the words that it shares with the beginning and the end of the union's name.
  ///
  ///     PetCreated in PetEvent  → created
  private static func shortened(_ text: String, by unionWords: [String]) -> String {
    var words = Words.split(text)
    words.removeFirst(repeated(words, unionWords))
    words.removeLast(repeated(words.reversed(), unionWords.reversed()))
    let name = Casing.camel(words, isUpper: false)
    return name.isEmpty || name.startsWithDigit ? Casing.lowerFirst(text) : name
  }

  /// How many words both begin with; at least one word of the first list is left over.
  private static func repeated(_ words: [String], _ others: [String]) -> Int {
    zip(words.dropLast(), others).prefix { $0.lowercased() == $1 }.count
  }

  /// Whether the name of a case is too general for a type.
  static func isVague(_ name: String) -> Bool {
    let word = name.prefix { !$0.isNumber }
    return ["value", "number", "object", "tuple", "choice", "array", "dictionary"].contains(word)
  }

  /// The possible names of a case, the best first.
  ///
  ///     {$ref: …/Cat}                                       → Cat
  ///     {title: Color, type: object}                        → color, object
  ///     {type: object, required: [id], properties: {id: …}} → object, id
  ///
  /// Later cases don't matter, so that adding one to the document renames none. `keys` are the properties of the objects
  /// among the earlier cases; those of this one are added.
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
      // If an earlier case is called `object`, a required property that earlier cases don't have makes a name. An optional
      // one doesn't, so that adding one to the document renames no case.
      texts.append("object")
      if let own = object.properties.first(where: { $0.isRequired && !keys.contains($0.key) }) {
        texts.append(Identifiers.member(own.key))
      }
      keys.formUnion(object.properties.map(\.key))
      return texts
    case .enumeration(let values):
      if let title { return [title] }
      // A constant gives the case its name; an enum doesn't, because it may get more values.
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

  /// The only string that a property of the variant can be, such as its `type`; required properties come first.
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

  /// The innermost name of the type that a reference is written with, if that is named already.
  private func declaredName(_ reference: API.Reference) -> String? {
    types.firstType(from: reference) { path($0) != nil }.flatMap { path($0)?.last }
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
