import OpenAPIClientGenerator
import OpenAPIDocument
import OpenAPISyntax

/// An `openapi-client.json`: the documents of a target and what is wanted of each.
struct ConfigurationFile {
  let path: String
  private(set) var documents: [DocumentSettings] = []
  private(set) var root: JSONNode?

  /// Reads the file; diagnostics say at which line what is wrong.
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

  /// The entry of a document; where it has several, the one with the namespace.
  func settings(for document: String, namespace: String?) -> DocumentSettings? {
    let wanted = FilePath.absolute(document)
    let folder = FilePath.folder(of: path)
    var first: DocumentSettings?
    for settings in documents where FilePath.absolute(FilePath.join(folder, settings.path)) == wanted {
      if namespace == nil || settings.namespace == namespace { return settings }
      if first == nil { first = settings }
    }
    return first
  }

  /// What the outputs of all documents depend on.
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
    if let namespace = node["namespace"]?.string, Generator.isNamespace(namespace) {
      settings.namespace = namespace
    } else {
      let isTaken = node["namespace"]?.string.map { Generator.isName($0) } ?? false
      diagnostics.error(
        "invalid-configuration", "'namespace' must be a Swift name such as 'PetStore'", at: node["namespace"] ?? node,
        hint: isTaken ? "generated code uses this one for something else" : nil)
    }
    settings.access = word(node["access"], "access", AccessLevel.self, &diagnostics)
    settings.grouping = word(node["group"], "group", DocumentSettings.Grouping.self, &diagnostics)
    settings.emission = word(node["emit"], "emit", DocumentSettings.Emission.self, &diagnostics)
    if let files = node["files"] {
      settings.files = (files.int.map { String($0) } ?? files.string).flatMap { FileLayout(text: $0) }
      if settings.files == nil {
        diagnostics.error("invalid-configuration", "'files' must be a number from 1 to 999, or \"tags\"", at: files)
      }
    }
    if let strict = node["strict"] {
      settings.strict = strict.bool
      if strict.bool == nil {
        diagnostics.error("invalid-configuration", "'strict' must be true or false", at: strict)
      }
    }
    settings.readIgnored(node["ignore"], &diagnostics)
    if let module = node["module"] {
      settings.module = module.string
      if module.string.map({ Generator.isName($0) }) != true {
        diagnostics.error("invalid-configuration", "'module' must be the name of the client's module", at: module)
      }
    }
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

  private static func word<Word: RawRepresentable & CaseIterable>(
    _ node: JSONNode?, _ key: String, _ type: Word.Type, _ diagnostics: inout Diagnostics
  ) -> Word? where Word.RawValue == String {
    guard let node else { return nil }
    if let text = node.string, let word = Word(rawValue: text) { return word }
    let words = Word.allCases.map(\.rawValue)
    let suggestion = node.string.map { NearestName.suggestion(for: $0, among: words) } ?? ""
    diagnostics.error(
      "invalid-configuration", "'\(key)' must be one of \(words.joined(separator: ", "))\(suggestion)", at: node)
    return nil
  }
}
