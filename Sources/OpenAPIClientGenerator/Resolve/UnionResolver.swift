import OpenAPIDocument

/// Lists of variants → unions, or something simpler: an extensible enum, a single type, any JSON.
///
///     oneOf: [Cat, Dog], discriminator: {propertyName: kind}  → union, by the values of `kind`
///     anyOf: [{type: string}, {enum: [auto]}]                 → extensible enum of strings
struct UnionResolver {
  private(set) var shapes: [Shape]
  private(set) var diagnostics = Diagnostics()
  let inheritance: InheritanceIndex

  /// The shapes, with unions instead of lists of variants, and with discriminator values in the variants.
  static func resolve(
    _ shapes: [Shape], _ inheritance: InheritanceIndex, _ diagnostics: inout Diagnostics
  ) -> [Shape] {
    var resolver = UnionResolver(shapes: shapes, inheritance: inheritance)
    for id in shapes.indices {
      guard case .variants(let list) = shapes[id].kind else { continue }
      if list.variants.contains(where: { resolver.follow($0.type).isNullable }) {
        resolver.shapes[id].isNullable = true
      }
      resolver.shapes[id].kind = resolver.kind(of: list, at: id)
    }
    diagnostics.add(contentsOf: resolver.diagnostics)
    return resolver.shapes
  }

  private mutating func kind(of list: VariantList, at id: API.TypeID) -> Shape.Kind {
    let distinct = distinctCases(list, at: id)
    // Every union has a case for unknown values, so a variant for any JSON adds nothing.
    var cases = distinct.filter { !isAnything($0.type) }
    let takesAnything = cases.count < distinct.count
    if cases.isEmpty { return .scalar(.json) }
    let known = shapes.count
    if cases.count > 1, list.discriminator == nil { cases = joinedValues(cases) }
    if let only = cases.only, !takesAnything, !expectsMore(list, cases) {
      let target = follow(only.type).type
      // A joined enumeration is new and has no schema, so this shape becomes the enumeration.
      return target >= known ? shapes[target].kind : .same(only.type)
    }
    return .union(union(cases, list))
  }

  /// Whether a discriminator announces further variants, so that the first alone is a union already.
  private func expectsMore(_ list: VariantList, _ cases: [UnionShape.Case]) -> Bool {
    guard let discriminator = list.discriminator, !list.isInherited else { return false }
    return distinguished(cases, by: discriminator.propertyName) != nil
  }

  /// The union of several cases, with how to choose among them.
  private mutating func union(_ cases: [UnionShape.Case], _ list: VariantList) -> UnionShape {
    var union = UnionShape(cases: cases, choice: .fit, defaultCase: nil)
    if let discriminator = list.discriminator {
      let key = discriminator.propertyName
      if let target = discriminator.defaultMapping?.target?.resolved {
        union.defaultCase = cases.firstIndex { $0.schema.resolved == target }
      }
      if let distinguished = distinguished(cases, by: key) {
        union.cases = distinguished
        union.choice = .discriminator(key)
        for unionCase in distinguished { setInitialValue(of: key, unionCase) }
        for unionCase in distinguished { fixSingleValues(unionCase, hasDiscriminator: true) }
        return union
      }
      if !list.isInherited { warnOfMissingValues(discriminator) }
    }
    let mayGuess = list.discriminator == nil || list.isInherited
    if mayGuess, let key = distinguishingProperty(cases) {
      union.cases = cases.map { $0.with(ownValues($0.type, key)) }
      union.choice = .discriminator(key)
    } else {
      union.cases = cases.map { $0.with([]) }
    }
    for unionCase in union.cases { fixSingleValues(unionCase, hasDiscriminator: false) }
    return union
  }

  private mutating func warnOfMissingValues(_ discriminator: Discriminator) {
    diagnostics.warning(
      "discriminator-without-value",
      "Not every variant has a value of `\(discriminator.propertyName)` of its own, so variants are told apart by their properties",
      at: discriminator.node, hint: "give each variant a value in `mapping`")
  }

