extension Printer {
  func printOperations(_ operations: [OperationPlan]) {
    guard !operations.isEmpty else { return }
    isOutside = true
    usesRuntime = true
    out.open("nonisolated extension \(plan.namespace).Client {")
    for operation in operations {
      out.blank()
      printMethod(operation)
    }
    out.close()
    out.blank()
    isOutside = false
    out.open("nonisolated extension \(plan.namespace) {")
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
    printDocumentation(
      operation.documentation, place: operation.method + " " + operation.path, parameters: parameters)
    if mayDiscard(operation) { out.line("@discardableResult") }
    let error = name(RuntimeNames.clientError)
    let output = operation.answer.type == .void ? "" : " -> \(spell(operation.answer.type))"
    out.call(
      "\(access)func \(operation.name)", declarations(arguments), " async throws(\(error))\(output) {",
      opensBlock: true)
    let isShadowed = arguments.contains { $0.name == "send" }
    var values: [String] = []
    for argument in arguments {
      values.append(argument.isUnlabeled ? argument.name : argument.label + ": " + argument.name)
    }
    out.call("try await \(isShadowed ? "self." : "")send(\(plan.namespace).\(operation.name)", values, ")")
    out.close()
  }

  /// Whether what is returned may be left unused: not so where it is all that was asked for, or a stream.
  private func mayDiscard(_ operation: OperationPlan) -> Bool {
    switch operation.method {
    case "GET", "HEAD", "OPTIONS", "QUERY": return false
    default: break
    }
    switch operation.answer.content {
    case .json, .text, .bytes, .form, .choice, .optional: return operation.answer.type != .void
    case .empty, .body, .events, .jsonLines: return false
    }
  }

  // MARK: Value

  /// The static function that makes the operation.
  private func printValue(_ operation: OperationPlan) {
    let arguments = Self.arguments(operation)
    var labels = ""
    for argument in arguments { labels += argument.isUnlabeled ? "_:" : Self.bare(argument.name) + ":" }
    out.line("/// ``Client/\(Self.bare(operation.name))(\(labels))`` as a value.")
    printAvailability(operation.documentation)
    let type = "\(name(RuntimeNames.operation))<\(spell(operation.answer.type))>"
    out.call("\(access)static func \(operation.name)", declarations(arguments), " -> \(type) {", opensBlock: true)
    let statements = self.statements(operation)
    if statements.isEmpty {
      out.call(type, creation(operation), "")
    } else {
      out.call("var operation = \(type)", creation(operation), "")
      for statement in statements { out.line(statement) }
      printParameterRules(operation)
      out.line("return operation")
    }
    out.close()
  }

  private func creation(_ operation: OperationPlan) -> [String] {
    let method =
      RuntimeNames.methods[operation.method]
      ?? "\(name(RuntimeNames.method))(rawValue: \(Literals.string(operation.method)))"
    var arguments = [Literals.string(operation.identifier), method, Literals.string(operation.path)]
    switch operation.answer.content {
    case .json, .empty: break
    case .choice: arguments.append("answer: \(spell(operation.answer.type)).answer")
    default: arguments.append("answer: \(answer(operation.answer.content, operation.answer.type))")
    }
    return arguments
  }

  /// What is said of the operation after it is made, in the order: server, security, parameters, body, failures.
  private func statements(_ operation: OperationPlan) -> [String] {
    var lines: [String] = []
    switch operation.server {
    case .fixed(let url): lines.append("operation.server(\(Literals.string(url)))")
    case .choice: lines.append("operation.server(server.url)")
    case nil: break
    }
    if let security = operation.security {
      var alternatives: [String] = []
      for alternative in security { alternatives.append(Literals.strings(alternative)) }
      lines.append("operation.security(\(alternatives.isEmpty ? "[]" : alternatives.joined(separator: ", ")))")
    }
    for parameter in operation.parameters { lines.append(Self.placing(parameter, spell)) }
    if let body = operation.body {
      if case .choice = body.content {
        lines.append("\(body.name)\(body.isRequired ? "" : "?").write(to: &operation)")
      } else {
        lines.append("operation.\(bodyCall(body.content, body.name))")
      }
    }
    for failure in operation.failures {
      let type = spell(failure.type)
      if failure.statuses.count == 1, let status = failure.statuses.first {
        lines.append("operation.failure(\(Self.status(status)), \(type).self)")
      } else {
        var statuses = ""
        for status in failure.statuses {
          if !statuses.isEmpty { statuses += ", " }
          statuses += Self.status(status)
        }
        lines.append("operation.failures([\(statuses)], \(type).self)")
      }
    }
    return lines
  }

