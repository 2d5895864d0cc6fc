extension PlanComparison {
  mutating func compareTypes(_ old: [TypePlan], _ new: [TypePlan], _ outer: [String]) {
    compare(
      old, new, name: \.name, owner: outer.joined(separator: "."), added: { _ in .additive }
    ) { comparison, old, new, label in
      comparison.compare(old.documentation, new.documentation, label)
      comparison.compareKinds(old.kind, new.kind, label)
      comparison.compareTypes(old.nested, new.nested, outer + [old.name])
    }
  }

  private mutating func compareKinds(_ old: TypePlan.Kind, _ new: TypePlan.Kind, _ label: String) {
    switch (old, new) {
    case (.structure(let old), .structure(let new)): compareStructures(old, new, label)
    case (.openEnum(let old), .openEnum(let new)):
      compare(old.rawType, new.rawType, label + ".rawValue")
      compare(old.values, new.values, name: \.name, owner: label, added: { _ in .additive }) {
        comparison, old, new, label in
        if old.value != new.value { comparison.add(.documentation, label, "stands for another value") }
        comparison.compare(old.documentation, new.documentation, label)
      }
    case (.union(let old), .union(let new)):
      compareCases(old.cases.map { ($0.name, $0.type) }, new.cases.map { ($0.name, $0.type) }, label)
    case (.tuple(let old), .tuple(let new)):
      compareProperties(old.elements, new.elements, label)
      compareOptional(old.rest?.type, new.rest?.type, label + "." + (old.rest?.name ?? new.rest?.name ?? "rest"))
    case (.alias(let old), .alias(let new)): compare(old, new, label)
    case (.namespace, .namespace): break
    case (.bodyChoice(let old), .bodyChoice(let new)):
      compare(old.cases, new.cases, name: \.name, owner: label, added: { _ in .additive }) {
        comparison, old, new, label in
        comparison.compare(old.type, new.type, label)
      }
    case (.answerChoice(let old), .answerChoice(let new)):
      compareCases(old.cases.map { ($0.name, $0.type) }, new.cases.map { ($0.name, $0.type) }, label)
    default: add(.breaking, label, "is \(Self.phrase(new)) instead of \(Self.phrase(old))")
    }
  }

  private mutating func compareStructures(_ old: StructurePlan, _ new: StructurePlan, _ label: String) {
    compareProperties(old.properties, new.properties, label)
    compareOptional(
      old.additional?.type, new.additional?.type,
      label + "." + (old.additional?.name ?? new.additional?.name ?? "additionalProperties"))
    if old.hasInitializer, !new.hasInitializer { add(.breaking, label, "can't be made by callers any more") }
  }

  private mutating func compareProperties(_ old: [PropertyPlan], _ new: [PropertyPlan], _ label: String) {
    compare(
      old, new, name: \.name, owner: label, added: { Self.isArgument($0) ? .breaking : .additive }
    ) { comparison, old, new, label in
      comparison.compare(old.type, new.type, label)
      comparison.compare(old.documentation, new.documentation, label)
      if !Self.isArgument(old), Self.isArgument(new) {
        comparison.add(.breaking, label, "must be given to the initializer now")
      } else if old.isInInitializer, !new.isInInitializer {
        comparison.add(.breaking, label, "is not taken by the initializer any more")
      } else if Self.isArgument(old), !Self.isArgument(new) {
        comparison.add(.additive, label, "may be left out of the initializer now")
      }
      if old.presence != new.presence, old.type == new.type {
        comparison.add(.documentation, label, "is read differently where it is absent")
      }
      if old.rules != new.rules { comparison.add(.documentation, label, "keeps other rules") }
    }
  }

  /// Whether the initializer can't be called without it.
  private static func isArgument(_ property: PropertyPlan) -> Bool {
    if case .constant = property.presence { return false }
    return property.isInInitializer && property.initializerDefault == nil
  }

  /// Cases of an enum that callers switch over: a new one needs a branch.
  private mutating func compareCases(_ old: [(String, TypeUse?)], _ new: [(String, TypeUse?)], _ label: String) {
    compare(old, new, name: \.0, owner: label, added: { _ in .breaking }) { comparison, old, new, label in
      comparison.compareOptional(old.1, new.1, label)
    }
  }

  private mutating func compareOptional(_ old: TypeUse?, _ new: TypeUse?, _ label: String) {
    switch (old, new) {
    case (nil, nil): break
    case (let old?, let new?): compare(old, new, label)
    case (_?, nil): add(.breaking, label, "is gone")
    case (nil, let new?): add(.additive, label, "holds \(new.text) now")
    }
  }

  private static func phrase(_ kind: TypePlan.Kind) -> String {
    switch kind {
    case .structure: "a struct"
    case .openEnum: "a set of values"
    case .union: "a union"
    case .tuple: "a list of positions"
    case .alias(let use): "another name of \(use.text)"
    case .namespace: "a namespace"
    case .bodyChoice: "a choice of bodies"
    case .answerChoice: "a choice of answers"
    case .servers: "a choice of servers"
    }
  }
}

extension TypeUse {
  /// The type as a caller would write it.
  var text: String {
    switch self {
    case .string, .text: "String"
    case .bool: "Bool"
    case .int: "Int"
    case .int32: "Int32"
    case .int64: "Int64"
    case .double: "Double"
    case .float: "Float"
    case .date: "Date"
    case .calendarDate: "CalendarDate"
    case .uuid: "UUID"
    case .data: "Data"
    case .url: "URL"
    case .jsonValue: "JSONValue"
    case .filePart: "FilePart"
    case .requestBody: "RequestBody"
    case .responseBody: "ResponseBody"
    case .bytes: "[UInt8]"
    case .void: "Void"
    case .named(let path): path.joined(separator: ".")
    case .custom(let type): type
    case .array(let element): "[\(element.text)]"
    case .dictionary(let value): "[String: \(value.text)]"
    case .optional(let wrapped): "\(wrapped.text)?"
    case .nullable(let wrapped): "Nullable<\(wrapped.text)>"
    case .events(let element): "EventStream<\(element.text)>"
    case .jsonLines(let element): "JSONLines<\(element.text)>"
    }
  }
}
