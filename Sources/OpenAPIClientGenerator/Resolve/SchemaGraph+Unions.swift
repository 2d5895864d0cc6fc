import OpenAPIDocument

/// Lists of variants → unions, or what they come down to: an extensible enum, one type, any JSON.
extension SchemaGraph {
  func settle(_ id: API.TypeID, _ list: VariantList) {
    var cases = distinctCases(id, list)
    // A variant that takes anything is what the case for unknown values is for.
    let count = cases.count
    cases.removeAll { isAnything($0.type) }
    let takesAnything = cases.count < count
    if cases.isEmpty {
      shapes[id].kind = .scalar(.json)
      return
    }
    let known = shapes.count
    if cases.count > 1, list.discriminator == nil { cases = joinedValues(cases) }
    if let only = cases.only, !takesAnything {
      let target = follow(only.type).type
      // A set joined just now has no schema but this one.
      shapes[id].kind = target >= known ? shapes[target].kind : .same(only.type)
      return
    }
    var choice = API.Union.Choice.fit
    var isNamed = false
    var defaultCase: Int?
    if let discriminator = list.discriminator {
      let key = discriminator.propertyName
      giveValues(&cases, key)
      for index in cases.indices { asWritten(&cases[index], key) }
      if let target = discriminator.defaultMapping?.target?.resolved {
        defaultCase = cases.firstIndex { $0.schema.resolved == target }
      }
      if separate(&cases) {
        choice = .discriminator(key)
        isNamed = true
        for unionCase in cases { offerValue(unionCase, key) }
      } else if !list.isInherited {
        warnIndistinct(discriminator, key)
      }
    }
    if case .fit = choice, list.discriminator == nil || list.isInherited,
      let key = distinguishingProperty(cases)
    {
      for index in cases.indices { cases[index].discriminatorValues = ownValues(cases[index].type, key, depth: 0) }
      choice = .discriminator(key)
    }
    if case .fit = choice {
      for index in cases.indices { cases[index].discriminatorValues = [] }
    }
    for unionCase in cases { settleOnlyValues(unionCase, isNamed: isNamed) }
    shapes[id].kind = .union(UnionShape(cases: cases, choice: choice, defaultCase: defaultCase))
  }

  private func warnIndistinct(_ discriminator: Discriminator, _ key: String) {
    diagnostics.warning(
      "discriminator-without-value",
      "Not every variant has a value of `\(key)` of its own, so variants are told apart by their properties",
      at: discriminator.node, hint: "give each variant a value in `mapping`")
  }

  private func isAnything(_ reference: API.Reference) -> Bool {
    if case .scalar(.json) = kind(reference) { return true }
    return false
  }

  /// The variants without repetition.
  private func distinctCases(_ id: API.TypeID, _ list: VariantList) -> [UnionShape.Case] {
    var cases: [UnionShape.Case] = []
    var positions: [String: Int] = [:]
    for variant in list.variants {
      let target = follow(variant.type)
      if target.isNullable { shapes[id].isNullable = true }
      if target.type == id { continue }
      let key = likeness(target, depth: 0)
      if let index = positions[key] {
        cases[index].discriminatorValues += variant.discriminatorValues
        continue
      }
      positions[key] = cases.count
      cases.append(
        UnionShape.Case(
          schema: variant.schema, type: API.Reference(variant.type.type),
          discriminatorValues: variant.discriminatorValues))
    }
    return cases
  }

  /// The same for variants that would be the same Swift type.
  private func likeness(_ reference: API.Reference, depth: Int) -> String {
    let target = follow(reference)
    var text: String
    switch shapes[target.type].kind {
    case .scalar(let type): text = "\(type)"
    case .array(let item) where depth < 8: text = "[" + likeness(item, depth: depth + 1)
    case .map(let value) where depth < 8: text = ":" + likeness(value, depth: depth + 1)
    default: text = "#" + String(target.type)
    }
    if target.isNullable, depth > 0 { text.append("?") }
    return text
  }

  // MARK: Values

  /// Joins what would be read alike: listed texts beside any text, integers beside numbers, constants to one extensible enum.
  private func joinedValues(_ cases: [UnionShape.Case]) -> [UnionShape.Case] {
    var result = joinedValues(cases, of: .string)
    result = joinedValues(result, of: .int)
    result = joinedValues(result, of: .double)
    var hasString = false
    var hasDouble = false
    var hasInt = false
    var hasBool = false
    for unionCase in result {
      switch kind(unionCase.type) {
      case .scalar(.string), .file: hasString = true
      case .scalar(.double): hasDouble = true
      case .scalar(.int), .scalar(.int64): hasInt = true
      case .scalar(.bool): hasBool = true
      default: break
      }
    }
    var seenString = false
    var seenInt = false
    result.removeAll { unionCase in
      switch kind(unionCase.type) {
      case .scalar(.string), .file:
        defer { seenString = true }
        return seenString
      case .scalar(.date), .scalar(.calendarDate), .scalar(.uuid), .scalar(.data): return hasString
      case .scalar(.int), .scalar(.int64):
        defer { seenInt = true }
        return hasDouble || seenInt
      case .scalar(.int32): return hasDouble || hasInt
      case .scalar(.float): return hasDouble
      case .enumeration(let values):
        if case .bool = values.rawType { return hasBool }
        return false
      default: return false
      }
    }
    return result
  }

