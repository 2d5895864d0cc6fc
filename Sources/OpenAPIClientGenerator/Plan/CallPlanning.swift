/// How an operation is called: which arguments it takes, in which order, and whether what comes back may be dropped.
enum CallPlanning {
  /// What must be given first: required parameters, a required body; then what may be left out, the server at last.
  static func arguments(
    parameters: [ParameterPlan], body: BodyPlan?, server: OperationServerPlan?
  ) -> [ArgumentPlan] {
    let given = parameters.filter { $0.constant == nil }
    var arguments = given.map { parameter in
      argument(
        parameter.name, parameter.type, isRequired: parameter.isRequired, parameter.documentation,
        .parameter(parameter))
    }
    if let body {
      // A body alone needs no label.
      arguments.append(
        argument(
          body.name, body.type, hasLabel: !given.isEmpty, isRequired: body.isRequired, body.documentation, .body))
    }
    if case .choice(let type, let first) = server {
      arguments.append(
        ArgumentPlan(
          name: "server", hasLabel: true, type: type, defaultValue: first.value,
          documentation: Documentation(["The server of this operation."]), target: .server))
    }
    return arguments.filter(\.isRequired) + arguments.filter { !$0.isRequired }
  }

  private static func argument(
    _ name: String, _ type: TypeUse, hasLabel: Bool = true, isRequired: Bool, _ documentation: Documentation,
    _ target: ArgumentPlan.Target
  ) -> ArgumentPlan {
    ArgumentPlan(
      name: name, hasLabel: hasLabel, type: isRequired ? type : type.orNil, defaultValue: isRequired ? nil : .null,
      documentation: documentation, target: target)
  }

  /// Not where the response is all that was asked for, or a stream.
  static func isResultDiscardable(method: String, _ response: ResponsePlan) -> Bool {
    if ["GET", "HEAD", "OPTIONS", "QUERY"].contains(method) { return false }
    switch response.content {
    case .json, .text, .bytes, .form, .choice, .optional: return response.type != .void
    case .empty, .body, .events, .jsonLines: return false
    }
  }
}
