/// The literals that unions take: those of the only variant that is a text, a list, a number or a truth value.
///
///     stop: {anyOf: [{type: string}, {type: array, items: {type: string}}]}   → stop: "END", stop: ["END", "STOP"]
struct LiteralPlanning {
  /// What other types are names of, and the raw types of extensible enums, by the paths of the types.
  private var aliases: [[String]: TypeUse] = [:]
  private var rawTypes: [[String]: TypeUse] = [:]

  mutating func note(_ type: TypePlan, at path: [String]) {
    switch type.kind {
    case .alias(let use): aliases[path] = use
    case .openEnum(let plan): rawTypes[path] = plan.rawType
    default: break
    }
  }

  func literals(_ cases: [UnionPlan.Case]) -> [UnionPlan.Literal] {
    let found = cases.compactMap { item in item.type.flatMap { self.literal($0, name: item.name) } }
    return found.filter { literal in found.filter { $0.kind == literal.kind }.count == 1 && literal.isWritten }
  }

  private func literal(_ use: TypeUse, name: String) -> UnionPlan.Literal? {
    switch use {
    case .string: .init(kind: .string, name: name, type: use)
    case .bool: .init(kind: .boolean, name: name, type: use)
    case .int, .int32, .int64, .uint64, .double, .float: .init(kind: .number, name: name, type: use)
    case .jsonNumber: .init(kind: .number, name: name, type: use, isWritten: false)
    case .array(let element): .init(kind: .array, name: name, type: element)
    case .named(let path):
      if let raw = rawTypes[path] {
        raw == .jsonValue
          ? nil : self.literal(raw, name: name).map { .init(kind: $0.kind, name: name, type: raw, isRaw: true) }
      } else {
        aliases[path].flatMap { $0 == use ? nil : self.literal($0, name: name) }
      }
    default: nil
    }
  }
}
