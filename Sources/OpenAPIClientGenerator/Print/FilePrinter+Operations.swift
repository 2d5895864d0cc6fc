/// Operations, each as a method of the client and as a value.
extension FilePrinter {
  /// The operations of a file.
  ///
  ///     nonisolated extension Pets.Client { … }
  ///     nonisolated extension Pets { … }
  func printOperations(_ operations: [OperationPlan]) {
    guard !operations.isEmpty else { return }
    printMethods(operations.filter { $0.group == nil }, of: "\(plan.namespace).Client")
    for group in plan.client.groups {
      printMethods(
        operations.filter { $0.group?.name == group.name }, of: "\(plan.namespace).Client.\(group.type)")
    }
    block("nonisolated extension \(plan.namespace)") {
      for operation in operations {
        blank()
        printValue(operation)
        printTypes(of: operation)
      }
    }
    printNullableMembers()
  }

  private func printMethods(_ operations: [OperationPlan], of type: String) {
    guard !operations.isEmpty else { return }
    outsideOfNamespace {
      block("nonisolated extension \(type)") {
        for operation in operations {
          blank()
          printMethod(operation)
          printPages(operation)
        }
      }
    }
    blank()
  }

  // MARK: Method

  /// The client's method, that sends the operation.
  ///
  ///     public func pet(id: Int) async throws(ClientError) -> Pets.Pet {
  ///       try await send(Pets.pet(id: id))
  ///     }
  private func printMethod(_ operation: OperationPlan) {
    let arguments = operation.arguments
    printDocumentation(
      operation.documentation, example: example(operation), endpoint: operation.endpoint,
      parameters: arguments.map { ($0.name, $0.documentation.paragraphs) }, outcome: outcomeLines(operation))
    if operation.isResultDiscardable { line("@discardableResult") }
    let output = operation.response.type == .void ? "" : " -> \(spell(operation.response.type))"
    function(
      "\(access)func \(operation.methodName)", arguments.map(declaration),
      " async throws(\(name(RuntimeNames.clientError)))\(output)"
    ) {
      // An argument of that name would hide the method.
      let send = arguments.contains { $0.name == "send" } ? "self.send" : "send"
      call(
        "try await \(send)(\(plan.namespace).\(operation.name)", arguments.map { $0.passing($0.name) }, ")")
    }
  }

  /// `id: Int`, `body: Pet? = nil`.
  func declaration(_ argument: ArgumentPlan) -> String {
    let text = "\(argument.label): \(spell(argument.type))"
    return argument.defaultValue.map { "\(text) = \(spell($0))" } ?? text
  }

  // MARK: Value

  /// The static function that makes the operation.
  ///
  ///     public static func pet(id: Int) -> APIOperation<Pet> {
  ///       var operation = APIOperation<Pet>("pet", .get, "/pets/{id}")
  ///       operation.path("id", id)
  ///       return operation
  ///     }
  private func printValue(_ operation: OperationPlan) {
    line("/// \(Self.reference(operation)) as a value.")
    printAvailability(operation.documentation)
    let type = "\(name(RuntimeNames.operation))<\(spell(operation.response.type))>"
    function("\(access)static func \(operation.name)", operation.arguments.map(declaration), " -> \(type)") {
      let statements = statements(operation)
      if statements.isEmpty {
        call(type, creation(operation))
      } else {
        call("var operation = \(type)", creation(operation))
        statements.forEach(line)
        printParameterRules(operation)
        line("return operation")
      }
    }
  }

  /// How a comment refers to the client's method: ``Client/pet(id:)``.
  static func reference(_ operation: OperationPlan) -> String {
    let labels = operation.arguments.map { "\($0.name.withoutBackticks):" }
    let type = operation.group.map { "Client/\($0.type)" } ?? "Client"
    return "``\(type)/\(operation.methodName.withoutBackticks)(\(labels.joined()))``"
  }

