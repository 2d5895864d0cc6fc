import OpenAPIDocument

/// An operation with its names → a function, what it sends and what it returns.
///
///     GET /pets?limit, 200: [Pet], 404: Problem
///     → listPets(limit: Int? = nil) -> [Pet], which throws Problem
struct OperationPlanner {
  let planner: TypePlanner
  let operation: API.Operation
  let names: Names.Operation
  private let successes: [Success]
  private let servers: [ServerPlan]

  private var declarations: Declarations { planner.declarations }

  init(_ planner: TypePlanner, _ operation: API.Operation, _ names: Names.Operation) {
    self.planner = planner
    self.operation = operation
    self.names = names
    successes = Success.all(of: operation, planner.declarations)
    if case .choice(let servers) = operation.server {
      self.servers = ServerPlan.plans(servers, names.servers)
    } else {
      servers = []
    }
  }

  /// The types inside the operation; nil where there are none.
  ///
  ///     POST /orders, requestBody: {type: object, …}  → enum CreateOrder { struct Body }
  func types() -> TypePlan? {
    let choices = [bodyChoice(), responseChoice(), serverType()].compactMap { $0 }
    let nested =
      choices + planner.nested(in: names.holder) + planner.aliases(operation.callbacks, names.callbacks)
    if nested.isEmpty { return nil }
    return TypePlan(name: names.holder, documentation: Documentation(), kind: .namespace, nested: nested)
  }

  /// The operation, given the types inside it.
  ///
  ///     listPets(limit: Int? = nil) -> [Pet], which throws Problem
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
      paging: pages.plan(
        operation.paging, names.method.pages, of: response.type, deprecation: operation.documentation.deprecation))
  }

  // MARK: Parameters

  /// A parameter, with the type of its values.
  ///
  ///     {name: limit, in: query, schema: {type: integer}}        → limit: Int
  ///     {name: v, in: query, required, schema: {const: "2"}}     → always "2", no argument
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
      style: parameter.style, explode: parameter.explode, allowReserved: parameter.allowReserved,
      rules: parameter.rules.map(RulePlan.init), constant: constant)
  }

  /// The description, rules and the default.
  ///
  ///     maximum: 100, default: 20  → At most 100. The service's default is `20`.
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

  /// The server of the operation or its path.
  ///
  ///     servers: [{url: …, description: Test}, …]  → server: Server = .test
  private func server() -> OperationServerPlan? {
    if case .fixed(let url) = operation.server { return .fixed(url) }
    guard let choice = names.server, let first = servers.first else { return nil }
    return .choice(type: .named(choice.path), first: first)
  }

  /// The type of the servers where there is a choice: `struct Server: APIServer { static var test, … }`.
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
  /// The request body, as the argument `body`.
  ///
  ///     requestBody: {required: true, content: {application/json: {schema: …Pet}}}  → body: Pet
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

  /// The enum of a request body that has several content types.
  ///
  ///     content: {application/json: …Pet, application/x-www-form-urlencoded: …Pet}
  ///     → enum Body { case json(Pet), form(Pet) }
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

  /// The type of a request body, and how it is written.
  ///
  ///     text/plain  → String, .text
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
      // For a range such as `image/*` the body itself says its content type.
      let isRange = ContentKind.isRange(content.mediaType) && content.mediaType.contains("/")
      return (.requestBody, .binary(contentType: isRange ? content.mediaType : contentType))
    case .jsonLines:
      return (.array(content.item.map { declarations.element($0) } ?? .jsonValue), .jsonLines(contentType: contentType))
    }
  }
}

/// What is received.
extension OperationPlanner {
  /// What the method returns.
  ///
  ///     200: [Pet]                → [Pet]
  ///     200: Pet, 204: no body    → Pet?
  ///     200: User, 202: Job       → Output, the enum of `responseChoice`
  private func response() -> ResponsePlan {
    if let choice = names.output { return ResponsePlan(type: .named(choice.path), content: .choice) }
    // Where no success is documented, the bytes are returned as they come.
    guard let first = successes.first?.plan else { return ResponsePlan(type: .bytes, content: .bytes) }
    if successes.allSatisfy({ $0.plan == first }) { return first }
    // Some have a body of one type and some have none: several types would be a choice.
    let full = successes.lazy.map(\.plan).first { $0.content != .empty } ?? first
    return ResponsePlan(type: full.type.orNil, content: .optional(full.content))
  }

  /// The documented media types of the successes, unless the runtime sends them without being told.
  private func accept(_ response: ResponsePlan) -> String? {
    func unique(_ names: [String]) -> String {
      var seen: Set<String> = []
      return names.filter { !$0.isEmpty && seen.insert($0).inserted }.joined(separator: ", ")
    }
    let documented = unique(operation.successes.flatMap { $0.mediaTypes })
    let usual =
      response.content == .choice
      ? unique(successes.map { contentType(of: $0) ?? $0.plan.content.mediaType }) : response.content.mediaType
    return documented.isEmpty || documented == usual ? nil : documented
  }

  /// The content types that distinguish a response from others of its status: `image/png, image/jpeg`.
  private func contentType(of success: Success) -> String? {
    guard success.response.contents.count > 1, let content = success.content else { return nil }
    return ([content.mediaType] + content.otherMediaTypes).joined(separator: ", ")
  }

  /// The enum of successes that have different types.
  ///
  ///     200: User, 202: Job  → enum Output { case ok(User), accepted(Job) }
  private func responseChoice() -> TypePlan? {
    guard let choice = names.output, let name = choice.path.last else { return nil }
    let cases = zip(successes, choice.cases).map { success, name in
      ResponseChoicePlan.Case(
        name: name, status: success.response.status, contentType: contentType(of: success),
        type: success.plan.content == .empty ? nil : success.plan.type, content: success.plan.content,
        documentation: Documentation(text: success.response.description))
    }
    return TypePlan(
      name: name, documentation: Documentation(["The responses of the operation."]),
      kind: .responseChoice(ResponseChoicePlan(cases: cases)))
  }

  /// The documented error responses.
  ///
  ///     404: Problem. There is no such pet.
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

  /// The types of error responses with their statuses: `[404, 5XX]: Problem`.
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

/// A success response in one of its content types.
private struct Success {
  let response: API.Response
  /// Nil where the response has no body.
  let content: API.Content?
  let plan: ResponsePlan

  static func all(of operation: API.Operation, _ declarations: Declarations) -> [Success] {
    operation.successes.flatMap { response -> [Success] in
      if response.contents.isEmpty {
        return [Success(response: response, content: nil, plan: ResponsePlan(type: .void, content: .empty))]
      }
      return response.contents.map { content in
        Success(response: response, content: content, plan: ResponsePlan(content, declarations))
      }
    }
  }
}

extension ResponsePlan {
  /// How a content is read: `application/json` of `Pet` → `Pet`, `.json`.
  fileprivate init(_ content: API.Content, _ declarations: Declarations) {
    let type = content.type.map { declarations.element($0) } ?? .jsonValue
    let item = content.item.map { declarations.element($0) }
    switch content.kind {
    case .json: self.init(type: type, content: .json)
    case .form: self.init(type: type, content: .form)
    // An XML document declares its own encoding, so it is not decoded as text.
    case .markup where content.isXML: self.init(type: .bytes, content: .bytes)
    case .text, .markup: self.init(type: .text, content: .text)
    case .binary, .multipart, .any: self.init(type: .responseBody, content: .body)
    case .events: self.init(type: .events(item ?? .string), content: .events(content.eventForm))
    case .jsonLines: self.init(type: .jsonLines(item ?? .jsonValue), content: .jsonLines)
    }
  }
}
