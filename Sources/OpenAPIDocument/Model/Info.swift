/// The metadata of an API: OpenAPI, section Info Object.
public struct Info: Sendable {
  /// Contact information.
  public struct Contact: Sendable {
    /// The person or organisation.
    public let name: String?
    /// The URL of the contact page.
    public let url: String?
    /// The email address.
    public let email: String?
  }

  /// The license of the API.
  public struct License: Sendable {
    /// The license's name.
    public let name: String?
    /// An SPDX license expression (OpenAPI 3.1).
    public let identifier: String?
    /// The URL of the license's text.
    public let url: String?
  }

  /// The value in the document; nil if there is none.
  public let node: JSONNode?
  /// The title of the API; empty if the document has none.
  public let title: String
  /// The version of the document; empty if it has none.
  public let version: String
  /// A short summary (OpenAPI 3.1).
  public let summary: String?
  /// The description, in CommonMark.
  public let description: String?
  /// The URL of the terms of service.
  public let termsOfService: String?
  /// Contact information.
  public let contact: Contact?
  /// License information.
  public let license: License?
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
    let contact = map(node, .contact).map {
      Info.Contact(name: text($0, .name), url: text($0, .url), email: text($0, .email))
    }
    let license = map(node, .license).map {
      Info.License(name: text($0, .name), identifier: text($0, .identifier), url: text($0, .url))
    }
    if node.isObject {
      let missing = [Keyword.title, .version].filter { node[$0] == nil }.map { "`\($0.name)`" }
      if !missing.isEmpty {
        diagnostics.warning("missing-field", "`info` has no \(missing.joined(separator: " and no "))", at: node)
      }
    }
    return Info(
      node: node, title: text(node, .title) ?? "", version: text(node, .version) ?? "",
      summary: text(node, .summary), description: text(node, .description),
      termsOfService: text(node, .termsOfService), contact: contact, license: license)
  }
}
