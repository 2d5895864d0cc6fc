import OpenAPIDocument

/// Documents → plans: every decision about Swift is made here.
public enum ClientPlanner {
  /// Plans the client of a document.
  ///
  /// Total: whatever can't be expressed is widened, with a diagnostic.
  public static func plan(
    _ document: consuming OpenAPIDocument, configuration: GeneratorConfiguration, diagnostics: inout Diagnostics
  ) -> ClientPlan {
    let planning = Planning(consume document, configuration)
    let plan = planning.plan()
    for diagnostic in planning.graph.diagnostics.all { diagnostics.add(diagnostic) }
    return plan
  }
}

extension Operation {
  /// What it is called in the configuration: `GET /pets`.
  fileprivate var key: String { method + " " + path }
}

/// One run of the planner: shapes, then names, then plans.
private final class Planning {
  var document: OpenAPIDocument
  let configuration: GeneratorConfiguration
  let graph: SchemaGraph
  let names: NameTable
  var drafts: [OperationDraft] = []
  var webhookOwner: Int?
  var webhooks: [PayloadPlanning.Payload] = []
  var partContentTypes: [ShapeID: [String: String]] = [:]
  /// What names can be given for.
  var operationKeys: [String] = []
  /// What is wrong with the choice of operations.
  var unselected: [OperationSelection.Miss] = []
  private var omittedOperations: [String] = []

  init(_ document: OpenAPIDocument, _ configuration: GeneratorConfiguration) {
    self.document = document
    self.configuration = configuration
    graph = SchemaGraph(document: document, formats: configuration.formats)
    names = NameTable(graph: graph, namespace: configuration.namespace, pins: configuration.names)
  }

  func plan() -> ClientPlan {
    let (client, operations, notes, types) = planOperations()
    // What only operations need makes room for the types.
    document = document.outline
    drafts = []
    names.forgetPlaces()
    var all = types.types()
    if let owner = webhookOwner {
      let nested = types.types(in: owner) + PayloadPlanning.aliases(webhooks, owner: owner, names, types.uses)
      let documentation = Documentation(["What webhooks send."], pointer: "#/webhooks")
      if let holder = holder(owner, nested, documentation) { all.append(holder) }
    }
    UnusedEntries(configuration: configuration, root: document.node).warn(
      usedNames: names.pins.used.union(operationKeys), misplacedNames: names.pins.misplaced, selection: unselected,
      &graph.diagnostics)
    let variants = VariantPlanning(all + operations.compactMap(\.types))
    return ClientPlan(
      namespace: configuration.namespace, access: configuration.access, source: source(),
      documentation: documentation(notes), client: client, types: variants.planned(all),
      operations: operations.map { $0.with(types: $0.types.map(variants.planned)) },
      omittedOperations: omittedOperations,
      hiddenNames: HiddenNames.of(all, operations, namespace: configuration.namespace))
  }

  /// The client and its operations, notes about its servers, and the planner of the types, which all have their names.
  private func planOperations() -> (ClientTypePlan, [OperationPlan], [String], TypePlanner) {
    let selection = OperationSelection(configuration.only)
    let operations = selection.filter(document.operations)
    operationKeys = operations.map { $0.key }
    let chosen = Set(operationKeys)
    for operation in document.operations where !chosen.contains(operation.key) {
      omittedOperations.append(operation.key)
    }
    unselected = selection.misses(among: document.operations)
    makeShapes(operations)
    let components = usedComponents()
    if !document.webhooks.isEmpty, configuration.only.isNil { names.reserve("Webhooks") }
    // An operation stands beside the types: one called as a type makes that step aside.
    for key in operationKeys {
      if let name = configuration.names[key] { names.reserve(name) }
    }
    names.name(components)
    nameSharedParts(operations)
    draft(operations)
    settleMultipart()
    nameOperationTypes()
    let credentials = CredentialPlanning(document, operations, &graph.diagnostics)
    let types = TypePlanner(
      graph: graph, names: names, directions: directions(components), partContentTypes: partContentTypes)
    var plans: [OperationPlan] = []
    for (draft, security) in zip(drafts, credentials.byOperation) {
      plans.append(operation(draft, types, security: security))
    }
    let (servers, notes) = ServerPlanning.plan(document.servers, &graph.diagnostics)
    let client = ClientTypePlan(
      credentials: credentials.credentials, servers: servers, defaultServer: servers.first?.argument,
      defaultSecurity: credentials.defaultSecurity)
    return (client, plans, notes, types)
  }

  // MARK: Shapes

  private func makeShapes(_ operations: [Operation]) {
    let drafting = OperationDrafting(graph: graph)
    if configuration.only.isNil {
      for component in document.components.schemas { _ = graph.use(of: component.schema) }
      for item in document.webhooks {
        for operation in item.operations { drafting.touch(operation) }
      }
    }
    for operation in operations { drafting.touch(operation) }
    graph.makeAll()
  }