  private func joinedValues(_ cases: [UnionShape.Case], of type: API.Scalar) -> [UnionShape.Case] {
    var listed: [Int] = []
    var plain: [Int] = []
    for (index, unionCase) in cases.enumerated() {
      switch kind(unionCase.type) {
      case .enumeration(let values) where values.rawType == type: listed.append(index)
      case .scalar(type): plain.append(index)
      default: break
      }
    }
    let joined = listed + plain
    guard let leading = listed.first, joined.count > 1 else { return cases }
    var result = cases
    let first = min(leading, plain.first ?? leading)
    result[first] = cases[leading]
    var isOne = listed.count == 1
    if isOne, case .enumeration(let values) = kind(cases[leading].type), values.isConstant { isOne = false }
    if !isOne {
      var values: [API.Enumeration.Value] = []
      var seen: Set<String> = []
      for index in listed {
        guard case .enumeration(let own) = kind(cases[index].type) else { continue }
        let isSingle = own.values.count == 1
        for var value in own.values where seen.insert(value.text).inserted {
          if isSingle { describe(&value, by: cases[index].schema, type) }
          values.append(value)
        }
      }
      var schema: Schema?
      if listed.count < cases.count { schema = cases[leading].schema }
      let both = API.Enumeration(rawType: type, values: values, isConstant: false)
      result[first].type = add(.enumeration(both), like: schema)
    }
    // From the end, so that those before keep their positions.
    for index in joined.sorted(by: >) where index != first { result.remove(at: index) }
    return result
  }

  /// `oneOf: [{const: 1, title: Active}, …]`: the titles and descriptions belong to the values.
  private func describe(_ value: inout API.Enumeration.Value, by schema: Schema, _ type: API.Scalar) {
    let target = schema.resolved
    let title = schema.title ?? target.title
    let description = schema.description ?? target.description
    if type != .string, value.name == nil { value.name = title }
    guard value.documentation.isEmpty else { return }
    if let title { value.documentation.append(title) }
    if let description, description != title { value.documentation.append(description) }
  }

  // MARK: Discriminators

  /// The values of the discriminator for variants that the mapping leaves out: what they fix themselves, else their name.
  private func giveValues(_ cases: inout [UnionShape.Case], _ key: String) {
    var own: [[String]] = []
    var seen: Set<String> = []
    var shared: Set<String> = []
    for unionCase in cases {
      let listed = unionCase.discriminatorValues
      let values = listed.isEmpty ? ownValues(unionCase.type, key, depth: 0) : listed
      own.append(values)
      for value in values where !seen.insert(value).inserted { shared.insert(value) }
    }
    for index in cases.indices where cases[index].discriminatorValues.isEmpty {
      // A list that variants share, inherited from their base, tells none of them.
      let values = own[index]
      if shared.isDisjoint(with: values), !values.isEmpty {
        cases[index].discriminatorValues = values
      } else if let name = SchemaGraph.implicitValue(cases[index].schema) {
        cases[index].discriminatorValues = [name] + namesInside(cases[index].schema, key, beside: cases)
      }
    }
  }

  /// Numbers in a mapping as they are compared: `1.0` is 1.
  private func asWritten(_ unionCase: inout UnionShape.Case, _ key: String) {
    guard case .object(let object) = kind(unionCase.type), let property = object.property(key),
      case .scalar(let type) = kind(property.type), type.isNumber
    else { return }
    unionCase.discriminatorValues = unionCase.discriminatorValues.map { text in
      guard text.contains("."), let number = Double(text) else { return text }
      return Int(exactly: number).map(String.init) ?? "\(number)"
    }
  }

  /// The names of what inherits from a variant and is none itself, since the variant chooses among them by a property of
  /// its own.
  private func namesInside(_ schema: Schema, _ key: String, beside cases: [UnionShape.Case]) -> [String] {
    let base = schema.resolved
    guard let own = SchemaGraph.ownDiscriminator(base), own.propertyName != key else { return [] }
    return inheritance.descendants(of: base).filter { descendant in
      !cases.contains { $0.schema.resolved == descendant.schema }
    }.map(\.name)
  }

