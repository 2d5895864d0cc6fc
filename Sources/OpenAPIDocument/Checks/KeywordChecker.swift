import OpenAPISyntax

/// Reports misspelled keywords: members that no version knows, but that resemble a keyword of their object.
struct KeywordChecker {
  /// A member whose key resembles a keyword of its object.
  struct Misspelling {
    let member: JSONNode
    let owner: JSONNode
    let kind: ObjectKind
    let meant: Keyword
  }

  /// Finds the keywords that unknown keys resemble, each once, because documents repeat their keys.
  struct Resemblances {
    private struct Name: Hashable {
      let tree: ObjectIdentifier
      let key: UInt32
      let kind: ObjectKind
    }

    private var known: [Name: Keyword?] = [:]

    /// The keyword that a member's key resembles; nil if there is none.
    mutating func keyword(for member: JSONNode, in kind: ObjectKind) -> Keyword? {
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

  /// Reports misspelled members, and checks the objects that the linker doesn't visit.
  static func check(_ root: JSONNode, _ misspellings: [Misspelling], _ diagnostics: inout Diagnostics) {
    var checker = KeywordChecker()
    checker.checkTopLevel(root)
    checker.check(misspellings)
    diagnostics.add(contentsOf: checker.diagnostics)
  }

  private mutating func check(_ misspellings: [Misspelling]) {
    for found in misspellings where !Self.isInExtension(found) {
      check(found.member, of: found.owner, found.kind.phrase, found.meant)
    }
  }

  /// Whether the object is an extension among paths or responses, where extensions look like entries.
  private static func isInExtension(_ misspelling: Misspelling) -> Bool {
    switch misspelling.kind {
    case .pathItem where !misspelling.member.isObject && !misspelling.member.isArray: return true
    case .pathItem, .response:
      return misspelling.owner.key.map(isExtension) ?? false
    default: return false
    }
  }

  /// Checks the objects that the linker doesn't visit, because they can't be referred to.
  private mutating func checkTopLevel(_ root: JSONNode) {
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

  private mutating func check(_ node: JSONNode, _ name: String, _ keywords: [Keyword]) {
    for member in node.members where member.value.keyword == nil && !Self.isForeign(member.key) {
      check(member.value, of: node, name, Self.nearest(to: member.key, among: keywords))
    }
  }

  private mutating func check(_ member: JSONNode, of owner: JSONNode, _ name: String, _ meant: Keyword?) {
    // An object that has the keyword too doesn't misspell it.
    guard let meant, let key = member.key, owner[meant] == nil else { return }
    diagnostics.warning(
      "unknown-keyword", "`\(key)` is not a keyword of \(name), so it has no effect", at: member,
      hint: "did you mean `\(meant.name)`?")
  }

  private static func isExtension(_ key: String) -> Bool { key.hasPrefix("x-") || key.hasPrefix("X-") }

  /// Whether a key is an extension, or a keyword of Swagger 2 or another draft of JSON Schema.
  private static func isForeign(_ key: String) -> Bool { isExtension(key) || foreign.contains(key) }

  private static let foreign: Set = [
    "basePath", "base", "collectionFormat", "consumes", "disallow", "divisibleBy", "extends", "flow",
    "formatExclusiveMaximum", "formatExclusiveMinimum", "formatMaximum", "formatMinimum", "host", "media", "optional",
    "produces", "requires", "schemes", "securityDefinitions",
  ]

  // MARK: Resemblance

  static func nearest(to key: String, among keywords: [Keyword]) -> Keyword? {
    let written = plain(key)
    guard written.count >= 2 else { return nil }
    var best: Keyword?
    var bestDistance = 3
    for keyword in keywords {
      let name = plain(keyword.name)
      let distance = EditDistance.between(written, name, limit: limit(name.count))
      // In short names, only swapped letters count as a misspelling.
      guard distance < bestDistance, name.count > 3 || written.sorted() == name.sorted() else { continue }
      best = keyword
      bestDistance = distance
    }
    return best
  }

  /// The number of edits allowed for a name of this length: short ones resemble other words.
  private static func limit(_ length: Int) -> Int { length < 8 ? 1 : 2 }

  /// A name in lower case, without separators between words.
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