  /// All components, or those that the chosen operations reach.
  private func usedComponents() -> [NamedSchema] {
    if configuration.only.isNil { return document.components.schemas }
    return document.components.schemas.filter { graph.id(of: $0.schema).isPresent }
  }

  // MARK: Drafts and names

  private func draft(_ operations: [Operation]) {
    let drafting = OperationDrafting(graph: graph)
    let naming = OperationNames(operations)
    var scope = NameScope()
    var identifiers = NameScope()
    for key in operationKeys {
      if let name = configuration.names[key] { scope.reserve(name) }
    }
    for (operation, key) in zip(operations, operationKeys) {
      let name: String
      if let given = configuration.names[key] {
        name = given
      } else {
        let candidates = naming.candidates(operation).filter { !names.isTaken($0) }
        name = scope.claim(candidates.first ?? "call") { candidates }
      }
      var identifier = operation.operationId ?? key
      if identifiers.contains(identifier) { identifier = key }
      identifier = identifiers.claim(identifier)
      let nouns = OperationNames.Nouns(operation.path)
      let owner = names.open(Casing.upperCamel(name), itemHint: nouns.last, group: nouns.first, noun: nouns.all)
      drafts.append(drafting.draft(operation, name: name, owner: owner, identifier: identifier))
    }
  }

  /// Types inside components that are no schemas: answers, bodies and parameters which several operations share.
  private func nameSharedParts(_ operations: [Operation]) {
    var used: Set<JSONNode> = []
    func note(_ node: JSONNode, usedAt usage: JSONNode) {
      if usage != node { used.insert(node) }
    }
    for operation in operations {
      for parameter in operation.parameters { note(parameter.node, usedAt: parameter.usage) }
      if let body = operation.requestBody { note(body.node, usedAt: body.usage) }
      for response in operation.responses { note(response.node, usedAt: response.usage) }
    }
    for body in document.components.requestBodies where used.contains(body.value.node) {
      for media in body.value.content { name(media, hint: body.name, isFile: true) }
    }
    for response in document.components.responses where used.contains(response.value.node) {
      for media in response.value.content { name(media, hint: response.name, isFile: false) }
    }
    for parameter in document.components.parameters where used.contains(parameter.value.node) {
      guard let schema = parameter.value.valueSchema else { continue }
      names.name(graph.use(of: schema), owner: 0, hint: Identifiers.type(parameter.name), parent: "Parameter")
    }
  }

  private func name(_ media: MediaType, hint: String, isFile: Bool) {
    guard let schema = media.schema ?? media.itemSchema else { return }
    switch ContentKind(media.essence) {
    case .text, .markup, .binary: return
    case .multipart where isFile: return
    default: names.name(graph.use(of: schema), owner: 0, hint: Identifiers.type(hint), parent: nil)
    }
  }

  private func settleMultipart() {
    var before = DirectionAnalysis(graph)
    mark(&before, isMultipartKnown: false)
    var multipart = MultipartPlanning(graph: graph, directions: before)
    for index in drafts.indices {
      let contents = drafts[index].contents
      for (position, content) in contents.enumerated() {
        guard case .multipart = content.kind, let root = multipart.root(content) else { continue }
        drafts[index].contents[position].use = root
        var types: [String: String] = [:]
        for encoding in content.media.encoding {
          // A file knows which of several types it is of.
          let isChoice = encoding.contentTypes.count > 1 && isFile(encoding.name, of: root)
          if let first = encoding.contentTypes.first, !first.contains("*"), !isChoice { types[encoding.name] = first }
          if let header = encoding.headers.first {
            graph.diagnostics.warning(
              "part-headers", "Header fields of a part can't be set", at: header.node,
              hint: "send the value in another part")
          }
        }
        if !types.isEmpty { partContentTypes[graph.follow(root).shape] = types }
      }
    }
  }

  /// Whether a part of a form is a file, or files.
  private func isFile(_ part: String, of root: Use) -> Bool {
    guard case .object(let object) = graph.kind(root), let property = object.property(part) else { return false }
    return graph.holdsFile(property.use)
  }

  private func nameOperationTypes() {
    let naming = DraftNaming(graph: graph, names: names)
    for index in drafts.indices {
      var draft = drafts[index]
      if draft.contents.count > 1 { draft.bodyChoice = names.claim("Body", owner: draft.owner) }
      if AnswerPlanning.needsChoice(draft, names) { draft.answerChoice = names.claim("Output", owner: draft.owner) }
      if ServerPlanning.needsChoice(draft.operation) { draft.serverChoice = names.claim("Server", owner: draft.owner) }
      drafts[index] = draft
    }
    names.count {
      for draft in drafts { naming.name(draft) }
    }
    for draft in drafts {
      naming.name(draft)
      for payload in draft.callbacks { names.name(payload.use, owner: draft.owner, hint: payload.name) }
    }
    guard configuration.only.isNil, !document.webhooks.isEmpty else { return }
    webhooks = PayloadPlanning.payloads(document.webhooks.map { ($0.path, $0) }, graph)
    let owner = names.openReserved("Webhooks")
    webhookOwner = owner
    for payload in webhooks { names.name(payload.use, owner: owner, hint: payload.name) }
  }

