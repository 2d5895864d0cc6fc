extension Printer {
  func printOperations(_ operations: [OperationPlan]) {
    guard !operations.isEmpty else { return }
    isOutside = true
    usesRuntime = true
    out.open("nonisolated extension ", plan.namespace, ".Client {")
    for operation in operations {
      out.blank()
      printMethod(operation)
    }
    out.close()
    out.blank()
    isOutside = false
    out.open("nonisolated extension ", plan.namespace, " {")
    for operation in operations {
      out.blank()
      printValue(operation)
      if let types = operation.types {
        out.blank()
        printOperationTypes(types, operation)
      }
    }
    out.close()
  }

  // MARK: Method

  /// The client's method, that sends the operation.
  private func printMethod(_ operation: OperationPlan) {
    let arguments = Self.arguments(operation)
    var parameters: [(name: String, text: [String])] = []
    for argument in arguments where !argument.documentation.paragraphs.isEmpty {
      parameters.append((Self.bare(argument.name), argument.documentation.paragraphs))
    }
    printDocumentation(operation.documentation, place: Self.place(operation), parameters: parameters)
    if mayDiscard(operation) { out.line("@discardableResult") }
    let output = Self.isVoid(operation.answer.type) ? "" : " -> " + spell(operation.answer.type)
    out.call(
      joined(access, "func ", operation.name), declarations(arguments),
      joined(" async throws(", name(RuntimeNames.clientError), ")", output, " {"), opensBlock: true)
    var send = "try await send("
    var values: [String] = []
    for argument in arguments {
      if argument.name == "send" { send = "try await self.send(" }
      values.append(argument.passing(argument.name))
    }
    out.call(joined(send, plan.namespace, ".", operation.name), values, ")")
    out.close()
  }

  /// Whether what is returned may be left unused: not so where it is all that was asked for, or a stream.
  private func mayDiscard(_ operation: OperationPlan) -> Bool {
    if operation.method.isOne(of: "GET", "HEAD", "OPTIONS", "QUERY") { return false }
    switch operation.answer.content {
    case .json, .text, .bytes, .form, .choice, .optional: return !Self.isVoid(operation.answer.type)
    case .empty, .body, .events, .jsonLines: return false
    }
  }

  // MARK: Value

  /// The static function that makes the operation.
  private func printValue(_ operation: OperationPlan) {
    out.line("/// ", Self.reference(operation), " as a value.")
    printAvailability(operation.documentation)
    let type = joined(name(RuntimeNames.operation), "<", spell(operation.answer.type), ">")
    out.call(
      joined(access, "static func ", operation.name), declarations(Self.arguments(operation)),
      joined(" -> ", type, " {"), opensBlock: true)
    let statements = self.statements(operation)
    if statements.isEmpty {
      out.call(type, creation(operation), "")
    } else {
      out.call("var operation = " + type, creation(operation), "")
      for statement in statements { out.line(statement) }
      printParameterRules(operation)
      out.line("return operation")
    }
    out.close()
  }

  /// `GET /pets`.
  static func place(_ operation: OperationPlan) -> String { joined(operation.method, " ", operation.path) }

  /// How a comment refers to the client's method.
  private static func reference(_ operation: OperationPlan) -> String {
    var labels = ""
    for argument in arguments(operation) {
      labels.append(argument.isUnlabeled ? "_" : bare(argument.name))
      labels.append(":")
    }
    return joined("``Client/", bare(operation.name), "(", labels, ")``")
  }

  private func creation(_ operation: OperationPlan) -> [String] {
    let method =
      RuntimeNames.constant(method: operation.method)
      ?? joined(name(RuntimeNames.method), "(rawValue: ", Literals.string(operation.method), ")")
    var arguments = [Literals.string(operation.identifier), method, Literals.string(operation.path)]
    switch operation.answer.content {
    case .json, .empty: break
    case .choice: arguments.append(joined("answer: ", spell(operation.answer.type), ".answer"))
    default: arguments.append("answer: " + answer(operation.answer.content, operation.answer.type))
    }
    return arguments
  }

  /// What is said of the operation after it is made, in the order: server, security, parameters, body, failures.
  private func statements(_ operation: OperationPlan) -> [String] {
    var lines: [String] = []
    switch operation.server {
    case .fixed(let url): lines.append(joined("operation.server(", Literals.string(url), ")"))
    case .choice: lines.append("operation.server(server.url)")
    case nil: break
    }
    if let security = operation.security {
      let alternatives = security.isEmpty ? "[]" : Self.alternatives(security)
      lines.append(joined("operation.security(", alternatives, ")"))
    }
    for parameter in operation.parameters { lines.append(placing(parameter)) }
    if let body = operation.body {
      if case .choice = body.content {
        lines.append(joined(body.name, body.isRequired ? "" : "?", ".write(to: &operation)"))
      } else {
        lines.append("operation." + bodyCall(body.content, body.name))
      }
    }
    for failure in operation.failures {
      var statuses: [String] = []
      for status in failure.statuses { statuses.append(Self.status(status)) }
      let list = statuses.joined(separator: ", ")
      let head = statuses.count == 1 ? joined("failure(", list) : joined("failures([", list, "]")
      lines.append(joined("operation.", head, ", ", spell(failure.type), ".self)"))
    }
    return lines
  }

  private func placing(_ parameter: ParameterPlan) -> String {
    var head = joined("operation.", parameter.location.rawValue, "(", Literals.string(parameter.wireName), ", ")
    if case .querystring = parameter.location { head = "operation.queryString(" }
    var value = parameter.name
    if let constant = parameter.constant { value = spell(constant) }
    let isUsual: Bool
    switch (parameter.location, parameter.style) {
    case (.path, .simple), (.header, .simple): isUsual = !parameter.explode
    case (.query, .form), (.querystring, .form), (.cookie, .form): isUsual = parameter.explode
    default: isUsual = false
    }
    let style = isUsual ? "" : ", " + Self.style(parameter.style, explode: parameter.explode)
    var reserved = ""
    if parameter.allowReserved, case .query = parameter.location { reserved = ", allowReserved: true" }
    return joined(head, value, style, reserved, ")")
  }

  private func printParameterRules(_ operation: OperationPlan) {
    var isOpen = false
    for parameter in operation.parameters {
      if parameter.rules.isEmpty || parameter.constant.isPresent { continue }
      if !isOpen { out.open("operation.validate { rules in") }
      isOpen = true
      printRules(parameter.rules, Literals.string(parameter.wireName), parameter.name, parameter.type)
    }
    if isOpen { out.close() }
  }

  private func printOperationTypes(_ types: TypePlan, _ operation: OperationPlan) {
    guard types.documentation.paragraphs.isEmpty, case .namespace = types.kind else { return printType(types) }
    let documentation = Documentation([joined("Types of ", Self.reference(operation), ".")])
    printType(TypePlan(name: types.name, documentation: documentation, kind: types.kind, nested: types.nested))
  }

  // MARK: Arguments

  /// An argument of an operation.
  struct Argument {
    let name: String
    let type: TypeUse
    let isUnlabeled: Bool
    let isRequired: Bool
    let documentation: Documentation
    /// What stands where it is left out, if not nil.
    let defaultValue: String?

    var label: String { Printer.label(name) }

    /// How a call gives it this value.
    func passing(_ value: String) -> String { isUnlabeled ? value : joined(label, ": ", value) }
  }

  /// Required parameters, a required body, then what may be left out.
  static func arguments(_ operation: OperationPlan) -> [Argument] {
    var required: [Argument] = []
    var others: [Argument] = []
    for parameter in operation.parameters {
      if parameter.constant.isPresent { continue }
      let argument = Argument(
        name: parameter.name, type: parameter.type, isUnlabeled: false, isRequired: parameter.isRequired,
        documentation: parameter.documentation, defaultValue: nil)
      if parameter.isRequired { required.append(argument) } else { others.append(argument) }
    }
    if let body = operation.body {
      let argument = Argument(
        name: body.name, type: body.type, isUnlabeled: body.isUnlabeled, isRequired: body.isRequired,
        documentation: body.documentation, defaultValue: nil)
      if body.isRequired { required.append(argument) } else { others.append(argument) }
    }
    if case .choice(let type, let first) = operation.server {
      others.append(
        Argument(
          name: "server", type: type, isUnlabeled: false, isRequired: false,
          documentation: Documentation(["The server of this operation."]),
          defaultValue: member(first, name: first.name)))
    }
    return required + others
  }

  private func declarations(_ arguments: [Argument]) -> [String] {
    var result: [String] = []
    for argument in arguments {
      var text = joined(argument.isUnlabeled ? "_ " : "", argument.label, ": ", spell(argument.type))
      if let value = argument.defaultValue {
        text.append(" = " + value)
      } else if !argument.isRequired {
        text.append(Self.isOptional(argument.type) ? " = nil" : "? = nil")
      }
      result.append(text)
    }
    return result
  }
}
