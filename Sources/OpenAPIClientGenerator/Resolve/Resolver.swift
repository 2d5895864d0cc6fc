import OpenAPIDocument

/// Document → API: what values exist and what travels.
enum Resolver {
  /// Settles all of OpenAPI's grammar.
  ///
  /// Total: whatever can't be expressed is widened, with a diagnostic.
  static func resolve(
    _ document: Document, _ configuration: GeneratorConfiguration, _ diagnostics: inout Diagnostics
  ) -> API {
    let selection = OperationSelection(configuration.only)
    let chosen = selection.filter(document.operations)
    selection.warn(configuration, document, &diagnostics)

    let graph = schemas(of: document, chosen, isWhole: configuration.only == nil, configuration.formats)
    let components = self.components(document, graph)
    let types = Definitions(graph: graph).types(components: components)

    let security = Security(document, chosen, &diagnostics)
    let reader = Operations(graph: graph, types: types)
    let resolved = zip(chosen, security.byOperation).map { reader.resolve($0, security: $1) }
    let isListening = configuration.only == nil && !document.webhooks.isEmpty
    let webhooks = isListening ? reader.payloads(document.webhooks.map { ($0.path, $0) }) : nil
    var (operations, allTypes) = multipart(resolved, types, &graph.diagnostics)
    let headers = ResponseHeaders(graph: graph)
    for (index, operation) in chosen.enumerated() { headers.add(to: &operations[index], of: operation, &allTypes) }

    let (servers, notes) = Servers.resolve(document.servers, &diagnostics)
    let api = API(
      source: source(document), root: Location(document.node), documentation: documentation(document, notes),
      types: allTypes, components: components, shared: reader.sharedParts(chosen, document.components),
      operations: operations, omittedOperations: selection.omitted(among: document.operations), webhooks: webhooks,
      credentials: security.credentials, security: security.defaultSecurity, servers: servers,
      directions: Directions(allTypes, operations, webhooks ?? [], components))
    diagnostics.add(contentsOf: graph.diagnostics)
    return api
  }

  /// What all schemas mean that are components of a whole document, or that the chosen operations reach.
  private static func schemas(
    of document: Document, _ operations: [Operation], isWhole: Bool, _ formats: [String: String]
  ) -> SchemaGraph {
    let graph = SchemaGraph(document: document, formats: formats)
    if isWhole {
      for component in document.components.schemas { _ = graph.reference(to: component.schema) }
      for item in document.webhooks {
        for operation in item.operations { graph.ask(for: operation) }
      }
    }
    for operation in operations { graph.ask(for: operation) }
    graph.makeAll()
    return graph
  }

  private static func components(_ document: Document, _ graph: SchemaGraph) -> [API.Component] {
    document.components.schemas.compactMap { component in
      graph.id(of: component.schema).map { API.Component(name: component.name, type: API.Reference($0)) }
    }
  }

  private static func multipart(
    _ resolved: [(operation: API.Operation, encodings: [[Encoding]])], _ types: API.Types,
    _ diagnostics: inout Diagnostics
  ) -> ([API.Operation], API.Types) {
    var forms = MultipartForms(types, resolved.map { $0.operation })
    var operations: [API.Operation] = []
    for (operation, encodings) in resolved {
      var operation = operation
      for (index, content) in (operation.body?.contents ?? []).enumerated() {
        operation.body?.contents[index] = forms.form(content, encodings[index], &diagnostics)
      }
      operations.append(operation)
    }
    return (operations, forms.types)
  }

  private static func source(_ document: Document) -> DocumentSource {
    DocumentSource(
      fileName: (document.files.first ?? "").afterLastSlash, title: document.info.title, version: document.info.version)
  }

  private static func documentation(_ document: Document, _ notes: [String]) -> Documentation {
    var documentation = Documentation(text: document.info.summary)
    documentation.add(document.info.description)
    documentation.paragraphs += notes
    return documentation
  }
}
