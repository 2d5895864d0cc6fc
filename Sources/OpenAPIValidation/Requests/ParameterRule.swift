import OpenAPIDocument
import OpenAPISyntax

/// A Parameter Object with its defaults filled in.
struct ParameterRule: Sendable {
  var name: String
  /// `path`, `query`, `querystring`, `header` or `cookie`.
  var location: String
  var style: String
  var explodes: Bool
  var isRequired: Bool
  var allowsEmptyValue: Bool
  var schema: JSONNode?
  /// The media type of a parameter with `content`, nil for one with `schema`.
  var mediaType: MIMEType?
  var node: JSONNode

  init?(_ node: JSONNode) {
    guard let name = node["name"]?.string, let location = node["in"]?.string else { return nil }
    self.init(name, in: location, node)
  }

  /// A Header Object, which has no name and no location of its own.
  init(headerNamed name: String, _ node: JSONNode) {
    self.init(name, in: "header", node)
  }

  private init(_ name: String, in location: String, _ node: JSONNode) {
    self.name = name
    self.location = location
    self.node = node
    let defaultStyle = location == "query" || location == "cookie" ? "form" : "simple"
    style = node["style"]?.string ?? defaultStyle
    explodes = node["explode"]?.bool ?? (style == "form" || style == "cookie")
    isRequired = node["required"]?.bool ?? (location == "path")
    allowsEmptyValue = node["allowEmptyValue"]?.bool ?? false
    schema = node["schema"]
    if schema == nil, let entry = node.members(of: "content").first {
      schema = entry.value["schema"]
      mediaType = MIMEType(entry.key)
    }
  }

  /// Its name in findings.
  var subject: String { "\(location) parameter \"\(name)\"" }

  func violation(_ message: String) -> Finding { Finding(.violation, subject: subject, rule: node, message: message) }

  func unchecked(_ message: String) -> Finding { Finding(.unchecked, subject: subject, rule: node, message: message) }

  /// The parameters of an operation: its own, and those of its path item that it doesn't replace; `broken` are the nodes
  /// that aren't parameters.
  static func all(of operation: DocumentOperation, in library: SchemaLibrary) -> (
    rules: [ParameterRule], broken: [JSONNode]
  ) {
    var rules: [ParameterRule] = []
    var broken: [JSONNode] = []
    for element in operation.pathItem.elements(of: "parameters") + operation.node.elements(of: "parameters") {
      guard let node = library.dereference(element), let rule = ParameterRule(node) else {
        broken.append(element)
        continue
      }
      if let same = rules.firstIndex(where: { $0.name == rule.name && $0.location == rule.location }) {
        rules[same] = rule
      } else {
        rules.append(rule)
      }
    }
    return (rules, broken)
  }
}
