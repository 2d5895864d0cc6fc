import OpenAPIDocument

/// Document → API: the types of all values, and what each operation sends and receives.
enum Resolver {
  /// Resolves a document; what Swift can't express becomes any JSON, with a diagnostic, and nothing is left out.
  ///
  ///     paths: {/pets: {get: {responses: {200: {content: {application/json: {schema: {$ref: …/Pet}}}}}}}}
  ///     → operation GET /pets, 200: json of the type of Pet, which is received
  static func resolve(
    _ document: Document, _ configuration: GeneratorConfiguration, _ diagnostics: inout Diagnostics
  ) -> API {
    let selection = OperationSelection(configuration.only)
    let chosen = selection.filter(document.operations)
    selection.warn(configuration, document, &diagnostics)

    let inheritance = InheritanceIndex(document.components.schemas)
    let described = ShapeBuilder.shapes(
      of: document, chosen, isWhole: configuration.only == nil, configuration.formats, inheritance, &diagnostics)
    let shapes = Shapes(UnionResolver.resolve(described.shapes, inheritance, &diagnostics), byNode: described.byNode)
    let components = self.components(document, shapes)
    let schemaTypes = Definitions(shapes).types(components: components)

    let security = Security(document, chosen, &diagnostics)
    let reader = Operations(shapes, schemaTypes)
    let resolved = chosen.map { reader.resolve($0, &diagnostics) }
    let (contents, sentTypes) = MultipartForms.resolve(resolved, schemaTypes, &diagnostics)
    let (headers, types) = ResponseHeaders.resolve(chosen, shapes, sentTypes)
    let unpaged = resolved.indices.map {
      API.Operation(resolved[$0], contents: contents[$0], headers: headers[$0], security: security.byOperation[$0])
    }
    let operations = PagingResolver.paged(
      unpaged, of: chosen, types, configuration.pages, all: document.operations, &diagnostics)
    let isListening = configuration.only == nil && !document.webhooks.isEmpty
    let webhooks = isListening ? reader.payloads(document.webhooks.map { ($0.path, $0) }) : nil

    let (servers, notes) = Servers.resolve(document.servers, &diagnostics)
    return API(
      source: source(document), root: Location(document.node), documentation: documentation(document, notes),
      types: types, components: components, shared: reader.sharedParts(chosen, document.components),
      operations: operations, tagDescriptions: tagDescriptions(document),
      omittedOperations: selection.omitted(among: document.operations), webhooks: webhooks,
      credentials: security.credentials, security: security.defaultSecurity, servers: servers,
      directions: Directions(types, operations, webhooks ?? [], components))
  }

  /// The types of the components.
  ///
  ///     components: {schemas: {Pet: {type: object}}}  → Pet: an object
  private static func components(_ document: Document, _ shapes: Shapes) -> [API.Component] {
    document.components.schemas.compactMap { component in
      shapes.id(of: component.schema).map { API.Component(name: component.name, type: API.Reference($0)) }
    }
  }

  /// The descriptions of tags; of two with one name the first counts.
  ///
  ///     tags: [{name: pets, description: All about pets.}]  → pets: "All about pets."
  private static func tagDescriptions(_ document: Document) -> [String: String] {
    Dictionary(
      document.tags.compactMap { tag in (tag.description ?? tag.summary).map { (tag.name, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  private static func source(_ document: Document) -> DocumentSource {
    DocumentSource(
      fileName: (document.files.first ?? "").afterLastSlash, title: document.info.title, version: document.info.version)
  }

  /// The documentation of the client: the document's summary and description, then notes about its servers.
  private static func documentation(_ document: Document, _ notes: [String]) -> Documentation {
    var documentation = Documentation(text: document.info.summary)
    documentation.add(document.info.description)
    documentation.paragraphs += notes
    return documentation
  }
}
