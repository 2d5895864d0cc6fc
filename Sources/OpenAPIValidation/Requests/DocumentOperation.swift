import OpenAPIDocument

/// An operation of a document.
public struct DocumentOperation: Sendable {
  /// The method, in capitals.
  public var method: String
  /// The path template as written in the document.
  public var path: String
  /// The `operationId`, if there is one.
  public var operationID: String?
  /// The Operation Object.
  public var node: JSONNode
  /// The Path Item Object that holds it.
  public var pathItem: JSONNode
  /// The path of its first server, without a slash at the end; it can have variables in braces.
  package let basePath: String
  /// The path template after each of its servers' base paths.
  let templates: [PathMatcher]

  /// Method and path, such as `POST /v1/images/generations`.
  public var name: String { method + " " + path }
}

/// A document with the files that it refers to.
struct DocumentFiles: Sendable {
  let root: JSONNode
  let library: SchemaLibrary

  init(document: JSONTree, others: [(uri: String, tree: JSONTree)]) {
    root = document.root
    var library = SchemaLibrary(dialect: SchemaLibrary.dialect(ofDocument: document.root) ?? .draft202012)
    for other in others { library.addDocument(other.tree, uri: other.uri) }
    library.addDocument(document, uri: "")
    self.library = library
  }

  static let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"]

  /// The operations in document order.
  func operations() -> [DocumentOperation] {
    var operations: [DocumentOperation] = []
    guard let paths = root["paths"] else { return [] }
    for path in paths.members where path.key.hasPrefix("/") {
      guard let item = library.dereference(path.value) else { continue }
      for member in item.members where DocumentFiles.methods.contains(member.key) {
        append(member.value, method: member.key.uppercased(), path: path.key, item: item, to: &operations)
      }
      for member in item.members(of: "additionalOperations") {
        append(member.value, method: member.key, path: path.key, item: item, to: &operations)
      }
    }
    return operations
  }

  private func append(
    _ node: JSONNode, method: String, path: String, item: JSONNode, to operations: inout [DocumentOperation]
  ) {
    guard node.kind == .object else { return }
    let servers = node["servers"] ?? item["servers"] ?? root["servers"]
    var bases = servers?.elements.map { basePath(of: $0) }.uniqued() ?? []
    if bases.isEmpty { bases = [""] }
    operations.append(
      DocumentOperation(
        method: method, path: path, operationID: node["operationId"]?.string, node: node, pathItem: item,
        basePath: bases[0], templates: bases.map { PathMatcher($0 + path) }))
  }

  /// The path of a server's URL, without a slash at the end.
  ///
  /// A variable for a scheme, a host or several segments has its default; any other stays and matches every text.
  private func basePath(of server: JSONNode) -> String {
    guard let url = server["url"]?.string else { return "" }
    var expanded = url
    for variable in server.members(of: "variables") {
      let placeholder = "{" + variable.key + "}"
      let value = variable.value["default"]?.string ?? ""
      let isWithinSegment =
        !url.hasPrefix(placeholder) && !url.contains("}" + placeholder) && !value.contains("/") && !value.isEmpty
      if isWithinSegment { continue }
      expanded = expanded.split(separator: placeholder, omittingEmptySubsequences: false).joined(separator: value)
    }
    var path = expanded[...]
    if let colon = path.firstIndex(of: ":"), path[colon...].hasPrefix("://") {
      let host = path.index(colon, offsetBy: 3)
      guard let slash = path[host...].firstIndex(of: "/") else { return "" }
      path = path[slash...]
    }
    if let end = path.firstIndex(where: { $0 == "?" || $0 == "#" }) { path = path[..<end] }
    while path.hasSuffix("/") { path = path.dropLast() }
    if path.isEmpty { return "" }
    return path.hasPrefix("/") ? String(path) : "/" + path
  }
}
