/// How an operation is called: which arguments it takes, in which order, and whether what comes back may be dropped.
enum CallPlanning {
  /// By kind, whether required or not, so that one more moves none: parameters of the path as they stand in it, the body,
  /// the other parameters in the document's order, the server.
  ///
  ///     updatePet(id: 1, body: pet, notify: true, server: .test)
  static func arguments(
    path: String, parameters: [ParameterPlan], body: BodyPlan?, server: OperationServerPlan?
  ) -> [ArgumentPlan] {
    let given = parameters.filter { $0.constant == nil }
    func position(_ parameter: ParameterPlan) -> String.Index {
      path.firstRange(of: "{\(parameter.wireName)}")?.lowerBound ?? path.endIndex
    }
    let inPath = given.filter { $0.location == .path }.sorted { position($0) < position($1) }
    var arguments = inPath.map(argument)
    if let body {
      arguments.append(argument(body.name, body.type, isRequired: body.isRequired, body.documentation, .body))
    }
    arguments += given.filter { $0.location != .path }.map(argument)
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

  private static func argument(
    _ name: String, _ type: TypeUse, isRequired: Bool, _ documentation: Documentation,
    _ target: ArgumentPlan.Target
  ) -> ArgumentPlan {
    ArgumentPlan(
      name: name, type: isRequired ? type : type.orNil, defaultValue: isRequired ? nil : .null,
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
