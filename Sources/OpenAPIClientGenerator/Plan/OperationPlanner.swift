import OpenAPIDocument

/// An operation with its names → a function, what it sends and what it returns.
///
///     GET /pets?limit, 200: [Pet], 404: Problem
///     → listPets(limit: Int? = nil) -> [Pet], which throws Problem
struct OperationPlanner {
  let planner: TypePlanner
  let operation: API.Operation
  let names: Names.Operation
  private let outcomes: [Outcome]
  private let servers: [ServerPlan]

  private var declarations: Declarations { planner.declarations }

  init(_ planner: TypePlanner, _ operation: API.Operation, _ names: Names.Operation) {
    self.planner = planner
    self.operation = operation
    self.names = names
    outcomes = Outcome.all(of: operation, planner.declarations)
    if case .choice(let servers) = operation.server {
      self.servers = ServerPlan.plans(servers, names.servers)
    } else {
      servers = []
    }
  }

  /// The types that stand inside the operation; nil where there are none.
  func types() -> TypePlan? {
    let nested =
      [bodyChoice(), outputChoice(), serverType()].compactMap { $0 } + planner.nested(in: names.holder)
      + planner.aliases(operation.callbacks, names.callbacks)
    if nested.isEmpty { return nil }
    return TypePlan(name: names.holder, documentation: Documentation(), kind: .namespace, nested: nested)
  }

  /// The operation, with the types inside it and a call that shows types of the whole client.
  func plan(
    types: TypePlan?, _ examples: ExampleCalls, _ pages: PagePlanning, _ groups: [OperationGroupPlan]
  ) -> OperationPlan {
    let parameters = zip(operation.parameters, names.parameters).map { plan($0, name: $1) }
    let server = self.server()
    let body = self.body()
    let response = self.response()
    let notes = failureNotes()
    let arguments = CallPlanning.arguments(path: operation.path, parameters: parameters, body: body, server: server)
    return OperationPlan(
      name: names.name, methodName: names.method.name, group: names.method.group.map { groups[$0] },
      identifier: names.identifier, method: operation.method, path: operation.path,
      tags: operation.tags, documentation: operation.documentation, arguments: arguments, parameters: parameters,
      body: body, response: response, accept: accept(response),
      isResultDiscardable: CallPlanning.isResultDiscardable(method: operation.method, response),
      failures: failures(notes), failureNotes: notes, headers: operation.headers.map { declarations.type($0).type },
      failureHeaders: operation.failureHeaders.map { declarations.type($0).type },
      security: operation.security, server: server, types: types, example: examples.call(arguments, body),
      paging: pages.plan(operation.paging, names.method.pages, of: response.type))
  }

  // MARK: Parameters

  private func plan(_ parameter: API.Parameter, name: String) -> ParameterPlan {
    var type = declarations.type(parameter.type).type
    var constant: ValuePlan?
    if parameter.isRequired, case .enumeration(let values) = declarations.types.kind(parameter.type),
      values.isConstant, let only = values.values.only, values.rawType != .json
    {
      constant = ValuePlan(only, values.rawType)
      type = TypeUse(values.rawType)
    }
    return ParameterPlan(
      name: name, wireName: parameter.name, location: parameter.location, type: type,
      isRequired: parameter.isRequired, documentation: documentation(parameter), example: parameter.example,
      style: parameter.style,
      explode: parameter.explode, allowReserved: parameter.allowReserved, rules: parameter.rules.map(RulePlan.init),
      constant: constant)
  }

  private func documentation(_ parameter: API.Parameter) -> Documentation {
    var documentation = Documentation(text: parameter.description)
    var facts = RuleWords.words(parameter.rules.map(RulePlan.init))
    if let value = parameter.defaultValue, value != .null, !Wording.mentionsDefault(parameter.description) {
      facts.append("The service's default is `\(Wording.shown(value))`.")
    }
    documentation.add(facts.joined(separator: " "))
    documentation.deprecation = parameter.deprecation
    return documentation
  }

