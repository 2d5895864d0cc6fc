import OpenAPIDocument

/// Lists of variants → unions, or what they come down to: an open set, one type, any JSON.
extension SchemaGraph {
  func settle(_ id: ShapeID, _ list: VariantList) {
    var cases = distinctCases(id, list)
    // A variant that takes anything is what the case for unknown values is for.
    let count = cases.count
    cases.removeAll { isAnything($0.use) }
    let takesAnything = cases.count < count
    if cases.isEmpty {
      shapes[id].kind = .value(.jsonValue)
      return
    }
    let known = shapes.count
    if cases.count > 1, list.discriminator.isNil { cases = joinedValues(cases) }
    if let only = cases.only, !takesAnything {
      let target = follow(only.use).shape
      // A set joined just now has no schema but this one.
      shapes[id].kind = target >= known ? shapes[target].kind : .link(only.use)
      return
    }
    var choice = UnionPlan.Choice.fit
    var defaultCase: Int?
    if let discriminator = list.discriminator {
      let key = discriminator.propertyName
      giveTags(&cases, key)
      if let target = discriminator.defaultMapping?.target?.resolved {
        defaultCase = cases.firstIndex { $0.schema.resolved == target }
      }
      if separate(&cases) {
        choice = .discriminator(key)
      } else {
        warnUntagged(discriminator, key)
      }
    } else if let key = tellingProperty(cases) {
      for index in cases.indices { cases[index].tags = ownTags(cases[index].use, key, depth: 0) }
      choice = .discriminator(key)
    }
    if case .discriminator(let key) = choice {
      for unionCase in cases { writeTag(unionCase, key) }
    } else {
      for index in cases.indices { cases[index].tags = [] }
    }
    for unionCase in cases { fixTellingValues(unionCase.use) }
    shapes[id].kind = .union(UnionShape(cases: cases, choice: choice, defaultCase: defaultCase))
  }

  private func warnUntagged(_ discriminator: Discriminator, _ key: String) {
    diagnostics.warning(
      "discriminator-without-value",
      joined(
        "Not every variant has a value of `", key, "` of its own, so variants are told apart by their properties"),
      at: discriminator.node, hint: "give each variant a value in `mapping`")
  }

  private func isAnything(_ use: Use) -> Bool {
    if case .value(.jsonValue) = kind(use) { return true }
    return false
  }

  /// The variants without repetition.
  private func distinctCases(_ id: ShapeID, _ list: VariantList) -> [UnionShape.Case] {
    var cases: [UnionShape.Case] = []
    var positions: [String: Int] = [:]
    for variant in list.variants {
      let target = follow(variant.use)
      if target.isNullable { shapes[id].isNullable = true }
      if target.shape == id { continue }
      let key = likeness(target, depth: 0)
      if let index = positions[key] {
        cases[index].tags += variant.tags
        continue
      }
      positions[key] = cases.count
      cases.append(UnionShape.Case(schema: variant.schema, use: Use(variant.use.shape), tags: variant.tags))
    }
    return cases
  }

  /// The same for variants that would be the same Swift type.
  private func likeness(_ use: Use, depth: Int) -> String {
    let target = follow(use)
    var text: String
    switch shapes[target.shape].kind {
    case .value(let type): text = type.signature
    case .array(let item) where depth < 8: text = "[" + likeness(item, depth: depth + 1)
    case .map(let value) where depth < 8: text = ":" + likeness(value, depth: depth + 1)
    default: text = "#" + String(target.shape)
    }
    if target.isNullable, depth > 0 { text.append("?") }
    return text
  }

  // MARK: Values

