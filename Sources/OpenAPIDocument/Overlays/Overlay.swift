import OpenAPISyntax

/// An overlay (OpenAPI Overlay 1.0 and 1.1): changes to a document in a file of their own.
struct Overlay {
  /// A change to everything that a target selects.
  struct Action {
    /// The string of the target.
    let node: JSONNode
    let text: String
    let target: JSONPath
    let change: Change
  }

  /// What an action does.
  enum Change {
    case update(JSONNode)
    /// The path of the source, and its string in the overlay.
    case copy(JSONPath, JSONNode)
    case remove
  }

  /// The changes, in the order in which they are made.
  private(set) var actions: [Action] = []
  private let isFirstVersion: Bool

  /// Reads an overlay, and reports its mistakes.
  ///
  /// Actions that can't be used are left out, so that mistakes in others are reported too.
  init?(_ tree: JSONTree, diagnostics: inout Diagnostics) {
    let root = tree.root
    guard root.isObject, let version = root["overlay"] else {
      diagnostics.error(
        "invalid-overlay", "This is not an overlay: it has no `overlay` with the version", at: root,
        hint: "an overlay is an object with `overlay: 1.1.0`, `info` and `actions`")
      return nil
    }
    let text = version.string ?? version.numberText ?? ""
    if version.isNumber {
      diagnostics.warning("wrong-value-kind", "`overlay` must be a string, but is a number", at: version)
    }
    isFirstVersion = Self.isVersion(text, "1.0")
    guard isFirstVersion || Self.isVersion(text, "1.1") else {
      diagnostics.error(
        "unsupported-version", "This is not a version of OpenAPI Overlay that can be read: " + version.compactText,
        at: version, hint: "1.0 and 1.1 can be read")
      return nil
    }
    Self.checkKeys(of: root, known: ["overlay", "info", "extends", "actions"], &diagnostics)
    Self.checkInfo(of: root, &diagnostics)
    guard let list = root["actions"], list.isArray, !list.elements.isEmpty else {
      diagnostics.error(
        "invalid-overlay", "`actions` must be an array of at least one action", at: root["actions"] ?? root)
      return nil
    }
    for element in list.elements {
      if let action = action(element, &diagnostics) { actions.append(action) }
    }
  }

  private static func isVersion(_ text: String, _ version: String) -> Bool {
    text == version || text.hasPrefix(version + ".")
  }

  private static func checkKeys(of node: JSONNode, known: [String], _ diagnostics: inout Diagnostics) {
    for member in node.members where !known.contains(member.key) && !member.key.hasPrefix("x-") {
      let suggestion = NearestName.suggestion(for: member.key, among: known)
      diagnostics.error(
        "unknown-key", "Unknown key '\(member.key)'\(suggestion)", at: member.value,
        hint: suggestion.isEmpty ? "the keys are \(quoted(known, by: "'")) and names that begin with x-" : nil)
    }
  }

  private static func checkInfo(of root: JSONNode, _ diagnostics: inout Diagnostics) {
    guard let info = root["info"] else {
      diagnostics.warning("missing-field", "The overlay has no `info`", at: root)
      return
    }
    guard info.isObject else {
      diagnostics.wrongKind(info, "`info` must be an object")
      return
    }
    checkKeys(of: info, known: ["title", "version", "description"], &diagnostics)
    for key in ["title", "version"] where info[key] == nil {
      diagnostics.warning("missing-field", "`info` of the overlay has no `\(key)`", at: info)
    }
  }

  // MARK: Actions

  private func action(_ node: JSONNode, _ diagnostics: inout Diagnostics) -> Action? {
    guard node.isObject else {
      diagnostics.error("invalid-overlay", "An action must be an object with a `target`", at: node)
      return nil
    }
    Self.checkKeys(of: node, known: ["target", "description", "update", "copy", "remove"], &diagnostics)
    guard let targetNode = node["target"] else {
      diagnostics.error(
        "invalid-overlay", "The action has no `target`", at: node, hint: "write a JSONPath that selects what it changes"
      )
      return nil
    }
    let target = Self.path(targetNode, &diagnostics)
    guard let change = change(node, &diagnostics), let target, let text = targetNode.string else { return nil }
    return Action(node: targetNode, text: text, target: target, change: change)
  }

  private func change(_ node: JSONNode, _ diagnostics: inout Diagnostics) -> Change? {
    let remove = node["remove"]
    if let remove, !remove.isBool {
      diagnostics.error("invalid-overlay", "`remove` must be true or false", at: remove)
      return nil
    }
    let update = node["update"]
    let copy = node["copy"]
    if remove?.bool == true {
      for ignored in [update, copy] {
        if let ignored {
          diagnostics.warning(
            "ignored-update", "The action removes its target, so this has no effect", at: ignored, hint: "remove it")
        }
      }
      return .remove
    }
    if let copy {
      if update != nil {
        diagnostics.error(
          "invalid-overlay", "An action can't have both `update` and `copy`", at: copy, hint: "write two actions")
        return nil
      }
      if isFirstVersion {
        diagnostics.warning(
          "version-mismatch", "Overlay 1.0 has no `copy`; it is applied as in 1.1", at: copy,
          hint: "write 1.1.0 as the version")
      }
      return Self.path(copy, &diagnostics).map { .copy($0, copy) }
    }
    guard let update else {
      diagnostics.error(
        "invalid-overlay", "The action does nothing", at: node, hint: "give it `update`, `copy` or `remove: true`")
      return nil
    }
    return .update(update)
  }

  private static func path(_ node: JSONNode, _ diagnostics: inout Diagnostics) -> JSONPath? {
    guard let text = node.string else {
      diagnostics.error("invalid-overlay", "`\(node.key ?? "")` must be a string, a JSONPath", at: node)
      return nil
    }
    do throws(JSONPath.SyntaxError) {
      return try JSONPath(text)
    } catch {
      diagnostics.add(
        Diagnostic(
          severity: .error, code: "invalid-jsonpath",
          message: "'\(text)' is not a JSONPath: \(error.message), at its column \(error.offset + 1)",
          location: node.location(ofContentByte: error.offset), pointer: node.pointer))
      return nil
    }
  }
}