  // MARK: Cases

  private func isAnything(_ reference: API.Reference) -> Bool {
    if case .scalar(.json) = kind(reference) { return true }
    return false
  }

  /// The variants, without those that would be the same Swift type as an earlier one.
  private func distinctCases(_ list: VariantList, at id: API.TypeID) -> [UnionShape.Case] {
    var cases: [UnionShape.Case] = []
    var positions: [TypeKey: Int] = [:]
    for variant in list.variants {
      let target = follow(variant.type)
      if target.type == id { continue }
      let key = typeKey(target)
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

  /// Equal for variants that would be the same Swift type.
  private indirect enum TypeKey: Hashable {
    case scalar(API.Scalar)
    case array(TypeKey, isNullable: Bool)
    case map(TypeKey, isNullable: Bool)
    case type(API.TypeID)
  }

  /// The depth to which lists in lists and unions in unions are compared.
  static let maximumDepth = 8

  private func typeKey(_ reference: API.Reference, depth: Int = 0) -> TypeKey {
    let id = follow(reference).type
    switch shapes[id].kind {
    case .scalar(let type): return .scalar(type)
    case .array(let item) where depth < UnionResolver.maximumDepth:
      return .array(typeKey(item, depth: depth + 1), isNullable: follow(item).isNullable)
    case .map(let value) where depth < UnionResolver.maximumDepth:
      return .map(typeKey(value, depth: depth + 1), isNullable: follow(value).isNullable)
    default: return .type(id)
    }
  }

  // MARK: Variants

  /// Gives the discriminator its value in a variant, as a new property if the variant doesn't declare it.
  ///
  ///     variant cat: object {kind: string, lives: int}  → kind is "cat"
  private mutating func setInitialValue(of key: String, _ unionCase: UnionShape.Case) {
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

  /// Fixes properties that can have one value only, because that value distinguishes the variant from others.
  ///
  ///     oneOf: [{required: [kind], properties: {kind: {enum: [cat]}}}, …]  → kind is the constant "cat"
  ///
  /// In a component the value is only the default of the initializer, because a component must not depend on the unions it
  /// is in. So it is for an optional property of an inline variant, unless there is a discriminator.
  private mutating func fixSingleValues(_ unionCase: UnionShape.Case, hasDiscriminator: Bool) {
    let id = follow(unionCase.type).type
    guard case .object(var object) = shapes[id].kind else { return }
    for (index, property) in object.properties.enumerated() {
      let type = follow(property.type).type
      guard case .enumeration(var values) = shapes[type].kind, let only = values.values.only, values.rawType != .json
      else { continue }
      let isOwn = shapes[type].schema?.node.isInside(unionCase.schema.node) ?? false
      if property.isRequired, values.isConstant || isOwn {
        values.isConstant = true
        shapes[type].kind = .enumeration(values)
      } else if property.discriminatorValue == nil, property.isRequired || isOwn && !hasDiscriminator {
        object.properties[index].discriminatorValue = only.text
      }
    }
    shapes[id].kind = .object(object)
  }

  // MARK: Shapes

  func follow(_ reference: API.Reference) -> API.Reference { shapes.follow(reference) }

  func kind(_ reference: API.Reference) -> Shape.Kind { shapes[follow(reference).type].kind }

  /// Adds a shape; its location and documentation are those of the schema.
  mutating func add(_ kind: Shape.Kind, like schema: Schema?) -> API.Reference {
    shapes.append(Shape(schema: schema, kind: kind))
    return API.Reference(shapes.count - 1)
  }
}

extension JSONNode {
  /// Whether it is somewhere inside another value.
  fileprivate func isInside(_ other: JSONNode) -> Bool {
    sequence(first: self, next: \.parent).dropFirst().contains(other)
  }
}