  // MARK: Directions

  private func directions(_ components: [NamedSchema]) -> DirectionAnalysis {
    var directions = DirectionAnalysis(graph)
    mark(&directions, isMultipartKnown: true)
    for component in components { directions.markRest(graph.use(of: component.schema)) }
    return directions
  }

  private func mark(_ directions: inout DirectionAnalysis, isMultipartKnown: Bool) {
    for draft in drafts {
      for (_, use) in draft.parameters { directions.mark(use, .request) }
      for content in draft.contents {
        guard case .multipart = content.kind, let use = content.use else {
          mark(content, .request, &directions)
          continue
        }
        if !isMultipartKnown { continue }
        if case .object = graph.kind(use) { directions.markMultipart(use) } else { directions.mark(use, .request) }
      }
      for response in draft.successes + draft.failures {
        for content in response.contents { mark(content, .answer, &directions) }
      }
      for payload in draft.callbacks { directions.mark(payload.use, .answer) }
    }
    for payload in webhooks { directions.mark(payload.use, .answer) }
  }

  private func mark(
    _ content: ContentDraft, _ direction: DirectionAnalysis.Direction, _ directions: inout DirectionAnalysis
  ) {
    guard let use = content.use else { return }
    directions.mark(use, direction)
    if let item = DraftNaming.item(of: content, graph) { directions.mark(item, direction) }
  }

  // MARK: Plans

  private func operation(_ draft: OperationDraft, _ types: TypePlanner, security: [[String]]?) -> OperationPlan {
    let operation = draft.operation
    let body = BodyPlanning(types: types)
    let answers = AnswerPlanning(types: types)
    var reserved: [String] = []
    if operation.requestBody.isPresent, !draft.contents.isEmpty { reserved.append("body") }
    if draft.serverChoice.isPresent { reserved.append("server") }
    let parameters = ParameterPlanning(types: types).plan(draft, reserved: reserved)
    var nested: [TypePlan] = []
    if let choice = body.choice(draft) { nested.append(choice) }
    if let choice = answers.choice(draft) { nested.append(choice) }
    let server = server(draft, &nested)
    nested += types.types(in: draft.owner)
    nested += PayloadPlanning.aliases(draft.callbacks, owner: draft.owner, names, types.uses)
    let bodyPlan = body.plan(draft)
    let response = answers.plan(draft)
    return OperationPlan(
      name: ReservedWords.escaped(draft.name), identifier: draft.identifier, method: operation.method,
      path: operation.path, documentation: documentation(operation),
      arguments: CallPlanning.arguments(parameters: parameters, body: bodyPlan, server: server),
      parameters: parameters, body: bodyPlan, response: response,
      isResultDiscardable: CallPlanning.isResultDiscardable(method: operation.method, response),
      failures: answers.failures(draft), security: security, server: server,
      types: holder(draft.owner, nested, Documentation()))
  }

  /// What holds the types inside an owner; nil if there are none.
  private func holder(_ owner: Int, _ nested: [TypePlan], _ documentation: Documentation) -> TypePlan? {
    if nested.isEmpty { return nil }
    return TypePlan(
      name: names.owners[owner].path[0], documentation: documentation, kind: .namespace, nested: nested)
  }

  /// The server of the operation's own, its type among the nested ones.
  private func server(_ draft: OperationDraft, _ nested: inout [TypePlan]) -> OperationServerPlan? {
    guard draft.operation.hasOwnServers else { return nil }
    guard let path = draft.serverChoice, let name = path.last else {
      guard let first = draft.operation.servers.first, let url = ServerPlanning.resolved(first) else { return nil }
      return .fixed(url)
    }
    let (servers, _) = ServerPlanning.plan(draft.operation.servers, &graph.diagnostics)
    guard let first = servers.first else { return nil }
    nested.append(
      TypePlan(
        name: name,
        documentation: Documentation([
          "The servers that the document lists for this operation; any other address can be given."
        ]), kind: .servers(servers)))
    return .choice(type: .named(path), first: first)
  }

  private func documentation(_ operation: Operation) -> Documentation {
    var documentation = Documentation(of: operation)
    if let url = operation.externalDocs?.url, !url.isEmpty { documentation.add("More: " + url) }
    if operation.deprecated { documentation.deprecation = Deprecation() }
    return documentation
  }

  private func documentation(_ notes: [String]) -> Documentation {
    let info = document.info
    var documentation = Documentation(text: info.summary)
    documentation.add(info.description)
    documentation.paragraphs += notes
    return documentation
  }

  private func source() -> DocumentSource {
    let file = document.files.first ?? ""
    return DocumentSource(
      fileName: file.afterLastSlash, title: document.info.title, version: document.info.version)
  }
}
