import OpenAPIDocument

/// Joins variants whose values a reader couldn't tell apart.
///
///     anyOf: [{type: string}, {enum: [auto]}]                  → extensible enum: auto
///     anyOf: [{type: string}, {type: string, format: uuid}]    → string
extension UnionResolver {
  /// Joins enums with plain strings or numbers, constants with each other, and types whose values are also of another.
  mutating func joinedValues(_ cases: [UnionShape.Case]) -> [UnionShape.Case] {
    var result = joinedValues(cases, of: .string)
    result = joinedValues(result, of: .int)
    result = joinedValues(result, of: .double)
    let kinds = result.map { kind($0.type) }
    let hasString = kinds.contains { $0.isText }
    let hasBool = kinds.contains { $0.isScalar(.bool) }
    let hasDouble = kinds.contains { $0.isScalar(.double) }
    let hasInt = kinds.contains { $0.isScalar(.int) || $0.isScalar(.int64) }
    var seenString = false
    var seenInt = false
    return zip(result, kinds).filter { _, kind in
      switch kind {
      case .scalar(.string), .file:
        defer { seenString = true }
        return !seenString
      case .scalar(.date), .scalar(.calendarDate), .scalar(.uuid), .scalar(.data): return !hasString
      case .scalar(.int), .scalar(.int64):
        defer { seenInt = true }
        return !hasDouble && !seenInt
      case .scalar(.int32): return !hasDouble && !hasInt
      case .scalar(.float): return !hasDouble
      case .enumeration(let values): return values.rawType != .bool || !hasBool
      default: return true
      }
    }.map(\.0)
  }

  /// Joins all variants with values of one type, at the position of the first.
  private mutating func joinedValues(_ cases: [UnionShape.Case], of type: API.Scalar) -> [UnionShape.Case] {
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
    guard let leading = listed.first, let first = joined.min(), joined.count > 1 else { return cases }
    var union = cases[leading]
    if listed.count > 1 || isConstant(union) {
      let values = listedValues(listed.map { cases[$0] }, type)
      union.type = add(
        .enumeration(API.Enumeration(rawType: type, values: values, isConstant: false)),
        like: listed.count < cases.count ? union.schema : nil)
    }
    return cases.enumerated().compactMap { index, unionCase in
      if index == first { return union }
      return joined.contains(index) ? nil : unionCase
    }
  }

  private func isConstant(_ unionCase: UnionShape.Case) -> Bool {
    guard case .enumeration(let values) = kind(unionCase.type) else { return false }
    return values.isConstant
  }

  /// The values of all variants, each once.
  private func listedValues(_ cases: [UnionShape.Case], _ type: API.Scalar) -> [API.Enumeration.Value] {
    var seen: Set<String> = []
    return cases.flatMap { unionCase -> [API.Enumeration.Value] in
      guard case .enumeration(let own) = kind(unionCase.type) else { return [] }
      var new = own.values.filter { seen.insert($0.text).inserted }
      if let deprecation = Deprecation(of: [unionCase.schema]) {
        for index in new.indices { new[index].deprecation = deprecation }
      }
      return own.values.count == 1 ? new.map { $0.described(by: unionCase.schema, type) } : new
    }
  }
}

extension API.Enumeration.Value {
  /// The value with title and description of its variant: `oneOf: [{const: 1, title: Active}, …]`.
  fileprivate func described(by schema: Schema, _ type: API.Scalar) -> API.Enumeration.Value {
    var value = self
    let target = schema.resolved
    let title = schema.title ?? target.title
    let description = schema.description ?? target.description
    if type != .string, value.name == nil { value.name = title }
    guard value.documentation.isEmpty else { return value }
    if let title { value.documentation.append(title) }
    if let description, description != title { value.documentation.append(description) }
    return value
  }
}

extension Shape.Kind {
  fileprivate var isText: Bool {
    switch self {
    case .scalar(.string), .file: true
    default: false
    }
  }

  fileprivate func isScalar(_ type: API.Scalar) -> Bool {
    if case .scalar(type) = self { return true }
    return false
  }
}