  // MARK: Servers

  /// The server of the operation's own.
  private func server() -> OperationServerPlan? {
    if case .fixed(let url) = operation.server { return .fixed(url) }
    guard let choice = names.server, let first = servers.first else { return nil }
    return .choice(type: .named(choice.path), first: first)
  }

  /// The type of the server where there is a choice.
  private func serverType() -> TypePlan? {
    guard let name = names.server?.path.last, !servers.isEmpty else { return nil }
    return TypePlan(
      name: name,
      documentation: Documentation([
        "The servers that the document lists for this operation; any other address can be given."
      ]), kind: .servers(servers))
  }
}

/// What is sent.
extension OperationPlanner {
  private func body() -> BodyPlan? {
    guard let body = operation.body, let first = body.contents.first else { return nil }
    var (type, content) = plan(first)
    var isRequired = body.isRequired
    var isNullSent = false
    if let choice = names.body {
      type = .named(choice.path)
      content = .choice
    } else if let type = first.type, declarations.types.follow(type).isNullable {
      if case .json = content { isNullSent = isRequired }
      isRequired = false
    }
    return BodyPlan(
      name: "body", isRequired: isRequired, isNullSent: isNullSent, type: type, content: content,
      example: names.body == nil ? first.example : nil,
      documentation: Documentation(text: body.description))
  }

  /// The choice of a body that comes in several types.
  private func bodyChoice() -> TypePlan? {
    guard let choice = names.body, let name = choice.path.last, let body = operation.body else { return nil }
    let cases = zip(body.contents, choice.cases).map { content, name in
      let (type, plan) = plan(content)
      return BodyChoicePlan.Case(
        name: name, type: type, content: plan, contentType: content.contentType, example: content.example)
    }
    let documentation = Documentation(
      ["The body of the request, in one of several content types."], pointer: body.location.pointer)
    return TypePlan(name: name, documentation: documentation, kind: .bodyChoice(BodyChoicePlan(cases: cases)))
  }

  private func plan(_ content: API.Content) -> (TypeUse, BodyContentPlan) {
    let contentType = content.contentType
    let type = content.type.map { declarations.type($0).type } ?? .jsonValue
    switch content.kind {
    case .json: return (type, .json(contentType: contentType))
    case .form: return (type, .form(content.fields))
    case .multipart where content.type == nil: return (type, .multipartJSON(contentType: contentType))
    case .multipart: return (type, .multipart(contentType: contentType))
    case .text, .markup, .events: return (.text, .text(contentType: contentType))
    case .binary, .any:
      // Of a range of types the body says which it is.
      let isRange = ContentKind.isRange(content.mediaType) && content.mediaType.contains("/")
      return (.requestBody, .binary(contentType: isRange ? content.mediaType : contentType))
    case .jsonLines:
      return (.array(content.item.map { declarations.element($0) } ?? .jsonValue), .jsonLines(contentType: contentType))
    }
  }
}

/// What comes back.
extension OperationPlanner {
  private func response() -> ResponsePlan {
    if let choice = names.output { return ResponsePlan(type: .named(choice.path), content: .choice) }
    var known: Set<String> = []
    let distinct = outcomes.filter { known.insert(String(describing: $0.plan)).inserted }
    // Where no success is documented, the bytes are returned as they come.
    guard let first = distinct.first else { return ResponsePlan(type: .bytes, content: .bytes) }
    if distinct.count == 1 { return first.plan }
    let full = (distinct.first { !$0.isEmpty } ?? first).plan
    if case .optional = full.type { return ResponsePlan(type: full.type, content: .optional(full.content)) }
    return ResponsePlan(type: .optional(full.type), content: .optional(full.content))
  }

