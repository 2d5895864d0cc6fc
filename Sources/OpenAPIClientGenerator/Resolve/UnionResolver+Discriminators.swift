import OpenAPIDocument

/// Finds the values of a property that distinguish variants.
///
///     Cat: {kind: {const: cat}}, Dog: {kind: {const: dog}}  → kind distinguishes them: cat, dog
extension UnionResolver {
  /// The cases with their values of a discriminator; a value belongs to the first case that has it; nil if some case has
  /// none.
  func distinguished(_ cases: [UnionShape.Case], by key: String) -> [UnionShape.Case]? {
    var seen: Set<String> = []
    var result: [UnionShape.Case] = []
    for unionCase in withValues(cases, key) {
      switch kind(unionCase.type) {
      case .object, .union, .variants, .map: break
      default: return nil
      }
      let own = asCompared(unionCase, key).filter { seen.insert($0).inserted }
      if own.isEmpty { return nil }
      result.append(unionCase.with(own))
    }
    return result
  }

  /// The cases with their values: those of the mapping, or else those that the variant lists, or else its name.
  private func withValues(_ cases: [UnionShape.Case], _ key: String) -> [UnionShape.Case] {
    let own = cases.map { $0.discriminatorValues.isEmpty ? ownValues($0.type, key) : $0.discriminatorValues }
    var seen: Set<String> = []
    let shared = Set(own.joined().filter { !seen.insert($0).inserted })
    return zip(cases, own).map { unionCase, values in
      guard unionCase.discriminatorValues.isEmpty else { return unionCase }
      // Values that several variants inherit from their base distinguish none of them.
      if !values.isEmpty, shared.isDisjoint(with: values) { return unionCase.with(values) }
      guard let name = UnionResolver.implicitValue(unionCase.schema) else { return unionCase }
      return unionCase.with([name] + namesInside(unionCase.schema, key, beside: cases))
    }
  }

  /// The values of a case; for a discriminator that is a number, in the form in which readers compare it: `1.0` as `1`.
  private func asCompared(_ unionCase: UnionShape.Case, _ key: String) -> [String] {
    let values = unionCase.discriminatorValues
    guard case .object(let object) = kind(unionCase.type), let property = object.property(key),
      case .scalar(let type) = kind(property.type), type.isNumber
    else { return values }
    return values.map { text in
      guard text.contains("."), let number = Double(text) else { return text }
      return Int(exactly: number).map(String.init) ?? "\(number)"
    }
  }

  /// The names of a variant's descendants, if the variant chooses among them by another property.
  private func namesInside(_ schema: Schema, _ key: String, beside cases: [UnionShape.Case]) -> [String] {
    let base = schema.resolved
    guard let own = ShapeBuilder.ownDiscriminator(base), own.propertyName != key else { return [] }
    return inheritance.descendants(of: base).filter { descendant in
      !cases.contains { $0.schema.resolved == descendant.schema }
    }.map(\.name)
  }

  /// The values that a variant lists for a property, or its own variants do.
  func ownValues(_ reference: API.Reference, _ key: String, depth: Int = 0) -> [String] {
    guard depth < UnionResolver.maximumDepth else { return [] }
    switch kind(reference) {
    case .object(let object):
      guard let property = object.property(key), case .enumeration(let values) = kind(property.type),
        values.rawType != .json
      else { return [] }
      return values.values.map(\.text)
    case .union(let union):
      if case .discriminator(key) = union.choice { return union.cases.flatMap(\.discriminatorValues) }
      return union.cases.flatMap { ownValues($0.type, key, depth: depth + 1) }
    case .variants(let list):
      let isChosenByKey = list.discriminator?.propertyName == key
      return list.variants.flatMap { variant in
        if isChosenByKey, !variant.discriminatorValues.isEmpty { return variant.discriminatorValues }
        let own = ownValues(variant.type, key, depth: depth + 1)
        guard isChosenByKey, own.isEmpty else { return own }
        return UnionResolver.implicitValue(variant.schema).map { [$0] } ?? []
      }
    default: return []
    }
  }

  /// The value of a schema that isn't in the mapping: its name (OpenAPI, "Discriminator Object").
  private static func implicitValue(_ schema: Schema) -> String? {
    if let name = schema.componentName { return name }
    guard var name = schema.reference?.text.afterLastSlash else { return nil }
    if let dot = name.firstIndex(of: ".") { name = String(name[..<dot]) }
    return name.isEmpty || name == "#" ? nil : name
  }

  /// A property whose listed values distinguish all variants, preferably one that all require.
  func distinguishingProperty(_ cases: [UnionShape.Case]) -> String? {
    let objects = cases.compactMap { unionCase -> ObjectShape? in
      if case .object(let object) = kind(unionCase.type) { return object }
      return nil
    }
    guard let first = objects.first, cases.count > 1, objects.count == cases.count else { return nil }
    let keys = first.properties.map(\.key).filter { distinguishes($0, cases) }
    return keys.first { key in objects.allSatisfy { $0.property(key)?.isRequired == true } } ?? keys.first
  }

  /// Whether every variant lists values for a property, and none that another one lists.
  private func distinguishes(_ key: String, _ cases: [UnionShape.Case]) -> Bool {
    var seen: Set<String> = []
    return cases.allSatisfy { unionCase in
      let values = ownValues(unionCase.type, key)
      return !values.isEmpty && values.allSatisfy { seen.insert($0).inserted }
    }
  }
}

extension UnionShape.Case {
  /// The case with other values of the discriminator.
  func with(_ discriminatorValues: [String]) -> UnionShape.Case {
    UnionShape.Case(schema: schema, type: type, discriminatorValues: discriminatorValues)
  }
}
