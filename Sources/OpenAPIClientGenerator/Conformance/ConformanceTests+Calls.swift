extension ConformanceTests {
  /// The calls of all operations.
  ///
  ///     ConformanceOperation("GET", "/pets/{id}") { input, client in
  ///       _ = try await client.send(Pets.pet(id: try input.path("id")))
  ///     },
  static func printOperations(_ plan: ClientPlan, _ out: inout SourceWriter) {
    out.open("static let operations: [ConformanceOperation] = [")
    for operation in plan.operations {
      let arguments = operation.arguments.compactMap { argument -> String? in
        switch argument.target {
        case .parameter(let parameter):
          let name = Literals.string(parameter.wireName)
          return "\(argument.label): try input.\(parameter.location.rawValue)(\(name))"
        case .body: return operation.body.map { argument.passing(value(of: $0, operation, plan)) }
        case .server: return nil
        }
      }
      out.open("ConformanceOperation(\(Literals.list([operation.method, operation.path]))) { input, client in")
      out.line("_ = try await client.send(\(plan.namespace).\(operation.name)(\(arguments.joined(separator: ", "))))")
      out.close("},")
    }
    out.close("]")
  }

  /// The argument `body`: `try input.body("application/json")`; of a choice the first case, which the document prefers.
  private static func value(of body: BodyPlan, _ operation: OperationPlan, _ plan: ClientPlan) -> String {
    guard body.content == .choice else { return value(body.content, body.type, plan) }
    for case .bodyChoice(let choice) in operation.types?.nested.map(\.kind) ?? [] {
      guard let first = choice.cases.first else { break }
      return ".\(first.name)(\(value(first.content, first.type, plan)))"
    }
    return "nil"
  }

  /// `try input.body("application/json")`, `input.text("text/plain")`, `.init(photo: input.file("photo"))`.
  private static func value(_ content: BodyContentPlan, _ type: TypeUse, _ plan: ClientPlan) -> String {
    switch content {
    case .json(let contentType), .jsonLines(let contentType), .multipartJSON(let contentType):
      input("try input.body", contentType)
    case .form: input("try input.body", "application/x-www-form-urlencoded")
    case .text(let contentType): input("input.text", contentType)
    case .binary(let contentType): input("input.bytes", contentType)
    case .multipart: form(type, plan)
    case .choice: "nil"
    }
  }

  private static func input(_ method: String, _ name: String) -> String { "\(method)(\(Literals.string(name)))" }

  // MARK: Forms

  /// `.init(photo: input.file("photo"), caption: try input.part("caption"))`.
  private static func form(_ type: TypeUse, _ plan: ClientPlan) -> String {
    guard let structure = structure(type, plan.allTypes.byPath) else {
      return input("try input.body", "multipart/form-data")
    }
    let arguments = structure.properties.filter { $0.isInInitializer && $0.constant == nil }.map { property in
      "\(property.name): \(input(partMethod(property.type), property.key))"
    }
    return ".init(\(arguments.joined(separator: ", ")))"
  }

  /// The method that gives a part of this type: `input.file` for `FilePart?`, `input.files` for `[FilePart]`.
  private static func partMethod(_ type: TypeUse) -> String {
    switch type {
    case .filePart: "input.file"
    case .optional(let wrapped): partMethod(wrapped)
    case .array(let element): partMethod(element) == "try input.part" ? "try input.part" : "input.files"
    default: "try input.part"
    }
  }

  /// The struct that a type names, itself or by an alias; nil where it names none.
  private static func structure(_ type: TypeUse, _ types: [[String]: TypePlan]) -> StructurePlan? {
    guard case .named(let path) = types.declared(type), case .structure(let plan) = types[path]?.kind else {
      return nil
    }
    return plan
  }
}