  /// What an operation is made from: `"pet", .get, "/pets/{id}"`, and how the response is read unless it is JSON.
  private func creation(_ operation: OperationPlan) -> [String] {
    let method =
      RuntimeNames.constant(method: operation.method)
      ?? "\(name(RuntimeNames.method))(rawValue: \(Literals.string(operation.method)))"
    let arguments = [Literals.string(operation.identifier), method, Literals.string(operation.path)]
    let response = operation.response
    switch response.content {
    case .json, .empty: return arguments
    case .choice: return arguments + ["response: \(spell(response.type)).reader"]
    default: return arguments + ["response: \(Self.response(response.content, response.type))"]
    }
  }

  /// What is set on the operation after it is made, in the order: server, accept, security, parameters, body, failures.
  private func statements(_ operation: OperationPlan) -> [String] {
    var lines: [String] = []
    switch operation.server {
    case .fixed(let url): lines.append("operation.server(\(Literals.string(url)))")
    case .choice: lines.append("operation.server(argument: server)")
    case nil: break
    }
    if let accept = operation.accept { lines.append("operation.accept(\(Literals.string(accept)))") }
    if let security = operation.security {
      lines.append("operation.security(\(security.isEmpty ? "[]" : Self.alternatives(security)))")
    }
    lines += operation.parameters.map(placing)
    if let body = operation.body {
      if body.content == .choice {
        lines.append("operation.argument(body: \(body.name))")
        lines.append("\(body.name)\(body.isRequired ? "" : "?").write(to: &operation)")
      } else {
        let value = body.isNullSent ? "orNull: \(body.name)" : body.name
        lines.append("operation.\(Self.bodyCall(body.content, value))")
      }
    }
    lines += operation.failures.map(failure)
    return lines
  }

  /// `operation.failures([404, .range(5)], Problem.self)`.
  private func failure(_ failure: FailurePlan) -> String {
    let statuses = failure.statuses.map(Self.status).joined(separator: ", ")
    let call = failure.statuses.count == 1 ? "failure(\(statuses)" : "failures([\(statuses)]"
    return "operation.\(call), \(spell(failure.type)).self)"
  }

  /// `operation.query("limit", limit, .form(explode: false))`.
  private func placing(_ parameter: ParameterPlan) -> String {
    let call =
      parameter.location == .querystring
      ? "operation.queryString(" : "operation.\(parameter.location.rawValue)(\(Literals.string(parameter.wireName)), "
    let value = parameter.constant.map(spell) ?? parameter.name
    let style = parameter.hasUsualStyle ? "" : ", \(Self.style(parameter.style, explode: parameter.explode))"
    let reserved = parameter.allowReserved && parameter.location == .query ? ", allowReserved: true" : ""
    return "\(call)\(value)\(style)\(reserved))"
  }

  /// What is checked of the arguments before sending.
  ///
  ///     operation.validate { rules in
  ///       rules.check("limit", limit, in: 1...100)
  ///     }
  private func printParameterRules(_ operation: OperationPlan) {
    let parameters = operation.parameters.filter { !$0.rules.isEmpty && $0.constant == nil }
    if parameters.isEmpty { return }
    line("operation.validate { rules in")
    indented {
      for parameter in parameters {
        printRules(parameter.rules, Literals.string(parameter.wireName), parameter.name)
      }
    }
    line("}")
  }

  /// The types that stand inside the operation: `public enum UpdatePet { … }`.
  private func printTypes(of operation: OperationPlan) {
    guard let types = operation.types else { return }
    blank()
    if case .namespace = types.kind, types.documentation.paragraphs.isEmpty {
      let documentation = Documentation(["Types of \(Self.reference(operation))."])
      printType(TypePlan(name: types.name, documentation: documentation, kind: types.kind, nested: types.nested))
    } else {
      printType(types)
    }
  }
}

extension ArgumentPlan {
  /// Its label as it is written.
  var label: String { FilePrinter.label(name) }

  /// How a call gives it this value: `id: 1`.
  func passing(_ value: String) -> String {
    // Of the labels that are declared with backticks only one is written with them in a call.
    let label = name == "`inout`" ? name : name.withoutBackticks
    return "\(label): \(value)"
  }
}

extension ParameterPlan {
  /// Whether the runtime writes it so when no style is given.
  fileprivate var hasUsualStyle: Bool {
    switch (location, style) {
    case (.path, .simple), (.header, .simple): !explode
    case (.query, .form), (.querystring, .form), (.cookie, .form): explode
    default: false
    }
  }
}
