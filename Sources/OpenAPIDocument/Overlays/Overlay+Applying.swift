import OpenAPISyntax

extension Overlay {
  /// Makes the changes in order, and reports those that can't be made.
  func apply(to tree: inout EditableTree, diagnostics: inout Diagnostics) {
    for action in actions { apply(action, to: &tree, &diagnostics) }
  }

  private func apply(_ action: Action, to tree: inout EditableTree, _ diagnostics: inout Diagnostics) {
    guard let selected = select(action.target, action.node, in: &tree, &diagnostics) else { return }
    guard !selected.isEmpty else {
      diagnostics.error(
        "unmatched-target", "Nothing in the document matches '\(action.text)'", at: action.node,
        hint: missing(action.target, action.text, in: &tree))
      return
    }
    switch action.change {
    case .remove:
      guard !selected.contains(EditableTree.root) else {
        diagnostics.error("invalid-overlay", "The whole document can't be removed", at: action.node)
        return
      }
      tree.remove(selected)
    case .update(let node):
      guard isUniform(selected, action, in: tree, &diagnostics) else { return }
      merge(into: selected, &tree, &diagnostics) { tree, target throws(EditableTree.Refusal) in
        try tree.merge(node, into: target)
      }
    case .copy(let path, let node):
      guard isUniform(selected, action, in: tree, &diagnostics),
        let sources = select(path, node, in: &tree, &diagnostics)
      else { return }
      guard sources.count == 1 else {
        diagnostics.error(
          "unmatched-target", "`copy` must select one value, but selects \(sources.count)", at: node,
          hint: sources.isEmpty ? missing(path, node.string ?? "", in: &tree) : "select only the one to copy")
        return
      }
      merge(into: selected, &tree, &diagnostics) { tree, target throws(EditableTree.Refusal) in
        try tree.mergeCopy(of: sources[0], into: target)
      }
    }
  }

  /// The values that a path selects, each once; nil, and an error, if that takes too long.
  private func select(
    _ path: JSONPath, _ node: JSONNode, in tree: inout EditableTree, _ diagnostics: inout Diagnostics
  ) -> [Int]? {
    guard let selected = path.select(in: &tree) else {
      diagnostics.error(
        "invalid-jsonpath", "This path selects the same values over and over, so it was not fully evaluated", at: node,
        hint: "use fewer `..`")
      return nil
    }
    var seen: Set<Int> = []
    return selected.filter { seen.insert($0).inserted }
  }

  /// Whether all targets are objects, all arrays or all neither, as the specification requires of `update` and `copy`.
  private func isUniform(
    _ selected: [Int], _ action: Action, in tree: EditableTree, _ diagnostics: inout Diagnostics
  ) -> Bool {
    let nodes = selected.map { tree.values[$0].node }
    let objects = nodes.count { $0.isObject }
    let arrays = nodes.count { $0.isArray }
    if objects != 0 && objects != nodes.count || arrays != 0 && arrays != nodes.count {
      diagnostics.error(
        "incompatible-update",
        "The target selects values of different kinds: \(objects) objects, \(arrays) arrays, "
          + "\(nodes.count - objects - arrays) others", at: action.node, hint: "write an action for each kind")
      return false
    }
    return true
  }

  private func merge(
    into selected: [Int], _ tree: inout EditableTree, _ diagnostics: inout Diagnostics,
    _ change: (inout EditableTree, Int) throws(EditableTree.Refusal) -> Void
  ) {
    for target in selected {
      do throws(EditableTree.Refusal) {
        try change(&tree, target)
      } catch {
        diagnostics.error(error.code, error.message, at: error.node, hint: error.hint)
        return
      }
    }
  }

  /// A hint that says how far a path matches, and which name may have been meant.
  private func missing(_ path: JSONPath, _ text: String, in tree: inout EditableTree) -> String? {
    var end = 1
    var reached = [EditableTree.root]
    for (index, segment) in path.segments.enumerated() {
      guard let selected = path.prefix(index + 1).select(in: &tree), !selected.isEmpty else {
        let utf8 = Array(text.utf8)
        let found = String(decoding: utf8[..<end], as: UTF8.self)
        var hint = "'\(found)' is there, '\(String(decoding: utf8[end..<segment.end], as: UTF8.self))' in it is not"
        if case .name(let name)? = segment.selectors.first, !segment.isDescendant {
          let names = reached.prefix(100).flatMap { value in tree.children(of: value).compactMap { tree.name(of: $0) } }
          hint += NearestName.suggestion(for: String(decoding: name, as: UTF8.self), among: names)
        }
        return hint
      }
      reached = selected
      end = segment.end
    }
    return nil
  }
}

extension Document {
  /// Applies overlays to a document, in order; nil, and errors, if one of them can't be applied.
  static func applying(
    _ overlays: [String], to tree: JSONTree, _ load: (String) -> [UInt8]?, _ diagnostics: inout Diagnostics
  ) -> JSONTree? {
    if overlays.isEmpty { return tree }
    var problems = Diagnostics()
    var edited = EditableTree(tree.root)
    for path in overlays {
      guard let bytes = load(path) else {
        problems.add(
          Diagnostic(
            severity: .error, code: "missing-file", message: "The overlay can't be found", hint: "check its path",
            location: FileLocation(file: path, line: 1, column: 1), pointer: "#"))
        continue
      }
      guard let file = JSONTree.read(bytes, file: path, diagnostics: &problems),
        let overlay = Overlay(file, diagnostics: &problems)
      else { continue }
      overlay.apply(to: &edited, diagnostics: &problems)
    }
    diagnostics.add(contentsOf: problems)
    return problems.hasErrors ? nil : edited.tree()
  }
}
