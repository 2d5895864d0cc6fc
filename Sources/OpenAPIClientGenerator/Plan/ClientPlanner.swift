import OpenAPIDocument

/// API and names → plan: every decision about Swift.
enum ClientPlanner {
  /// Plans a client; given the same API and names, the plan is the same.
  ///
  ///     GET /pets, 200: [Pet]; schema Pet  → func listPets() -> [Pet], struct Pet
  static func plan(_ api: API, _ names: Names, _ configuration: GeneratorConfiguration) -> ClientPlan {
    let planner = TypePlanner(Declarations(api, names))
    let operations = zip(api.operations, names.operations).map { OperationPlanner(planner, $0, $1) }
    let types = planner.plans(names.types) + [webhooks(api, names, planner)].compactMap { $0 }
    let operationTypes = operations.map { $0.types() }
    let all = types + operationTypes.compactMap { $0 }
    let examples = ExampleCalls(all)
    let pages = PagePlanning(all)
    let groups = groups(api, names)
    return ClientPlan(
      namespace: configuration.namespace, access: configuration.access, source: api.source,
      documentation: api.documentation, client: client(api, names, groups),
      types: types, operations: zip(operations, operationTypes).map { $0.plan(types: $1, examples, pages, groups) },
      omittedOperations: api.omittedOperations, storage: Boxing(all).storage,
      hiddenNames: HiddenNames(all, namespace: configuration.namespace))
  }

  /// The operations of each tag, where the configuration groups them.
  ///
  ///     tags: [orders]  → client.orders, of the type OrdersOperations
  private static func groups(_ api: API, _ names: Names) -> [OperationGroupPlan] {
    names.groups.map { group in
      var documentation = Documentation(["The operations of the tag \(Literals.oneLine(group.tag))."])
      documentation.add(api.tagDescriptions[group.tag])
      return OperationGroupPlan(name: group.property, type: group.type, documentation: documentation)
    }
  }

  /// The client with the arguments of its initializer.
  ///
  ///     securitySchemes: {key: {type: apiKey, …}}, servers: [{url: …, description: Production}]
  ///     → Client(apiKey: some Credential, server: Server = .production)
  private static func client(_ api: API, _ names: Names, _ groups: [OperationGroupPlan]) -> ClientTypePlan {
    let credentials = zip(api.credentials, names.credentials).map { credential, name in
      CredentialPlan(
        key: credential.key, name: name, isRequired: credential.isRequired, kind: credential.kind,
        documentation: credential.documentation)
    }
    let servers = ServerPlan.plans(api.servers, names.servers)
    return ClientTypePlan(
      credentials: credentials, servers: servers, defaultServer: servers.first?.argument, groups: groups,
      defaultSecurity: api.security)
  }

  /// The types of what webhooks send; nil where there are none.
  ///
  ///     webhooks: {newPet: {post: {requestBody: …Pet}}}  → enum Webhooks { typealias NewPet = Pet }
  private static func webhooks(_ api: API, _ names: Names, _ types: TypePlanner) -> TypePlan? {
    guard let payloads = api.webhooks, let payloadNames = names.webhooks else { return nil }
    let nested = types.nested(in: payloadNames.holder) + types.aliases(payloads, payloadNames)
    if nested.isEmpty { return nil }
    return TypePlan(
      name: payloadNames.holder,
      documentation: Documentation(["What webhooks send."], pointer: "#/webhooks"), kind: .namespace, nested: nested)
  }
}

extension ServerPlan {
  /// The members of a server type.
  ///
  ///     url: https://{region}.example.com, region: {enum: [eu, us], default: eu}
  ///     → static func regional(region: Region = .eu)
  static func plans(_ servers: [API.Server], _ names: [ServerNames.Names]) -> [ServerPlan] {
    zip(servers, names).map { server, names in
      let variables = zip(server.variables, names.variables).map { variable, names in
        Variable(
          name: names.argument, wireName: variable.name, defaultText: variable.defaultValue,
          values: names.constants.map { EnumPlan.Value(name: $0.name, value: .string($0.value)) },
          typeName: names.type, documentation: Documentation(text: variable.description))
      }
      return ServerPlan(
        name: names.server, url: server.url, template: template(server.url, variables), variables: variables,
        documentation: server.documentation)
    }
  }
}
