/// The names of everything that is printed.
///
/// All are Swift identifiers; those of properties, constants, cases and arguments have backticks if they are keywords.
struct Names: Sendable {
  /// By type: the name of its declaration after those around it, such as `["Pet", "Owner"]`; nil for a type without a
  /// declaration.
  let paths: [[String]?]
  /// Inline types that become aliases, each with the equal type that came first.
  let equal: [(type: API.TypeID, other: API.TypeID)]
  /// The types directly in the namespace.
  let types: [API.TypeID]
  /// The types inside a type of the namespace, or inside the enum that holds an operation's types, by the outer name.
  let nested: [String: [API.TypeID]]
  /// The names of the members of types.
  let members: [API.TypeID: Members]
  let operations: [Operation]
  /// The groups of operations; empty if the client itself has all methods.
  let groups: [Group]
  /// Nil if there are no webhooks.
  let webhooks: Payloads?
  /// The arguments of the client's initializer.
  let credentials: [String]
  let servers: [ServerNames.Names]
  /// The pointers of the configuration's `names` that were found in the document.
  let usedPins: Set<String>
  /// The pointers whose name is meant for a property, though the schema at them is declared as a type.
  let misplacedPins: Set<String>

  /// The names of a type's members, in the order of the type.
  struct Members: Sendable {
    /// Properties of an object, elements of a tuple, values of an enumeration, or cases of a union.
    var names: [String] = []
    var patterns: [String] = []
    /// The property for additional properties, or for further elements.
    var rest: String?
    /// The property that lists which members are null.
    var nulls: String?
    /// Properties that several variants of a union have, by their keys.
    var shared: [String: String] = [:]
  }

  /// The names that belong to an operation.
  struct Operation: Sendable {
    let name: String
    /// The operation's id or `GET /pets`, unique in the document, for error messages.
    let identifier: String
    /// The enum that holds its types.
    let holder: String
    /// In the order of the parameters.
    let parameters: [String]
    let body: Choice?
    let output: Choice?
    let server: Choice?
    let servers: [ServerNames.Names]
    let callbacks: Payloads
    let method: Method
  }

  /// The method that sends an operation.
  struct Method: Sendable {
    /// The position of its group in `groups`; nil for a method of the client itself.
    let group: Int?
    let name: String
    /// The method that gives the elements of all pages; nil if there is none.
    var pages: String?

    /// The same, with backticks around keywords.
    var escaped: Method {
      Method(group: group, name: ReservedWords.escaped(name), pages: pages.map(ReservedWords.escaped))
    }
  }

  /// The operations of a tag.
  struct Group: Sendable {
    /// The property of the client.
    let property: String
    /// The type of that property, which is declared inside the client.
    let type: String
    let tag: String
  }

  /// An enum that no schema describes: a choice of bodies, responses or servers.
  struct Choice: Sendable {
    let path: [String]
    var cases: [String] = []
  }

  /// The names of payloads' types, for callbacks or webhooks.
  struct Payloads: Sendable {
    let holder: String
    /// The alias of each payload; nil for one whose type is declared in the holder itself.
    let aliases: [String?]
  }
}

/// API → names.
enum Namer {
  /// Names everything that is printed.
  ///
  ///     POST /pets {body: object {kind: dog or cat}}, components {Pet: object {name}}
  ///     → types Pet, CreatePet.Body, CreatePet.Kind; operation createPet; members name, kind, dog, cat
  ///
  /// `given` are the configuration's names: by `POST /path` for operations, by pointer for types and properties.
  static func name(
    _ api: API, namespace: String, given: [String: String], isGroupedByTag: Bool = false
  ) -> Names {
    var types = TypeNamer(api.types, api.directions, namespace: namespace, pins: Pins(given))
    if api.webhooks != nil { types.reserve("Webhooks") }
    // Operations are functions beside the types, so a type whose name is given to an operation gets another one.
    for operation in api.operations {
      if let name = given[operation.key] { types.reserve(name) }
    }
    types.name(api.components)
    types.name(api.shared)
    let named = OperationNamer(operations: api.operations, given: given).names { types.isTaken($0) }
    let methods = MethodNames(api.operations, named, given: given, areGrouped: isGroupedByTag)
    let drafts = api.operations.indices.map {
      types.draft(api.operations[$0], named: named[$0], method: methods.methods[$0])
    }
    for draft in drafts { types.name(draft) }
    var webhooks: (payloads: [API.Payload], owner: TypeNamer.Owner)?
    if let payloads = api.webhooks {
      let owner = types.addHolder(named: "Webhooks")
      types.name(payloads, in: owner)
      webhooks = (payloads, owner)
    }
    return types.names(
      operations: drafts, groups: methods.groups, webhooks: webhooks,
      credentials: CredentialNames.names(api.credentials),
      servers: ServerNames.names(api.servers))
  }
}
