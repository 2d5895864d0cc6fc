import OpenAPIClientGenerator
import OpenAPIDocument
import OpenAPISyntax

/// Reads what an entry says of the document's parts.
extension DocumentSettings {
  mutating func readSelection(_ node: JSONNode?, _ diagnostics: inout Diagnostics) {
    guard let node else { return }
    guard node.isObject else {
      diagnostics.error(
        "invalid-configuration", "'only' must be an object with 'operations', 'tags' or 'paths'", at: node)
      return
    }
    ConfigurationFile.checkKeys(of: node, known: ["operations", "tags", "paths"], &diagnostics)
    only = GeneratorConfiguration.Selection(
      operations: list(node["operations"], "operations", { .operation($0) }, &diagnostics),
      tags: list(node["tags"], "tags", { .tag($0) }, &diagnostics),
      paths: list(node["paths"], "paths", { .path($0) }, &diagnostics))
  }

  mutating func readNames(_ node: JSONNode?, _ diagnostics: inout Diagnostics) {
    for (key, name, member) in Self.texts(node, "names", &diagnostics) {
      if !Generator.isName(name, for: key, namespace: namespace) {
        diagnostics.error(
          "invalid-configuration", "'\(name)' can't be the name of what is at '\(key)'", at: member,
          hint: key.hasPrefix("#") || key.hasPrefix("/")
            ? "give a type a Swift name such as 'Pet' that generated code does not use itself"
            : "give an operation a Swift name such as 'addPet' that a client does not have itself")
      }
      names[key] = name
      locations[.name(key)] = Self.location(member)
    }
  }

  mutating func readFormats(_ node: JSONNode?, _ diagnostics: inout Diagnostics) {
    for (format, type, member) in Self.texts(node, "formats", &diagnostics) {
      if !Generator.isType(type) {
        diagnostics.error(
          "invalid-configuration", "'\(type)' isn't a Swift type", at: member, hint: "write a type such as 'URL'")
      }
      formats[format] = type
    }
  }

  mutating func readIgnored(_ node: JSONNode?, _ diagnostics: inout Diagnostics) {
    guard let node else { return }
    ignore = node.elements.compactMap(\.string)
    if !node.isArray || ignore.count != node.count {
      diagnostics.error(
        "invalid-configuration", "'ignore' must be an array of codes of warnings", at: node,
        hint: "a code stands in brackets at the end of a warning")
    }
  }

  /// Paths are relative to the folder of the configuration.
  mutating func readOverlays(_ node: JSONNode?, folder: String, _ diagnostics: inout Diagnostics) {
    guard let node else { return }
    for element in node.elements {
      if let path = element.string, !path.isEmpty {
        overlays.append(Overlay(path: FilePath.join(folder, path), node: element))
      }
    }
    if !node.isArray || overlays.count != node.count {
      diagnostics.error(
        "invalid-configuration", "'overlays' must be an array of paths, relative to this file", at: node)
    }
  }

  private mutating func list(
    _ node: JSONNode?, _ key: String, _ entry: (String) -> GeneratorConfiguration.Entry,
    _ diagnostics: inout Diagnostics
  ) -> [String] {
    guard let node else { return [] }
    var texts: [String] = []
    var isGood = node.isArray
    for element in node.elements {
      guard let text = element.string else {
        isGood = false
        continue
      }
      texts.append(text)
      locations[entry(text)] = Self.location(element)
    }
    if !isGood { diagnostics.error("invalid-configuration", "'\(key)' must be an array of strings", at: node) }
    return texts
  }

  private static func texts(
    _ node: JSONNode?, _ key: String, _ diagnostics: inout Diagnostics
  ) -> [(key: String, text: String, node: JSONNode)] {
    guard let node else { return [] }
    var texts: [(key: String, text: String, node: JSONNode)] = []
    var isGood = node.isObject
    for member in node.members {
      if let text = member.value.string { texts.append((member.key, text, member.value)) } else { isGood = false }
    }
    if !isGood { diagnostics.error("invalid-configuration", "'\(key)' must be an object of strings", at: node) }
    return texts
  }

  private static func location(_ node: JSONNode) -> GeneratorConfiguration.EntryLocation {
    GeneratorConfiguration.EntryLocation(source: node.location, pointer: node.pointer)
  }
}