  private static func placing(_ parameter: ParameterPlan, _ spell: (ValuePlan) -> String) -> String {
    let value = parameter.constant.map(spell) ?? parameter.name
    var arguments = parameter.location == .querystring ? value : "\(Literals.string(parameter.wireName)), \(value)"
    let style: ParameterPlan.Style
    var explode = false
    switch parameter.location {
    case .path, .header: style = .simple
    case .query, .querystring, .cookie:
      style = .form
      explode = true
    }
    let isUsual = parameter.style == style && parameter.explode == explode
    if !isUsual { arguments += ", " + Self.style(parameter.style, explode: parameter.explode) }
    if parameter.allowReserved && parameter.location == .query { arguments += ", allowReserved: true" }
    let method = parameter.location == .querystring ? "queryString" : parameter.location.rawValue
    return "operation.\(method)(\(arguments))"
  }

  private func printParameterRules(_ operation: OperationPlan) {
    let ruled = operation.parameters.filter { !$0.rules.isEmpty && $0.constant.isNil }
    guard !ruled.isEmpty else { return }
    out.open("operation.validate { rules in")
    for parameter in ruled {
      printRules(parameter.rules, Literals.string(parameter.wireName), parameter.name, parameter.type)
    }
    out.close()
  }

  private func printOperationTypes(_ types: TypePlan, _ operation: OperationPlan) {
    guard types.documentation.paragraphs.isEmpty, case .namespace = types.kind else { return printType(types) }
    var labels = ""
    for argument in Self.arguments(operation) {
      labels += argument.isUnlabeled ? "_:" : Self.bare(argument.name) + ":"
    }
    let documentation = Documentation(["Types of ``Client/\(Self.bare(operation.name))(\(labels))``."])
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
    var defaultValue: String?

    var label: String { Printer.label(name) }
  }

  /// Required parameters, a required body, then what may be left out.
  static func arguments(_ operation: OperationPlan) -> [Argument] {
    var required: [Argument] = []
    var others: [Argument] = []
    for parameter in operation.parameters where parameter.constant.isNil {
      let argument = Argument(
        name: parameter.name, type: parameter.type, isUnlabeled: false, isRequired: parameter.isRequired,
        documentation: parameter.documentation)
      if parameter.isRequired { required.append(argument) } else { others.append(argument) }
    }
    if let body = operation.body {
      let argument = Argument(
        name: body.name, type: body.type, isUnlabeled: body.isUnlabeled, isRequired: body.isRequired,
        documentation: body.documentation)
      if body.isRequired { required.append(argument) } else { others.append(argument) }
    }
    if case .choice(let type, let first) = operation.server {
      others.append(
        Argument(
          name: "server", type: type, isUnlabeled: false, isRequired: false,
          documentation: Documentation(["The server of this operation."]),
          defaultValue: ".\(first.name)\(first.variables.isEmpty ? "" : "()")"))
    }
    return required + others
  }

  private func declarations(_ arguments: [Argument]) -> [String] {
    var result: [String] = []
    for argument in arguments {
      var text = argument.isUnlabeled ? "_ " : ""
      text += argument.label
      text += ": "
      text += spell(argument.type)
      if let value = argument.defaultValue {
        text += " = " + value
      } else if !argument.isRequired {
        text += Self.isOptional(argument.type) ? " = nil" : "? = nil"
      }
      result.append(text)
    }
    return result
  }
}
