import OpenAPISyntax

/// Looks for misspelled keywords: members that no version knows, and that are nearly one their object may have.
struct KeywordChecker {
  /// A member whose key is nearly a keyword of its object.
  struct Misspelling {
    let member: JSONNode
    let owner: JSONNode
    let kind: ObjectKind
    let meant: Keyword
  }

  /// What unknown keys mean, by their numbers: documents repeat theirs.
  struct Memory {
    private struct Name: Hashable {
      let tree: ObjectIdentifier
      let key: UInt32
      let kind: ObjectKind
    }

    private var known: [Name: Keyword?] = [:]

    mutating func meant(_ member: JSONNode, _ kind: ObjectKind) -> Keyword? {
      let name = Name(tree: ObjectIdentifier(member.tree), key: member.keyID, kind: kind)
      if let known = known[name] { return known }
      var meant: Keyword?
      if let key = member.key, !KeywordChecker.isForeign(key) {
        meant = KeywordChecker.nearest(to: key, among: KeywordChecker.keywords(of: kind))
      }
      known[name] = .some(meant)
      return meant
    }
  }

  private var diagnostics = Diagnostics()

  /// Reports misspelled members, and looks at the objects that can't be referred to.
  static func check(_ root: JSONNode, _ misspellings: [Misspelling], _ diagnostics: inout Diagnostics) {
    var checker = KeywordChecker()
    checker.checkFrame(root)
    checker.check(misspellings)
    diagnostics.add(contentsOf: checker.diagnostics)
  }

  private mutating func check(_ misspellings: [Misspelling]) {
    for found in misspellings where !Self.isInExtension(found) {
      check(found.member, of: found.owner, found.kind.phrase, found.meant)
    }
  }

  /// Among paths and responses an extension is an object as well.
  private static func isInExtension(_ misspelling: Misspelling) -> Bool {
    switch misspelling.kind {
    case .pathItem where !misspelling.member.isObject && !misspelling.member.isArray: return true
    case .pathItem, .response:
      return misspelling.owner.key.map(isExtension) ?? false
    default: return false
    }
  }

  /// Checks the objects that can't be referred to.
  private mutating func checkFrame(_ root: JSONNode) {
    check(root, "the document", Self.rootKeywords)
    if let info = root[.info] {
      check(info, "`info`", Self.infoKeywords)
      if let contact = info[.contact] { check(contact, "`contact`", [.name, .url, .email]) }
      if let license = info[.license] { check(license, "`license`", [.name, .identifier, .url]) }
    }
    if let servers = root[.servers] {
      for server in servers.elements { check(server, "a server", [.url, .name, .description, .variables]) }
    }
    if let tags = root[.tags] {
      for tag in tags.elements { check(tag, "a tag", Self.tagKeywords) }
    }
    if let components = root[.components] { check(components, "`components`", Self.componentsKeywords) }
  }

  private mutating func check(_ node: JSONNode, _ what: String, _ keywords: [Keyword]) {
    for member in node.members where member.value.keyword == nil && !Self.isForeign(member.key) {
      check(member.value, of: node, what, Self.nearest(to: member.key, among: keywords))
    }
  }

  private mutating func check(_ member: JSONNode, of owner: JSONNode, _ what: String, _ meant: Keyword?) {
    // Beside the keyword itself it is a name of somebody's own.
    guard let meant, let key = member.key, owner[meant] == nil else { return }
    diagnostics.warning(
      "unknown-keyword", "`\(key)` is no keyword of \(what), so it has no effect", at: member,
      hint: "did you mean `\(meant.name)`?")
  }

  private static func isExtension(_ key: String) -> Bool { key.hasPrefix("x-") || key.hasPrefix("X-") }

  /// Extensions, and what Swagger 2 and older or other drafts of JSON Schema have.
  private static func isForeign(_ key: String) -> Bool { isExtension(key) || foreign.contains(key) }

  private static let foreign: Set = [
    "basePath", "base", "collectionFormat", "consumes", "disallow", "divisibleBy", "extends", "flow",
    "formatExclusiveMaximum", "formatExclusiveMinimum", "formatMaximum", "formatMinimum", "host", "media", "optional",
    "produces", "requires", "schemes", "securityDefinitions",
  ]

  // MARK: Nearness

  static func nearest(to key: String, among keywords: [Keyword]) -> Keyword? {
    let written = plain(key)
    guard written.count >= 2 else { return nil }
    var best: Keyword?
    var bestDistance = 3
    for keyword in keywords {
      let name = plain(keyword.name)
      let distance = EditDistance.between(written, name, limit: limit(name.count))
      // Of short names, only two letters that have changed places are taken for a misspelling.
      guard distance < bestDistance, name.count > 3 || written.sorted() == name.sorted() else { continue }
      best = keyword
      bestDistance = distance
    }
    return best
  }

  /// How many mistakes a name of this length may have: short ones are near to other words.
  private static func limit(_ length: Int) -> Int { length < 8 ? 1 : 2 }

  /// A name in lower case, without separators of words.
  private static func plain(_ name: String) -> [UInt8] {
    name.utf8.filter { !"_- ".utf8.contains($0) }.map(\.lowercased)
  }

  // MARK: Keywords

  private static let rootKeywords: [Keyword] = [
    .openapi, .documentSelf, .info, .jsonSchemaDialect, .servers, .paths, .webhooks, .components, .security, .tags,
    .externalDocs,
  ]
  private static let infoKeywords: [Keyword] = [
    .title, .summary, .description, .termsOfService, .contact, .license, .version,
  ]
  private static let tagKeywords: [Keyword] = [.name, .summary, .description, .externalDocs, .parent, .kind]
  private static let componentsKeywords: [Keyword] = [
    .schemas, .responses, .parameters, .examples, .requestBodies, .headers, .securitySchemes, .links, .callbacks,
    .pathItems, .mediaTypes,
  ]
  private static let schemaKeywords = Array(Keyword.allCases.prefix(Int(Keyword.schemaCount)))

  private static func keywords(of kind: ObjectKind) -> [Keyword] {
    switch kind {
    case .schema: return schemaKeywords
    case .pathItem:
      return [
        .summary, .description, .get, .put, .post, .delete, .options, .head, .patch, .trace, .query,
        .additionalOperations, .servers, .parameters,
      ]
    case .operation:
      return [
        .tags, .summary, .description, .externalDocs, .operationId, .parameters, .requestBody, .responses, .callbacks,
        .deprecated, .security, .servers,
      ]
    case .parameter, .header:
      return [
        .name, .in, .description, .required, .deprecated, .allowEmptyValue, .style, .explode, .allowReserved, .schema,
        .content, .example, .examples,
      ]
    case .requestBody: return [.description, .content, .required]
    case .response: return [.summary, .description, .headers, .content, .links]
    case .mediaType: return [.schema, .itemSchema, .example, .examples, .encoding, .prefixEncoding, .itemEncoding]
    case .encoding:
      return [.contentType, .headers, .style, .explode, .allowReserved, .encoding, .prefixEncoding, .itemEncoding]
    case .link: return [.operationRef, .operationId, .parameters, .requestBody, .description, .server]
    case .securityScheme:
      return [
        .type, .description, .name, .in, .scheme, .bearerFormat, .flows, .openIdConnectUrl, .oauth2MetadataUrl,
        .deprecated,
      ]
    case .example, .callback: return []
    }
  }
}
