import OpenAPIClientGenerator
import OpenAPIDocument
import OpenAPISyntax

/// An `openapi-client.json`: the documents of a target, with the settings of each.
struct ConfigurationFile {
  let path: String
  private(set) var documents: [DocumentSettings] = []
  private(set) var root: JSONNode?

  /// Reads a file; nil where it has mistakes, which the diagnostics locate.
  init?(_ path: String, bytes: [UInt8], diagnostics: inout Diagnostics) {
    self.path = path
    guard let tree = JSONTree.parse(bytes, file: path, diagnostics: &diagnostics) else { return nil }
    root = tree.root
    guard tree.root.isObject else {
      diagnostics.error("invalid-configuration", "The configuration must be an object", at: tree.root)
      return nil
    }
    Self.checkKeys(of: tree.root, known: ["documents"], &diagnostics)
    guard let list = tree.root["documents"], list.isArray else {
      diagnostics.error(
        "invalid-configuration", "'documents' must be an array of documents", at: tree.root["documents"] ?? tree.root)
      return nil
    }
    var namespaces: Set<String> = []
    for element in list.elements {
      guard var settings = Self.settings(element, &diagnostics) else { continue }
      settings.readOverlays(element["overlays"], folder: FilePath.folder(of: path), &diagnostics)
      if let namespace = settings.namespace, !namespaces.insert(namespace).inserted {
        diagnostics.error(
          "invalid-configuration", "Two documents have the namespace '\(namespace)'",
          at: element["namespace"] ?? element)
      }
      documents.append(settings)
    }
    if diagnostics.hasErrors { return nil }
  }

  /// The entry of a document: the one with the namespace, or else its first.
  func settings(for document: String, namespace: String?) -> DocumentSettings? {
    let document = FilePath.absolute(document)
    let folder = FilePath.folder(of: path)
    let entries = documents.filter { FilePath.absolute(FilePath.join(folder, $0.path)) == document }
    return entries.first { $0.namespace == namespace } ?? entries.first
  }

  /// What the names of all outputs depend on; the plugin computes the same.
  var outline: String { documents.map(\.outline).joined(separator: ";") }

  // MARK: Entries

  private static let keys = [
    "path", "namespace", "access", "files", "only", "names", "formats", "strict", "ignore", "emit", "module",
    "overlays", "pages", "group",
  ]

  private static func settings(_ node: JSONNode, _ diagnostics: inout Diagnostics) -> DocumentSettings? {
    guard node.isObject else {
      diagnostics.error(
        "invalid-configuration", "A document must be an object with 'path' and 'namespace'", at: node)
      return nil
    }
    checkKeys(of: node, known: keys, &diagnostics)
    guard let path = node["path"]?.string, !path.isEmpty else {
      diagnostics.error(
        "invalid-configuration", "'path' must say where the document is, relative to this file",
        at: node["path"] ?? node)
      return nil
    }
    var settings = DocumentSettings(path: path)
    settings.node = node
    settings.readNamespace(node["namespace"], entry: node, &diagnostics)
    settings.access = choice(node["access"], "access", AccessLevel.self, &diagnostics)
    settings.grouping = choice(node["group"], "group", DocumentSettings.Grouping.self, &diagnostics)
    settings.emission = choice(node["emit"], "emit", DocumentSettings.Emission.self, &diagnostics)
    settings.readFiles(node["files"], &diagnostics)
    settings.readStrict(node["strict"], &diagnostics)
    settings.readIgnored(node["ignore"], &diagnostics)
    settings.readModule(node["module"], &diagnostics)
    settings.readSelection(node["only"], &diagnostics)
    settings.readNames(node["names"], &diagnostics)
    settings.readFormats(node["formats"], &diagnostics)
    if let pages = node["pages"] { settings.pages = GeneratorConfiguration.Pages(pages, &diagnostics) }
    return settings
  }

  static func checkKeys(of node: JSONNode, known: [String], _ diagnostics: inout Diagnostics) {
    for member in node.members where !known.contains(member.key) {
      let suggestion = NearestName.suggestion(for: member.key, among: known)
      diagnostics.error(
        "unknown-key", "Unknown key '\(member.key)'\(suggestion)", at: member.value,
        hint: suggestion.isEmpty ? "known are \(known.joined(separator: ", "))" : nil)
    }
  }

  /// The value of a key that takes one of some words.
  private static func choice<Choice: RawRepresentable & CaseIterable>(
    _ node: JSONNode?, _ key: String, _ type: Choice.Type, _ diagnostics: inout Diagnostics
  ) -> Choice? where Choice.RawValue == String {
    guard let node else { return nil }
    if let text = node.string, let choice = Choice(rawValue: text) { return choice }
    let words = Choice.allCases.map(\.rawValue)
    let suggestion = node.string.map { NearestName.suggestion(for: $0, among: words) } ?? ""
    diagnostics.error(
      "invalid-configuration", "'\(key)' must be one of \(words.joined(separator: ", "))\(suggestion)", at: node)
    return nil
  }
}