  /// The values that a variant fixes for a property.
  private func ownValues(_ reference: API.Reference, _ key: String, depth: Int) -> [String] {
    guard depth < 8 else { return [] }
    switch kind(reference) {
    case .object(let object):
      guard let property = object.property(key), case .enumeration(let values) = kind(property.type),
        values.rawType != .json
      else { return [] }
      return values.values.map { $0.text }
    case .union(let union):
      if case .discriminator(key) = union.choice { return union.cases.flatMap { $0.discriminatorValues } }
      return union.cases.flatMap { ownValues($0.type, key, depth: depth + 1) }
    case .variants(let list):
      guard list.discriminator?.propertyName == key else {
        return list.variants.flatMap { ownValues($0.type, key, depth: depth + 1) }
      }
      var values: [String] = []
      for variant in list.variants {
        var own = variant.discriminatorValues
        if own.isEmpty { own = ownValues(variant.type, key, depth: depth + 1) }
        if own.isEmpty, let name = SchemaGraph.implicitValue(variant.schema) { own = [name] }
        values += own
      }
      return values
    default: return []
    }
  }

  /// The value that stands for a schema where no mapping names one: its name.
  private static func implicitValue(_ schema: Schema) -> String? {
    if let name = schema.componentName { return name }
    guard var name = schema.reference?.text.afterLastSlash else { return nil }
    if let dot = name.firstIndex(of: ".") { name = String(name[..<dot]) }
    return name.isEmpty || name == "#" ? nil : name
  }

  /// Gives each value to the first case that has it; false if a case is left without.
  private func separate(_ cases: inout [UnionShape.Case]) -> Bool {
    var seen: Set<String> = []
    for index in cases.indices {
      switch kind(cases[index].type) {
      case .object, .union, .variants, .map: break
      default: return false
      }
      var own: [String] = []
      for value in cases[index].discriminatorValues where seen.insert(value).inserted { own.append(value) }
      if own.isEmpty { return false }
      cases[index].discriminatorValues = own
    }
    return true
  }

  /// A property whose listed values distinguish all variants, though the document names no discriminator.
  private func distinguishingProperty(_ cases: [UnionShape.Case]) -> String? {
    distinguishingProperty(cases, isRequired: true) ?? distinguishingProperty(cases, isRequired: false)
  }

  private func distinguishingProperty(_ cases: [UnionShape.Case], isRequired: Bool) -> String? {
    guard cases.count > 1, case .object(let first) = kind(cases[0].type) else { return nil }
    for property in first.properties where property.isRequired || !isRequired {
      var seen: Set<String> = []
      var tells = true
      for unionCase in cases {
        guard case .object(let object) = kind(unionCase.type) else { return nil }
        guard let own = object.property(property.key), own.isRequired || !isRequired else {
          tells = false
          break
        }
        let values = ownValues(unionCase.type, property.key, depth: 0)
        if values.isEmpty { tells = false }
        for value in values where !seen.insert(value).inserted { tells = false }
        if !tells { break }
      }
      if tells { return property.key }
    }
    return nil
  }

  /// Makes a variant carry its value: as the initial value of the property, or as a property of its own.
  private func offerValue(_ unionCase: UnionShape.Case, _ key: String) {
    guard let value = unionCase.discriminatorValues.only else { return }
    let id = follow(unionCase.type).type
    guard case .object(var object) = shapes[id].kind else { return }
    if let index = object.index(of: key) {
      if object.properties[index].discriminatorValue == nil { object.properties[index].discriminatorValue = value }
    } else {
      let text = add(.scalar(.string), like: nil)
      object.properties.insert(
        PropertyShape(key: key, schemas: [], type: text, isRequired: false, discriminatorValue: value), at: 0)
    }
    shapes[id].kind = .object(object)
  }

  /// An enum of one in a variant is what tells it from the others: it is fixed in a variant that stands in the union, and
  /// offered by the initializer of any other, for what a component is must not depend on the unions that it is in.
  ///
  /// Where no discriminator is named, it is offered also for a member of a variant that stands in the union and need not
  /// have it: whether it tells all variants apart can change with the next one.
  private func settleOnlyValues(_ unionCase: UnionShape.Case, isNamed: Bool) {
    let id = follow(unionCase.type).type
    guard case .object(var object) = shapes[id].kind else { return }
    for index in object.properties.indices {
      let property = object.properties[index]
      let type = follow(property.type).type
      guard case .enumeration(var values) = shapes[type].kind, let only = values.values.only, values.rawType != .json
      else { continue }
      let isOwn = shapes[type].schema?.node.stands(in: unionCase.schema.node) ?? false
      if property.isRequired, values.isConstant || isOwn {
        values.isConstant = true
        shapes[type].kind = .enumeration(values)
      } else if property.discriminatorValue == nil, property.isRequired || isOwn && !isNamed {
        object.properties[index].discriminatorValue = only.text
      }
    }
    shapes[id].kind = .object(object)
  }
}

extension JSONNode {
  /// Whether a value is somewhere inside another one.
  fileprivate func stands(in other: JSONNode) -> Bool {
    var node = self
    while let parent = node.parent {
      if parent == other { return true }
      node = parent
    }
    return false
  }
}
