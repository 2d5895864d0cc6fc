import OpenAPIDocument

/// Drafts → what an operation returns and what it throws.
struct AnswerPlanning {
  let types: TypePlanner

  /// One way that a success can look.
  struct Outcome {
    let response: ResponseDraft
    let content: ContentDraft?
    let answer: ResponsePlan

    /// Whether nothing is carried.
    var isEmpty: Bool {
      if case .empty = answer.content { return true }
      return false
    }
  }

  func plan(_ draft: OperationDraft) -> ResponsePlan {
    if let path = draft.answerChoice { return ResponsePlan(type: .named(path), content: .choice) }
    let outcomes = distinct(AnswerPlanning.outcomes(draft, types.uses))
    if let only = outcomes.only { return only.answer }
    guard let first = outcomes.first else {
      // Nothing is said of success, so whatever comes is handed over.
      return ResponsePlan(type: .bytes, content: .bytes)
    }
    let full = (outcomes.first { !$0.isEmpty } ?? first).answer
    var type = full.type
    switch type {
    case .optional: break
    default: type = .optional(type)
    }
    return ResponsePlan(type: type, content: .optional(full.content))
  }

  /// Whether the successes need an enum: whether they carry different things.
  ///
  /// Asked before names are given.
  static func needsChoice(_ draft: OperationDraft, _ names: NameTable) -> Bool {
    var keys: Set<String> = []
    for response in draft.successes {
      for content in response.contents {
        switch content.kind {
        case .json, .form:
          var key = "json"
          if let use = content.use { key.append(names.signature(use)) }
          keys.insert(key)
        case .text, .markup: keys.insert("text")
        case .binary, .multipart, .any: keys.insert("binary")
        case .events: keys.insert("events")
        case .jsonLines: keys.insert("lines")
        }
      }
    }
    return keys.count > 1
  }

  func choice(_ draft: OperationDraft) -> TypePlan? {
    guard let path = draft.answerChoice, let name = path.last else { return nil }
    var scope = NameScope()
    var cases: [ResponseChoicePlan.Case] = []
    let isOneStatus = draft.successes.only.isPresent
    for outcome in AnswerPlanning.outcomes(draft, types.uses) {
      let hasSeveral = outcome.response.contents.count > 1
      var text = StatusNames.name(outcome.response.status)
      if hasSeveral, let content = outcome.content {
        text = isOneStatus ? content.label : text + Identifiers.type(content.label)
      }
      let essence = outcome.content?.media.essence
      let name = scope.claim(ReservedWords.constant(text)) {
        guard let essence else { return [] }
        return [Identifiers.member(essence)]
      }
      cases.append(
        ResponseChoicePlan.Case(
          name: ReservedWords.escaped(name), status: outcome.response.status,
          contentType: hasSeveral ? essence : nil,
          type: outcome.isEmpty ? nil : outcome.answer.type, content: outcome.answer.content,
          documentation: Documentation(text: outcome.response.response.description)))
    }
    return TypePlan(
      name: name, documentation: Documentation(["The answers of the operation."]),
      kind: .responseChoice(ResponseChoicePlan(cases: cases)))
  }

  private func distinct(_ outcomes: [Outcome]) -> [Outcome] {
    var result: [Outcome] = []
    var known: Set<String> = []
    for outcome in outcomes where known.insert(String(describing: outcome.answer)).inserted { result.append(outcome) }
    return result
  }

  static func outcomes(_ draft: OperationDraft, _ uses: TypeUses) -> [Outcome] {
    var outcomes: [Outcome] = []
    for response in draft.successes {
      if response.contents.isEmpty {
        outcomes.append(Outcome(response: response, content: nil, answer: ResponsePlan(type: .void, content: .empty)))
      }
      for content in response.contents {
        outcomes.append(Outcome(response: response, content: content, answer: answer(content, uses)))
      }
    }
    return outcomes
  }

  private static func answer(_ content: ContentDraft, _ uses: TypeUses) -> ResponsePlan {
    switch content.kind {
    case .json: return ResponsePlan(type: whole(content, uses), content: .json)
    case .form: return ResponsePlan(type: whole(content, uses), content: .form)
    case .text, .markup: return ResponsePlan(type: .text, content: .text)
    case .binary, .multipart, .any: return ResponsePlan(type: .responseBody, content: .body)
    case .events:
      return ResponsePlan(
        type: .events(uses.item(of: content) ?? .string), content: .events(EventShapes.form(content.media)))
    case .jsonLines:
      return ResponsePlan(type: .jsonLines(uses.item(of: content) ?? .jsonValue), content: .jsonLines)
    }
  }

  private static func whole(_ content: ContentDraft, _ uses: TypeUses) -> TypeUse {
    guard let use = content.use else { return .jsonValue }
    return uses.element(use)
  }

  // MARK: Failures

  /// The documented error answers, grouped by type.
  func failures(_ draft: OperationDraft) -> [FailurePlan] {
    var plans: [FailurePlan] = []
    for response in draft.failures {
      guard let use = response.contents.json?.use else { continue }
      let type = types.uses.element(use)
      if let index = plans.firstIndex(where: { $0.type == type }) {
        plans[index].statuses.append(response.status)
      } else {
        plans.append(FailurePlan(statuses: [response.status], type: type))
      }
    }
    return plans
  }
}

/// Names for statuses of HTTP.
enum StatusNames {
  /// The name of a case: `created`.
  static func name(_ status: StatusPattern) -> String {
    switch status {
    case .code(let code):
      if let name = names[code] { return name }
      return "status" + String(code)
    case .range(let hundred):
      if let name = ranges[hundred] { return name }
      return "status" + String(hundred) + "XX"
    case .default: return "failure"
    }
  }

  private static let ranges = [
    1: "informational", 2: "success", 3: "redirection", 4: "clientFailure", 5: "serverFailure",
  ]

  private static let names: [Int: String] = [
    200: "ok", 201: "created", 202: "accepted", 203: "nonAuthoritative", 204: "noContent", 205: "resetContent",
    206: "partialContent", 207: "multiStatus", 208: "alreadyReported", 226: "imUsed",
    300: "multipleChoices", 301: "movedPermanently", 302: "found", 303: "seeOther", 304: "notModified",
    307: "temporaryRedirect", 308: "permanentRedirect",
    400: "badRequest", 401: "unauthorized", 402: "paymentRequired", 403: "forbidden", 404: "notFound",
    405: "methodNotAllowed", 406: "notAcceptable", 407: "proxyAuthenticationRequired", 408: "requestTimeout",
    409: "conflict", 410: "gone", 411: "lengthRequired", 412: "preconditionFailed", 413: "contentTooLarge",
    414: "uriTooLong", 415: "unsupportedMediaType", 416: "rangeNotSatisfiable", 417: "expectationFailed",
    418: "teapot", 421: "misdirectedRequest", 422: "unprocessableContent", 423: "locked", 424: "failedDependency",
    425: "tooEarly", 426: "upgradeRequired", 428: "preconditionRequired", 429: "tooManyRequests",
    431: "headerFieldsTooLarge", 451: "unavailableForLegalReasons",
    500: "internalServerError", 501: "notImplemented", 502: "badGateway", 503: "serviceUnavailable",
    504: "gatewayTimeout", 507: "insufficientStorage", 508: "loopDetected", 511: "networkAuthenticationRequired",
  ]
}
