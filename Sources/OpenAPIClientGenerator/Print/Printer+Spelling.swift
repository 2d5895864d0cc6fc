import OpenAPIDocument

extension Printer {
  /// A type as it is written where the printer stands.
  func spell(_ use: TypeUse) -> String {
    switch use {
    case .string, .text: return name("String")
    case .bool: return name("Bool")
    case .int: return name("Int")
    case .int32: return name("Int32")
    case .int64: return name("Int64")
    case .double: return name("Double")
    case .float: return name("Float")
    case .date: return foundation("Date")
    case .uuid: return foundation("UUID")
    case .data: return foundation("Data")
    case .url: return foundation("URL")
    case .calendarDate: return runtime(RuntimeNames.calendarDate)
    case .jsonValue: return runtime(RuntimeNames.jsonValue)
    case .filePart: return runtime(RuntimeNames.filePart)
    case .requestBody: return runtime(RuntimeNames.requestBody)
    case .responseBody: return runtime(RuntimeNames.responseBody)
    case .bytes: return joined("[", name("UInt8"), "]")
    case .void: return name("Void")
    case .named(let path): return spell(path: path)
    case .custom(let type):
      usesFoundation = true
      usesAllOfFoundation = true
      return type
    case .array(let element): return joined("[", spell(element), "]")
    case .dictionary(let value): return joined("[", name("String"), ": ", spell(value), "]")
    case .optional(let wrapped): return spell(wrapped) + "?"
    case .nullable(let wrapped): return generic(RuntimeNames.nullable, of: wrapped)
    case .events(let element): return generic(RuntimeNames.eventStream, of: element)
    case .jsonLines(let element): return generic(RuntimeNames.jsonLines, of: element)
    }
  }

  /// A standard name, qualified where a type of the document hides it.
  func name(_ name: String) -> String {
    plan.hiddenNames.contains(name) ? joined(RuntimeNames.module(of: name), ".", name) : name
  }

  private func runtime(_ name: String) -> String {
    usesRuntime = true
    return self.name(name)
  }

  private func generic(_ name: String, of argument: TypeUse) -> String {
    joined(runtime(name), "<", spell(argument), ">")
  }

  private func foundation(_ name: String) -> String {
    usesFoundation = true
    if plan.hiddenNames.contains(name) { usesAllOfFoundation = true }
    return self.name(name)
  }

  /// A type of the namespace: as short as it can be inside of the type around it.
  private func spell(path: [String]) -> String {
    guard let first = path.first else { return "" }
    let isNested = path.count > 1
    if !isNested, !isOutside, plan.hiddenNames.isEmpty { return first }
    var path = path
    var isQualified = isOutside
    if !isOutside {
      // Inside a type its nested types need no prefix, unless one of them hides another of the namespace.
      if isNested, first == scope.first { path.removeFirst() }
      if let head = path.first, plan.hiddenNames.contains(head) { isQualified = !isNested || path.count > 1 }
    }
    let name = path.joined(separator: ".")
    return isQualified ? joined(plan.namespace, ".", name) : name
  }

  /// The type without `Optional` and `Nullable` around it.
  static func core(_ use: TypeUse) -> TypeUse {
    switch use {
    case .optional(let wrapped), .nullable(let wrapped): return core(wrapped)
    default: return use
    }
  }

  static func isOptional(_ use: TypeUse) -> Bool {
    if case .optional = use { return true }
    return false
  }

  static func isVoid(_ use: TypeUse) -> Bool {
    if case .void = use { return true }
    return false
  }
}

extension Printer {
  /// A value as an expression, for places where the type is known.
  func spell(_ value: ValuePlan) -> String {
    switch value {
    case .string(let text): return Literals.string(text)
    case .int(let number): return String(number)
    case .double(let literal): return literal
    case .bool(let flag): return flag ? "true" : "false"
    case .null: return "nil"
    case .emptyArray: return "[]"
    case .emptyDictionary: return "[:]"
    case .member(let name): return "." + name
    case .json(let literal): return json(literal)
    case .array(let values):
      var items: [String] = []
      for value in values { items.append(spell(value)) }
      return joined("[", items.joined(separator: ", "), "]")
    }
  }

  /// A value as a literal of `JSONValue`.
  func json(_ literal: JSONLiteral) -> String {
    switch literal {
    case .null: return "nil"
    case .bool(let value): return value ? "true" : "false"
    case .string(let text): return Literals.string(text)
    case .number(let number):
      if let int = number.int { return String(int) }
      if let double = number.double { return String(double) }
      return "nil"
    case .array(let elements): return "[\(elements.map { json($0) }.joined(separator: ", "))]"
    case .object(let members):
      if members.isEmpty { return "[:]" }
      let items = members.map { "\(Literals.string($0.key)): \(json($0.value))" }
      return "[\(items.joined(separator: ", "))]"
    }
  }
}