  /// The documented media types of the successes, unless the runtime asks for them by itself.
  private func accept(_ response: ResponsePlan) -> String? {
    func unique(_ names: [String]) -> String {
      var seen: Set<String> = []
      return names.filter { !$0.isEmpty && seen.insert($0).inserted }.joined(separator: ", ")
    }
    let documented = unique(operation.successes.flatMap { $0.mediaTypes })
    let usual =
      response.content == .choice
      ? unique(outcomes.map { contentType(of: $0) ?? $0.plan.content.mediaType }) : response.content.mediaType
    return documented.isEmpty || documented == usual ? nil : documented
  }

  /// The content types that distinguish a response from others of its status: `image/png, image/jpeg`.
  private func contentType(of outcome: Outcome) -> String? {
    guard outcome.response.contents.count > 1, let content = outcome.content else { return nil }
    return ([content.mediaType] + content.otherMediaTypes).joined(separator: ", ")
  }

  /// The enum of an operation whose successes carry different things.
  private func outputChoice() -> TypePlan? {
    guard let choice = names.output, let name = choice.path.last else { return nil }
    let cases = zip(outcomes, choice.cases).map { outcome, name in
      ResponseChoicePlan.Case(
        name: name, status: outcome.response.status,
        contentType: contentType(of: outcome),
        type: outcome.isEmpty ? nil : outcome.plan.type, content: outcome.plan.content,
        documentation: Documentation(text: outcome.response.description))
    }
    return TypePlan(
      name: name, documentation: Documentation(["The responses of the operation."]),
      kind: .responseChoice(ResponseChoicePlan(cases: cases)))
  }

  private func failureNotes() -> [FailureNote] {
    operation.failures.map { response in
      let contents = response.contents
      let reference =
        contents.first(where: { $0.kind == .json })?.type
        ?? contents.first(where: { $0.kind == .events })?.item ?? contents.first(where: { $0.kind == .form })?.type
      return FailureNote(
        status: response.status, type: reference.map { declarations.element($0) }, description: response.description)
    }
  }

  /// The documented error responses, grouped by type.
  private func failures(_ notes: [FailureNote]) -> [FailurePlan] {
    var plans: [FailurePlan] = []
    for note in notes {
      guard let type = note.type else { continue }
      if let index = plans.firstIndex(where: { $0.type == type }) {
        plans[index].statuses.append(note.status)
      } else {
        plans.append(FailurePlan(statuses: [note.status], type: type))
      }
    }
    return plans
  }
}

/// One way that a success can look.
private struct Outcome {
  let response: API.Response
  let content: API.Content?
  let plan: ResponsePlan

  /// Whether nothing is carried.
  var isEmpty: Bool {
    if case .empty = plan.content { return true }
    return false
  }

  static func all(of operation: API.Operation, _ declarations: Declarations) -> [Outcome] {
    operation.successes.flatMap { response -> [Outcome] in
      if response.contents.isEmpty {
        return [Outcome(response: response, content: nil, plan: ResponsePlan(type: .void, content: .empty))]
      }
      return response.contents.map { content in
        Outcome(response: response, content: content, plan: ResponsePlan(content, declarations))
      }
    }
  }
}

extension ResponsePlan {
  /// How a content is read.
  fileprivate init(_ content: API.Content, _ declarations: Declarations) {
    let type = content.type.map { declarations.element($0) } ?? .jsonValue
    let item = content.item.map { declarations.element($0) }
    switch content.kind {
    case .json: self.init(type: type, content: .json)
    case .form: self.init(type: type, content: .form)
    // XML says itself in which character set it is.
    case .markup where content.isXML: self.init(type: .bytes, content: .bytes)
    case .text, .markup: self.init(type: .text, content: .text)
    case .binary, .multipart, .any: self.init(type: .responseBody, content: .body)
    case .events: self.init(type: .events(item ?? .string), content: .events(content.eventForm))
    case .jsonLines: self.init(type: .jsonLines(item ?? .jsonValue), content: .jsonLines)
    }
  }
}
