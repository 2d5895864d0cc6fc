/// What a document says of itself: OpenAPI, section Info Object.
public final class Info: Sendable {
  /// Whom to turn to.
  public struct Contact: Sendable {
    /// The person or organisation.
    public let name: String?
    /// The page.
    public let url: String?
    /// The address for letters.
    public let email: String?
  }

  /// The licence of the API.
  public struct License: Sendable {
    /// The name.
    public let name: String?
    /// An SPDX expression (OpenAPI 3.1).
    public let identifier: String?
    /// The page with the text.
    public let url: String?
  }

  /// The value in the document, nil if there is none.
  public let node: JSONNode?
  /// The name of the API; empty if the document has none.
  public let title: String
  /// The version of the document; empty if it has none.
  public let version: String
  /// A short summary (OpenAPI 3.1).
  public let summary: String?
  /// The description, in CommonMark.
  public let description: String?
  /// The page with the terms.
  public let termsOfService: String?
  /// Whom to turn to.
  public let contact: Contact?
  /// The licence.
  public let license: License?

  init(
    node: JSONNode?, title: String, version: String, summary: String?, description: String?, termsOfService: String?,
    contact: Contact?, license: License?
  ) {
    self.node = node
    self.title = title
    self.version = version
    self.summary = summary
    self.description = description
    self.termsOfService = termsOfService
    self.contact = contact
    self.license = license
  }
}

extension DocumentBuilder {
  func info() -> Info {
    guard let node = root[.info] else {
      missing(.info, of: "The document", at: root, hint: "add `\"info\": {\"title\": …, \"version\": …}`")
      return Info(
        node: nil, title: "", version: "", summary: nil, description: nil, termsOfService: nil, contact: nil,
        license: nil)
    }
    if !node.isObject { wrongKind(node, "`info` must be an object") }
    var contact: Info.Contact?
    if let value = map(node, .contact) {
      contact = Info.Contact(name: text(value, .name), url: text(value, .url), email: text(value, .email))
    }
    var license: Info.License?
    if let value = map(node, .license) {
      license = Info.License(
        name: text(value, .name), identifier: text(value, .identifier), url: text(value, .url))
    }
    if node.isObject {
      let hasTitle = node[.title].isPresent
      let hasVersion = node[.version].isPresent
      if !hasTitle || !hasVersion {
        let absent = hasTitle ? "`version`" : hasVersion ? "`title`" : "`title` and no `version`"
        diagnostics.warning("missing-field", "`info` has no " + absent, at: node)
      }
    }
    return Info(
      node: node, title: text(node, .title) ?? "", version: text(node, .version) ?? "",
      summary: text(node, .summary), description: text(node, .description),
      termsOfService: text(node, .termsOfService), contact: contact, license: license)
  }
}
