import OpenAPIDocument

/// Values of the document as Swift expressions of a type.
extension Declarations {
  /// A literal as a value of this type; nil if it is none.
  ///
  ///     "low" for a Level → .low        [] for [String] → []        2.5 for Int → nil
  func value(_ literal: JSONLiteral, _ reference: API.Reference) -> ValuePlan? {
    let target = types.follow(reference)
    if literal == .null { return target.isNullable ? .null : nil }
    if types[target.type].isRecursiveList { return nil }
    switch types[target.type].kind {
    case .scalar(let type): return value(literal, type)
    case .file: return value(literal, .string)
    case .enumeration(let values):
      let (type, text) = literal.scalar
      if !values.isConstant { return constant(target.type, text) }
      guard type == values.rawType else { return nil }
      return ValuePlan(API.Enumeration.Value(literal: literal, text: text), type)
    case .array(let item):
      guard case .array(let literals) = literal else { return nil }
      if literals.isEmpty { return .emptyArray }
      let elements = literals.compactMap { value($0, item) }
      return elements.count == literals.count ? .array(elements) : nil
    case .map: return literal == .object([]) ? .emptyDictionary : nil
    default: return nil
    }
  }

  /// `"low"` for `String`, `2.5` for `Double`, nil for a literal of another type.
  private func value(_ literal: JSONLiteral, _ type: API.Scalar) -> ValuePlan? {
    switch (type, literal) {
    case (.string, .string(let text)): return .string(text)
    case (.bool, .bool(let value)): return .bool(value)
    case (.int, .number(let number)), (.int32, .number(let number)), (.int64, .number(let number)),
      (.uint64, .number(let number)):
      guard let int = number.int, type.holds(int) else { return nil }
      return .int(int)
    case (.double, .number(let number)), (.float, .number(let number)):
      return number.double == nil ? nil : .double(number.text)
    case (.json, _): return .json(literal)
    default: return nil
    }
  }

  /// The constant of an enumeration for a value, by the value's text; of several with the same text, the last.
  func constant(_ id: API.TypeID, _ text: String) -> ValuePlan? {
    guard case .enumeration(let enumeration) = types[id].kind,
      let index = enumeration.values.lastIndex(where: { $0.text == text }), let constants = names.members[id]?.names
    else { return nil }
    let value = enumeration.values[index]
    if value.deprecation == nil { return .member(constants[index]) }
    return .deprecatedMember(constants[index], rawValue: ValuePlan(value, enumeration.rawType))
  }
}

extension ValuePlan {
  /// A listed value.
  init(_ value: API.Enumeration.Value, _ type: API.Scalar) {
    switch type {
    case .string: self = .string(value.text)
    case .bool: self = .bool(value.text == "true")
    case .int: self = Int(value.text).map { .int($0) } ?? .double(value.text)
    case .double: self = .double(value.text)
    default: self = .json(value.literal)
    }
  }
}
