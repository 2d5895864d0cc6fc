import OpenAPIClientGenerator
import OpenAPIDocument
import OpenAPISyntax

/// Reads the values of a document's entry.
extension DocumentSettings {
  mutating func readNamespace(_ node: JSONNode?, entry: JSONNode, _ diagnostics: inout Diagnostics) {
    if let text = node?.string, Generator.isNamespace(text) {
      namespace = text
      return
    }
    let isTaken = node?.string.map { Generator.isName($0) } ?? false
    diagnostics.error(
      "invalid-configuration", "'namespace' must be a Swift name such as 'PetStore'", at: node ?? entry,
      hint: isTaken ? "generated code uses this one for something else" : nil)
  }

  mutating func readFiles(_ node: JSONNode?, _ diagnostics: inout Diagnostics) {
    guard let node else { return }
    files = (node.int.map { String($0) } ?? node.string).flatMap { FileLayout(text: $0) }
    if files == nil {
      diagnostics.error("invalid-configuration", "'files' must be a number from 1 to 999, or \"tags\"", at: node)
    }
  }

  mutating func readStrict(_ node: JSONNode?, _ diagnostics: inout Diagnostics) {
    guard let node else { return }
    strict = node.bool
    if strict == nil { diagnostics.error("invalid-configuration", "'strict' must be true or false", at: node) }
  }

  mutating func readModule(_ node: JSONNode?, _ diagnostics: inout Diagnostics) {
    guard let node else { return }
    module = node.string
    if module.map({ Generator.isName($0) }) != true {
      diagnostics.error("invalid-configuration", "'module' must be the name of the client's module", at: node)
    }
  }

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
        hint: "the code of a warning is in brackets at its end")
    }
  }

  /// The paths are relative to the folder of the configuration.
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

  /// An array of strings, and the location of each.
  private mutating func list(
    _ node: JSONNode?, _ key: String, _ entry: (String) -> GeneratorConfiguration.Entry,
    _ diagnostics: inout Diagnostics
  ) -> [String] {
    guard let node else { return [] }
    let texts = node.elements.compactMap { element in
      element.string.map { (text: $0, location: Self.location(element)) }
    }
    if !node.isArray || texts.count != node.count {
      diagnostics.error("invalid-configuration", "'\(key)' must be an array of strings", at: node)
    }
    for (text, location) in texts { locations[entry(text)] = location }
    return texts.map(\.text)
  }

  /// The members of an object of strings, each with the location of its value.
  private static func texts(
    _ node: JSONNode?, _ key: String, _ diagnostics: inout Diagnostics
  ) -> [(key: String, text: String, node: JSONNode)] {
    guard let node else { return [] }
    let texts = node.members.compactMap { member in
      member.value.string.map { (key: member.key, text: $0, node: member.value) }
    }
    if !node.isObject || texts.count != node.count {
      diagnostics.error("invalid-configuration", "'\(key)' must be an object of strings", at: node)
    }
    return texts
  }

  private static func location(_ node: JSONNode) -> GeneratorConfiguration.EntryLocation {
    GeneratorConfiguration.EntryLocation(source: node.location, pointer: node.pointer)
  }
}
