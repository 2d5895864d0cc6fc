import OpenAPIDocument

extension Explanation {
  /// Declarations with their types, presence and defaults.
  ///
  ///     struct Lamp
  ///       name: String
  ///       level: Level absent is .low = .low
  init(_ plan: ClientPlan) {
    entries =
      [plan.client.explanation].filter { $0.lines.count > 1 }
      + plan.allTypes.flatMap { Explanation.entries($0, in: [], plan.storage) }
      + plan.operations.map { $0.explanation }
  }

  private static func entries(_ type: TypePlan, in outer: [String], _ storage: Storage) -> [Entry] {
    let path = outer + [type.name]
    let name = path.joined(separator: ".")
    let own = Entry(
      keys: [name, type.documentation.pointer ?? ""],
      lines: ["\(type.kind.word) \(name)\(type.documentation.deprecationNote)"] + type.explanation(storage[path]))
    return [own] + type.nested.flatMap { entries($0, in: path, storage) }
  }
}

extension TypePlan {
  /// Its members, one a line.
  public func explanation(_ storage: Storage.OfType) -> [String] {
    switch kind {
    case .structure(let structure):
      structure.properties.explanation(storage) + structure.patterns.map { "~\($0.pattern): \($0.type.text)" }
        + [structure.additional].compactMap { $0.map { "*: \($0.type.text)" } }
    case .openEnum(let values):
      values.values.map { "\($0.name) = \($0.value.explanation)\($0.documentation.deprecationNote)" }
    case .union(let union): union.explanation(storage)
    case .tuple(let tuple):
      tuple.elements.explanation(storage) + [tuple.rest].compactMap { $0.map { "\($0.name): \($0.type.text)" } }
    case .alias(let type): [type.text]
    case .namespace: []
    case .bodyChoice(let choice): choice.cases.map { "\($0.name)(\($0.type.text)) as \($0.contentType)" }
    case .responseChoice(let choice):
      choice.cases.map { "\($0.name)\($0.type.map { "(\($0.text))" } ?? "") for \($0.status.label)" }
    case .servers(let servers): servers.map { "\($0.name) = \($0.url)" }
    }
  }
}

extension TypePlan.Kind {
  fileprivate var word: String {
    switch self {
    case .structure: "struct"
    case .openEnum: "extensible enum"
    case .union: "union"
    case .tuple: "tuple"
    case .alias: "typealias"
    case .namespace: "namespace"
    case .bodyChoice: "choice of bodies"
    case .responseChoice: "choice of responses"
    case .servers: "servers"
    }
  }
}

extension [PropertyPlan] {
  fileprivate func explanation(_ storage: Storage.OfType) -> [String] {
    enumerated().map { index, property in
      storage.boxed.contains(index) ? "boxed \(property.explanation)" : property.explanation
    }
  }
}

extension PropertyPlan {
  /// `name: String?`, with what is special about its presence.
  fileprivate var explanation: String {
    var line = "\(name): \(type.text)"
    switch presence {
    case .required, .optional: break
    case .requiredNullable: line += " or null"
    case .defaulted(let value): line += " absent is \(value.explanation)"
    case .constant(let value): line += " always \(value.explanation)"
    }
    if canBeNull { line += " in nulls" }
    if let value = initializerDefault, value != .null { line += " = \(value.explanation)" }
    return "\(line)\(isInInitializer ? "" : " read only")\(documentation.deprecationNote)"
  }
}

extension UnionPlan {
  /// How a variant is chosen, then `cat(Cat) [cat]` for each.
  fileprivate func explanation(_ storage: Storage.OfType) -> [String] {
    let choice =
      switch choice {
      case .fit: "by fit"
      case .discriminator(let key): "by \(key)"
      }
    return [choice]
      + cases.enumerated().map { index, item in
        let start = storage.boxed.contains(index) ? "indirect " : ""
        let values = item.discriminatorValues
        return "\(start)\(item.name)\(item.type.map { "(\($0.text))" } ?? "")"
          + (values.isEmpty ? "" : " [\(values.joined(separator: ", "))]") + item.documentation.deprecationNote
      }
  }
}

extension ClientTypePlan {
  /// The arguments of its initializer, and its servers.
  fileprivate var explanation: Explanation.Entry {
    let arguments = credentials.map { credential in
      "\(credential.name): \(credential.kind)\(credential.isRequired ? ", required" : "")"
        + credential.documentation.deprecationNote
    }
    return Explanation.Entry(
      keys: ["Client"], lines: ["client"] + arguments + servers.map { "server \($0.name.withoutBackticks) = \($0.url)" }
    )
  }
}

extension OperationPlan {
  fileprivate var explanation: Explanation.Entry {
    let failures = failures.map { failure in
      "throws \(failure.type.explanation) for \(failure.statuses.map(\.label).joined(separator: ", "))"
    }
    let deprecated = arguments.compactMap { argument in
      argument.documentation.deprecation.map { "\(argument.name) is \($0.explanation)" }
    }
    return Explanation.Entry(
      keys: [name, methodPath, endpoint, documentation.pointer ?? ""],
      lines: ["\(signature)  \(endpoint)\(documentation.deprecationNote)"] + deprecated
        + [paging].compactMap { $0?.explanation } + failures)
  }

  /// `list(limit: Int?) -> [Pet]`.
  public var signature: String {
    let arguments = arguments.map { "\($0.name): \($0.type.text)" }
    return "\(methodPath)(\(arguments.joined(separator: ", "))) -> \(response.type.explanation)"
  }
}

extension TypeUse {
  /// The type as Swift writes it; a whole body is `text` or `bytes`.
  public var explanation: String {
    switch self {
    case .text: "text"
    case .bytes: "bytes"
    default: text
    }
  }
}

extension ValuePlan {
  fileprivate var explanation: String {
    if case .json(let literal) = self { return "json \(literal.text)" }
    return text
  }
}

extension Documentation {
  /// ` deprecated`, or nothing.
  fileprivate var deprecationNote: String { deprecation.map { " \($0.explanation)" } ?? "" }
}
