/// The arguments of an operation, their order, and whether its result may be discarded.
enum CallPlanning {
  /// The arguments: path parameters in the order of the path, the body, the other parameters in the document's order,
  /// the server.
  ///
  ///     updatePet(id: 1, body: pet, notify: true, server: .test)
  ///
  /// Required or not makes no difference to the order, so that an additional argument doesn't move the others.
  static func arguments(
    path: String, parameters: [ParameterPlan], body: BodyPlan?, server: OperationServerPlan?
  ) -> [ArgumentPlan] {
    let variable = parameters.filter { $0.constant == nil }
    func position(_ parameter: ParameterPlan) -> String.Index {
      path.firstRange(of: "{\(parameter.wireName)}")?.lowerBound ?? path.endIndex
    }
    let inPath = variable.filter { $0.location == .path }.sorted { position($0) < position($1) }
    var arguments = inPath.map(argument)
    if let body {
      arguments.append(argument(body.name, body.type, isRequired: body.isRequired, body.documentation, .body))
    }
    arguments += variable.filter { $0.location != .path }.map(argument)
    if case .choice(let type, let first) = server {
      arguments.append(
        ArgumentPlan(
          name: "server", type: type, defaultValue: first.argument,
          documentation: Documentation(["The server of this operation."]), target: .server))
    }
    return arguments
  }

  private static func argument(_ parameter: ParameterPlan) -> ArgumentPlan {
    argument(
      parameter.name, parameter.type, isRequired: parameter.isRequired, parameter.documentation, .parameter(parameter))
  }

  /// An argument: `limit: Int? = nil`, or `id: Int` where it is required.
  private static func argument(
    _ name: String, _ type: TypeUse, isRequired: Bool, _ documentation: Documentation,
    _ target: ArgumentPlan.Target
  ) -> ArgumentPlan {
    ArgumentPlan(
      name: name, type: isRequired ? type : type.orNil, defaultValue: isRequired ? nil : .null,
      documentation: documentation, target: target)
  }

  /// Whether the method is `@discardableResult`: not where it only fetches something, and not for streams.
  static func isResultDiscardable(method: String, _ response: ResponsePlan) -> Bool {
    if ["GET", "HEAD", "OPTIONS", "QUERY"].contains(method) { return false }
    switch response.content {
    case .json, .text, .bytes, .form, .choice, .optional: return response.type != .void
    case .empty, .body, .events, .jsonLines: return false
    }
  }
}