  /// Joins what would be read alike: listed texts beside any text, integers beside numbers, constants to one open set.
  private func joinedValues(_ cases: [UnionShape.Case]) -> [UnionShape.Case] {
    var result = joinedValues(cases, of: .string)
    result = joinedValues(result, of: .int)
    result = joinedValues(result, of: .double)
    var hasString = false
    var hasDouble = false
    var hasInt = false
    var hasBool = false
    for unionCase in result {
      switch kind(unionCase.use) {
      case .value(.string), .binary: hasString = true
      case .value(.double): hasDouble = true
      case .value(.int), .value(.int64): hasInt = true
      case .value(.bool): hasBool = true
      default: break
      }
    }
    var seenString = false
    var seenInt = false
    result.removeAll { unionCase in
      switch kind(unionCase.use) {
      case .value(.string), .binary:
        defer { seenString = true }
        return seenString
      case .value(.date), .value(.calendarDate), .value(.uuid), .value(.data): return hasString
      case .value(.int), .value(.int64):
        defer { seenInt = true }
        return hasDouble || seenInt
      case .value(.int32): return hasDouble || hasInt
      case .value(.float): return hasDouble
      case .enumeration(let values):
        if case .bool = values.rawType { return hasBool }
        return false
      default: return false
      }
    }
    return result
  }

  private func joinedValues(_ cases: [UnionShape.Case], of type: TypeUse) -> [UnionShape.Case] {
    var listed: [Int] = []
    var plain: [Int] = []
    for (index, unionCase) in cases.enumerated() {
      switch kind(unionCase.use) {
      case .enumeration(let values) where values.rawType == type: listed.append(index)
      case .value(type): plain.append(index)
      default: break
      }
    }
    let joined = listed + plain
    guard let leading = listed.first, joined.count > 1 else { return cases }
    var result = cases
    let first = min(leading, plain.first ?? leading)
    result[first] = cases[leading]
    var isOne = listed.only.isPresent
    if isOne, case .enumeration(let values) = kind(cases[leading].use), values.isConstant { isOne = false }
    if !isOne {
      var values: [EnumShape.Value] = []
      var seen: Set<String> = []
      for index in listed {
        guard case .enumeration(let own) = kind(cases[index].use) else { continue }
        let isSingle = own.values.only.isPresent
        for var value in own.values where seen.insert(value.text).inserted {
          if isSingle { describe(&value, by: cases[index].schema, type) }
          values.append(value)
        }
      }
      var schema: Schema?
      if listed.count < cases.count { schema = cases[leading].schema }
      result[first].use = use(.enumeration(EnumShape(rawType: type, values: values, isConstant: false)), like: schema)
    }
    // From the end, so that those before keep their places.
    for index in joined.sorted(by: >) where index != first { result.remove(at: index) }
    return result
  }

  /// `oneOf: [{const: 1, title: Active}, …]`: the titles and descriptions belong to the values.
  private func describe(_ value: inout EnumShape.Value, by schema: Schema, _ type: TypeUse) {
    let target = schema.resolved
    let title = schema.title ?? target.title
    let description = schema.description ?? target.description
    if !type.isString, value.name.isNil { value.name = title }
    guard value.documentation.isEmpty else { return }
    if let title { value.documentation.append(title) }
    if let description, description != title { value.documentation.append(description) }
  }

  // MARK: Discriminators

  /// The values of the discriminator for variants that the mapping leaves out: what they fix themselves, else their name.
  private func giveTags(_ cases: inout [UnionShape.Case], _ key: String) {
    var own: [[String]] = []
    var seen: Set<String> = []
    var shared: Set<String> = []
    for unionCase in cases {
      let tags = unionCase.tags.isEmpty ? ownTags(unionCase.use, key, depth: 0) : unionCase.tags
      own.append(tags)
      for tag in tags where !seen.insert(tag).inserted { shared.insert(tag) }
    }
    for index in cases.indices where cases[index].tags.isEmpty {
      // A list that variants share, inherited from their base, tells none of them.
      let tags = own[index]
      if shared.isDisjoint(with: tags), !tags.isEmpty {
        cases[index].tags = tags
      } else if let name = SchemaGraph.implicitTag(cases[index].schema) {
        cases[index].tags = [name]
      }
    }
  }

  /// The values that a variant fixes for a property.
  private func ownTags(_ use: Use, _ key: String, depth: Int) -> [String] {
    guard depth < 8 else { return [] }
    switch kind(use) {
    case .object(let object):
      guard let property = object.property(key), case .enumeration(let values) = kind(property.use),
        values.rawType.isString
      else { return [] }
      return values.values.map { $0.text }
    case .union(let union):
      if case .discriminator(key) = union.choice { return union.cases.flatMap { $0.tags } }
      return union.cases.flatMap { ownTags($0.use, key, depth: depth + 1) }
    case .variants(let list):
      var tags: [String] = []
      for variant in list.variants {
        var own = variant.tags
        if own.isEmpty { own = ownTags(variant.use, key, depth: depth + 1) }
        if own.isEmpty, let name = SchemaGraph.implicitTag(variant.schema) { own = [name] }
        tags += own
      }
      return tags
    default: return []
    }
  }

