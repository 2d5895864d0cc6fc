import OpenAPIDocument

extension FilePrinter {
  /// A value as an expression, where the type is known: `"low"`, `.low`, `[1, 2]`.
  func spell(_ value: ValuePlan) -> String { Self.spell(value) }

  /// The same for functions that need no file.
  static func spell(_ value: ValuePlan) -> String {
    switch value {
    case .string(let text): Literals.string(text)
    case .int(let number): String(number)
    case .double(let literal): literal
    case .bool(let flag): String(flag)
    case .null: "nil"
    case .emptyArray: "[]"
    case .emptyDictionary: "[:]"
    case .member(let name): ".\(name)"
    case .deprecatedMember(_, let value): ".init(rawValue: \(spell(value)))"
    case .call(let name): ".\(name)()"
    case .json(let literal): json(literal)
    case .array(let values): "[\(values.map(spell).joined(separator: ", "))]"
    }
  }

  /// A value of a type that may be `JSONValue`, whose null is no nil: `.null`.
  func spell(_ value: ValuePlan, as type: TypeUse) -> String {
    value == .null && type.unwrapped == .jsonValue ? ".null" : spell(value)
  }

  /// A literal of `JSONValue`: `["sizes": [1, 2], "note": nil]`.
  private static func json(_ literal: JSONLiteral) -> String {
    switch literal {
    case .null: return "nil"
    case .bool(let value): return String(value)
    case .string(let text): return Literals.string(text)
    case .number(let number):
      if let int = number.int { return String(int) }
      if let double = number.double { return String(double) }
      return "nil"
    case .array(let elements): return "[\(elements.map(json).joined(separator: ", "))]"
    case .object(let members):
      if members.isEmpty { return "[:]" }
      return "[\(members.map { "\(Literals.string($0.key)): \(json($0.value))" }.joined(separator: ", "))]"
    }
  }

  /// A name as the label of a parameter: the compiler accepts all keywords there without backticks but these three.
  static func label(_ name: String) -> String {
    ["`inout`", "`var`", "`let`"].contains(name) ? name : name.withoutBackticks
  }

  /// A name as a label in a call: there only this keyword needs backticks.
  static func callLabel(_ name: String) -> String { name == "`inout`" ? name : name.withoutBackticks }
}
