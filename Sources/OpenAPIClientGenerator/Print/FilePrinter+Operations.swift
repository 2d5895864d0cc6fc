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

  /// The methods of the client or of a group.
  ///
  ///     nonisolated extension Pets.Client { … }
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

  /// The client's method that sends the operation.
  ///
  ///     public func pet(id: Int) async throws(ClientError) -> Pets.Pet {
  ///       try await send(Pets.pet(id: id))
  ///     }
  private func printMethod(_ operation: OperationPlan) {
    let arguments = operation.arguments
    printDocumentation(
      operation.documentation, example: example(operation), endpoint: operation.endpoint,
      parameters: arguments.map { ($0.name, $0.documentation.paragraphsWithDeprecation) },
      outcome: outcomeLines(operation))
    if operation.isResultDiscardable { line("@discardableResult") }
    let output = operation.response.type == .void ? "" : " -> \(spell(operation.response.type))"
    function(
      "\(access)func \(operation.methodName)", arguments.map(declaration),
      " async throws(\(name(RuntimeNames.clientError)))\(output)"
    ) {
      // An argument called `send` hides the method.
      let send = arguments.contains { $0.name == "send" } ? "self.send" : "send"
      call(
        "try await \(send)(\(plan.namespace).\(operation.name)", arguments.map { $0.passing($0.name) }, ")")
    }
  }

  /// The parameter of a function: `id: Int`, `body: Pet? = nil`.
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

  /// How a comment links to the client's method: ``Client/pet(id:)``.
  static func reference(_ operation: OperationPlan) -> String {
    let labels = operation.arguments.map { "\($0.name.withoutBackticks):" }
    let type = operation.group.map { "Client/\($0.type)" } ?? "Client"
    return "``\(type)/\(operation.methodName.withoutBackticks)(\(labels.joined()))``"
  }

  /// The arguments of the operation's initializer: `"pet", .get, "/pets/{id}"`, and how a response other than JSON is read.
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

  /// The statements that complete an operation: server, accept, security, parameters, body, failures.
  ///
  ///     operation.path("id", id)
  ///     operation.json(body)
  ///     operation.failure(404, Problem.self)
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
    lines += operation.parameters.map(parameterStatement)
    if let body = operation.body { lines += Self.bodyStatements(body) }
    lines += operation.failures.map(failureStatement)
    return lines
  }

  /// `operation.json(body)`, or what writes a choice: `body.write(to: &operation)`.
  private static func bodyStatements(_ body: BodyPlan) -> [String] {
    if body.content == .choice {
      let value = body.isRequired ? body.name : "\(body.name)?"
      return ["operation.argument(body: \(body.name))", "\(value).write(to: &operation)"]
    }
    return ["operation.\(bodyCall(body.content, body.isNullSent ? "orNull: \(body.name)" : body.name))"]
  }

  /// `operation.failures([404, .range(5)], Problem.self)`.
  private func failureStatement(_ failure: FailurePlan) -> String {
    let statuses = failure.statuses.map(Self.status).joined(separator: ", ")
    let call = failure.statuses.count == 1 ? "failure(\(statuses)" : "failures([\(statuses)]"
    return "operation.\(call), \(spell(failure.type)).self)"
  }

  /// `operation.query("limit", limit, .form(explode: false))`.
  private func parameterStatement(_ parameter: ParameterPlan) -> String {
    let isWholeQuery = parameter.location == .querystring
    let method = isWholeQuery ? "queryString" : parameter.location.rawValue
    var arguments = isWholeQuery ? [] : [Literals.string(parameter.wireName)]
    arguments.append(parameter.constant.map(spell) ?? parameter.name)
    if !parameter.hasDefaultStyle { arguments.append(Self.style(parameter.style, explode: parameter.explode)) }
    if parameter.allowReserved, parameter.location == .query { arguments.append("allowReserved: true") }
    return "operation.\(method)(\(arguments.joined(separator: ", ")))"
  }

  /// The checks of the arguments before sending.
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

  /// The types inside the operation.
  ///
  ///     /// Types of ``Client/updatePet(body:)``.
  ///     public enum UpdatePet { … }
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

  /// The value with its label, as in a call: `id: 1`.
  func passing(_ value: String) -> String { "\(FilePrinter.callLabel(name)): \(value)" }
}

extension ParameterPlan {
  /// Whether its style is the one that the runtime uses when none is given.
  fileprivate var hasDefaultStyle: Bool {
    switch (location, style) {
    case (.path, .simple), (.header, .simple): !explode
    case (.query, .form), (.querystring, .form), (.cookie, .form): explode
    default: false
    }
  }
}