  /// The value that stands for a schema without being said: its name.
  private static func implicitTag(_ schema: Schema) -> String? {
    if let name = schema.componentName { return name }
    guard var name = schema.reference?.text.afterLastSlash else { return nil }
    if let dot = name.firstIndex(of: ".") { name = String(name[..<dot]) }
    return name.isEmpty || name == "#" ? nil : name
  }

  /// Gives each value to the first case that has it; false if a case is left without.
  private func separate(_ cases: inout [UnionShape.Case]) -> Bool {
    var seen: Set<String> = []
    for index in cases.indices {
      switch kind(cases[index].use) {
      case .object, .union, .variants, .map: break
      default: return false
      }
      var own: [String] = []
      for tag in cases[index].tags where seen.insert(tag).inserted { own.append(tag) }
      if own.isEmpty { return false }
      cases[index].tags = own
    }
    return true
  }

  /// A property by whose listed values all variants can be told apart, though the document names no discriminator.
  private func tellingProperty(_ cases: [UnionShape.Case]) -> String? {
    tellingProperty(cases, isRequired: true) ?? tellingProperty(cases, isRequired: false)
  }

  private func tellingProperty(_ cases: [UnionShape.Case], isRequired: Bool) -> String? {
    guard cases.count > 1, case .object(let first) = kind(cases[0].use) else { return nil }
    for property in first.properties where property.isRequired || !isRequired {
      var seen: Set<String> = []
      var tells = true
      for unionCase in cases {
        guard case .object(let object) = kind(unionCase.use) else { return nil }
        guard let own = object.property(property.key), own.isRequired || !isRequired else {
          tells = false
          break
        }
        let tags = ownTags(unionCase.use, property.key, depth: 0)
        if tags.isEmpty { tells = false }
        for tag in tags where !seen.insert(tag).inserted { tells = false }
        if !tells { break }
      }
      if tells { return property.key }
    }
    return nil
  }

  /// Makes a variant carry its tag: as the initial value of the property, or as a property of its own.
  private func writeTag(_ unionCase: UnionShape.Case, _ key: String) {
    guard let tag = unionCase.tags.only else { return }
    let id = follow(unionCase.use).shape
    guard case .object(var object) = shapes[id].kind else { return }
    if let index = object.index(of: key) {
      if object.properties[index].tag.isNil { object.properties[index].tag = tag }
    } else {
      let text = use(.value(.string), like: nil)
      object.properties.insert(
        PropertyShape(key: key, schemas: [], use: text, isRequired: false, tag: tag), at: 0)
    }
    shapes[id].kind = .object(object)
  }

  /// An enum of one in a variant is what tells it from the others: it is fixed.
  private func fixTellingValues(_ use: Use) {
    guard case .object(let object) = kind(use) else { return }
    for property in object.properties where property.isRequired {
      let id = follow(property.use).shape
      guard case .enumeration(var values) = shapes[id].kind, values.values.only.isPresent, values.rawType.isString,
        !values.isConstant, (shapes[id].schema?.componentName).isNil
      else { continue }
      values.isConstant = true
      shapes[id].kind = .enumeration(values)
    }
  }
}

extension ObjectShape {
  /// The place of a property.
  func index(of key: String) -> Int? {
    for index in properties.indices where properties[index].key == key { return index }
    return nil
  }
}

extension String {
  /// The text without the beginnings that it has, one after the other.
  func dropping(_ beginnings: String...) -> String {
    var text = self
    for beginning in beginnings where text.hasPrefix(beginning) { text.removeFirst(beginning.count) }
    return text
  }

  var afterLastSlash: String {
    guard let slash = lastIndex(of: "/") else { return self }
    return String(self[index(after: slash)...])
  }
}
