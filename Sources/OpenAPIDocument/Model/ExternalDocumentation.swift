/// A page with more to read: OpenAPI, section External Documentation Object.
public struct ExternalDocumentation: Sendable {
  /// The value in the document.
  public let node: JSONNode
  /// What is to be read there, in CommonMark.
  public let description: String?
  /// The page's address.
  public let url: String

  init?(_ node: JSONNode) {
    guard let url = node[.url]?.string else { return nil }
    self.node = node
    self.url = url
    description = node[.description]?.string
  }
}
