/// What everything is called.
///
/// All names are Swift identifiers; those of members, constants, cases and arguments have backticks where Swift needs
/// them.
struct Names: Sendable {
  /// By type: the names of its declaration from the outside in; nil for a type without a declaration of its own.
  let paths: [[String]?]
  /// Types that are other names of an equal one, which came earlier.
  let equal: [(type: API.TypeID, other: API.TypeID)]
  /// The types of the namespace, in the order of the document.
  let types: [API.TypeID]
  /// The types inside a type of the namespace, or inside what holds the types of an operation, by its name.
  let nested: [String: [API.TypeID]]
  /// The names of what a type consists of.
  let members: [API.TypeID: Members]
  let operations: [Operation]
  /// The groups of operations; empty: the client has all of them.
  let groups: [Group]
  /// Nil where there are no webhooks.
  let webhooks: Payloads?
  /// The arguments of the client's initializer.
  let credentials: [String]
  let servers: [ServerNames.Names]
  /// The pointers of given names that named something.
  let usedPins: Set<String>
  /// The pointers of names for a property where a type stands.
  let misplacedPins: Set<String>

  /// The names of what a type consists of, in the order of the type.
  struct Members: Sendable {
    /// Properties of an object, positions of a tuple, values of an enumeration, cases of a union.
    var names: [String] = []
    var patterns: [String] = []
    /// Members or elements beyond the named ones.
    var rest: String?
    /// The set of members that are null.
    var nulls: String?
    /// Members that several variants of a union have, by their keys.
    var shared: [String: String] = [:]
  }

  /// The names that belong to an operation.
  struct Operation: Sendable {
    let name: String
    /// For messages, unique in the document.
    let identifier: String
    /// What holds its types.
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

  /// A client's method, or that of a group.
  struct Method: Sendable {
    /// The number of the group that has it; nil: the client itself.
    let group: Int?
    let name: String
    /// The method that gives the elements of all pages; nil where there is none.
    var pages: String?

    /// The same with backticks where Swift needs them.
    var escaped: Method {
      Method(group: group, name: ReservedWords.escaped(name), pages: pages.map(ReservedWords.escaped))
    }
  }

  /// The operations of a tag.
  struct Group: Sendable {
    /// The client's property.
    let property: String
    /// Its type, inside of the client's.
    let type: String
    let tag: String
  }

  /// A type for a choice that no schema describes.
  struct Choice: Sendable {
    let path: [String]
    var cases: [String] = []
  }

  /// The types of what callbacks or webhooks carry.
  struct Payloads: Sendable {
    let holder: String
    /// The alias for each payload; nil for one whose type stands there itself.
    let aliases: [String?]
  }
}

/// API → names.
enum Namer {
  /// Names everything that is printed.
  ///
  /// `given` has names by location: an operation as `POST /path`, a type or a property by its pointer.
  static func name(
    _ api: API, namespace: String, given: [String: String], isGroupedByTag: Bool = false
  ) -> Names {
    var types = TypeNamer(api.types, api.directions, namespace: namespace, pins: Pins(given))
    if api.webhooks != nil { types.reserve("Webhooks") }
    // An operation stands beside the types: one called as a type makes that step aside.
    for operation in api.operations {
      if let name = given[operation.key] { types.reserve(name) }
    }
    types.name(api.components)
    types.name(api.shared)
    let named = OperationNamer(api.operations, given: given).names { types.isTaken($0) }
    let methods = MethodNames(api.operations, named, given: given, areGrouped: isGroupedByTag)
    let drafts = api.operations.indices.map {
      types.open(api.operations[$0], named: named[$0], method: methods.methods[$0])
    }
    for draft in drafts { types.name(draft) }
    var webhooks: (payloads: [API.Payload], owner: TypeNamer.Owner)?
    if let payloads = api.webhooks {
      let owner = types.open("Webhooks")
      types.name(payloads, in: owner)
      webhooks = (payloads, owner)
    }
    return types.names(
      operations: drafts, groups: methods.groups, webhooks: webhooks,
      credentials: CredentialNames.names(api.credentials),
      servers: ServerNames.names(api.servers))
  }
}
