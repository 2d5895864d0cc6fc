/// A page with more documentation: OpenAPI, section External Documentation Object.
public struct ExternalDocumentation: Sendable {
  /// The value in the document.
  public let node: JSONNode
  /// What the page is about, in CommonMark.
  public let description: String?
  /// The page's URL.
  public let url: String

  init?(_ node: JSONNode?) {
    guard let node, let url = node[.url]?.string else { return nil }
    self.node = node
    self.url = url
    description = node[.description]?.string
  }
}
