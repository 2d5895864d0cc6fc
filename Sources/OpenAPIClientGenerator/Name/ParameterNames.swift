/// Names for the arguments of operations.
enum ParameterNames {
  /// The names, in the order of the parameters.
  ///
  ///     X-Request-ID in header, id in path, id in query  → requestID, id, queryID
  static func names(_ operation: API.Operation, hasServer: Bool) -> [String] {
    var scope = NameScope()
    if operation.body.map({ !$0.contents.isEmpty }) ?? false { scope.reserve("body") }
    if hasServer { scope.reserve("server") }
    return operation.parameters.map { parameter in
      let name = scope.claim(name(parameter)) {
        [
          ReservedWords.parameter(Identifiers.member(parameter.name)),
          parameter.location.rawValue + Identifiers.type(parameter.name),
        ]
      }
      return ReservedWords.escaped(name)
    }
  }

  /// The name without the prefix `X-` of a header field, which means nothing.
  private static func name(_ parameter: API.Parameter) -> String {
    var text = parameter.name
    if case .header = parameter.location, text.utf8.count > 2, text.hasPrefix("X-") || text.hasPrefix("x-") {
      text = String(text.dropFirst(2))
    }
    return ReservedWords.parameter(Identifiers.member(text))
  }
}
