import OpenAPISyntax

/// Merges a document in several files into one tree.
///
/// Values of other files become components under the names that they have there, or replace a reference to them. Each
/// is included once and keeps its location.
struct Bundler {
  /// Where a value of another file is put.
  private enum Placement {
    /// In place of this object, which refers to it.
    case holder(JSONNode)
    case component(Keyword, String)
  }

  private let files: [LoadedFile]
  private let root: JSONTree
  private let references: [Linker.Reference]
  /// The reference of each object, or string of a discriminator's mapping, that is one.
  private var referenceByHolder: [JSONNode: Linker.Reference] = [:]
  private var placements: [JSONNode: Placement] = [:]
  /// The values that become components, in the order found.
  private var components: [(node: JSONNode, section: Keyword, name: String)] = []
  /// The names in each section of `components`.
  private var names: [Keyword: Set<String>] = [:]

  /// Decides where the values that linking found in other files are put.
  init(files: [LoadedFile], references: [Linker.Reference]) {
    self.files = files
    root = files[0].tree
    self.references = references
    for reference in references where referenceByHolder[reference.holder] == nil {
      referenceByHolder[reference.holder] = reference
    }
    findPlacements()
  }

  // MARK: Placements

  private mutating func findPlacements() {
    let targets = Set(references.map(\.target).filter { $0.tree !== root })
    var holders: [JSONNode: [Linker.Reference]] = [:]
    for reference in references { holders[reference.target, default: []].append(reference) }
    for reference in references where reference.target.tree !== root {
      let target = reference.target
      guard placements[target] == nil, !isPart(target, ofOneOf: targets) else { continue }
      placements[target] = placement(of: reference, holders[target] ?? [])
    }
  }

  /// Whether a value is inside another one that is referred to, and so included with it.
  private func isPart(_ node: JSONNode, ofOneOf targets: Set<JSONNode>) -> Bool {
    if ObjectKind(component: node) != nil { return false }
    var ancestor = node.parent
    while let current = ancestor {
      if targets.contains(current) { return true }
      ancestor = current.parent
    }
    return false
  }

  private mutating func placement(of reference: Linker.Reference, _ references: [Linker.Reference]) -> Placement {
    let bare = references.filter { $0.holder.count == 1 && $0.holder.isObject }
    // A component that is nothing but a reference is replaced by its target.
    for other in bare where other.holder.tree === root && ObjectKind(component: other.holder) == other.kind {
      return .holder(other.holder)
    }
    let section = reference.kind?.components
    if reference.kind == .pathItem, let first = bare.first { return .holder(first.holder) }
    guard let section else { return .holder(reference.holder) }
    let name = newName(for: reference.target, in: section)
    components.append((reference.target, section, name))
    return .component(section, name)
  }

  /// The name of a value: its key, or the name of its file, with a number if another component has it.
  private mutating func newName(for node: JSONNode, in section: Keyword) -> String {
    var text = node.key ?? ""
    if node.parent == nil {
      let file = node.tree.file.split(separator: "/").last ?? ""
      text = String(file.prefix { $0 != "." })
    }
    var name = ""
    for scalar in text.unicodeScalars {
      let isAllowed = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
      name.unicodeScalars.append(isAllowed || scalar == "." || scalar == "-" ? scalar : "_")
    }
    if name.isEmpty { name = "component" }
    if names[section] == nil { names[section] = rootNames(in: section) }
    var unique = name
    var number = 2
    while names[section]?.insert(unique).inserted == false {
      unique = name + String(number)
      number += 1
    }
    return unique
  }

  private func rootNames(in section: Keyword) -> Set<String> {
    guard let map = followed(root.root[.components]).flatMap({ followed($0[section]) }) else { return [] }
    return Set(map.members.map(\.key))
  }

  /// A map, or the one that it refers to as a whole.
  private func followed(_ map: JSONNode?) -> JSONNode? {
    map.map { referenceByHolder[$0]?.target ?? $0 }
  }

  /// The pointer of a value in the merged tree, in fragment form.
  private func pointer(of node: JSONNode) -> String {
    var tokens: [String] = []
    var current = node
    while true {
      switch placements[current] {
      case .component(let section, let name):
        return "#/components/\(section.name)/\(name)" + tokens.reversed().joined()
      case .holder(let holder):
        current = holder
        continue
      case nil: break
      }
      guard let parent = current.parent else { return "#" + tokens.reversed().joined() }
      let token = current.key.map { JSONPointer.escape($0) } ?? String(current.position(in: parent))
      tokens.append("/" + PercentEncoding.encode(token, .fragment))
      current = parent
    }
  }

  // MARK: The tree

  /// The merged tree.
  func tree() -> JSONTree {
    var tree = EditableTree(root.root)
    for file in files { tree.include(file.tree) }
    rewrite(EditableTree.root, &tree)
    for (node, section, name) in components {
      let parts = tree.object("components", in: EditableTree.root)
      let map = tree.object(section.name, in: parts)
      rewrite(tree.add(node, named: name, to: map), &tree)
    }
    return tree.tree()
  }

  /// Replaces references by their targets where these are placed there, and updates the others.
  private func rewrite(_ start: Int, _ tree: inout EditableTree) {
    var waiting = [start]
    while let value = waiting.popLast() {
      var node = tree.values[value].node
      var path: Set<JSONNode> = []
      while let reference = referenceByHolder[node], path.insert(node).inserted {
        guard case .holder(node)? = placements[reference.target] else {
          refer(value, to: reference, &tree)
          break
        }
        node = reference.target
        tree.replace(value, by: node)
      }
      dropIdentifier(of: node, value, &tree)
      for child in tree.children(of: value) {
        let inner = tree.values[child].node
        if inner.isContainer || inner.isString { waiting.append(child) }
      }
    }
  }

  private func refer(_ value: Int, to reference: Linker.Reference, _ tree: inout EditableTree) {
    let isInRoot = reference.holder.tree === root && reference.target.tree === root
    if isInRoot, files[0].resources.keys.allSatisfy({ $0 == 0 }) { return }
    var text = value
    if reference.holder.isObject {
      for keyword in [Keyword.ref, .dynamicRef, .recursiveRef] {
        guard let member = tree.member(Array(keyword.name.utf8), of: value) else { continue }
        text = member
        break
      }
    }
    tree.setText(pointer(of: reference.target), of: text)
  }

  /// References are now pointers from the root, and an `$id` would give them another base.
  private func dropIdentifier(of node: JSONNode, _ value: Int, _ tree: inout EditableTree) {
    guard node.isObject, let file = files.first(where: { $0.tree === node.tree }), !file.resources.isEmpty,
      file.resources[node.index] != nil,
      let identifier = tree.member(Array(Keyword.metaId.name.utf8), of: value)
    else { return }
    tree.remove([identifier])
  }
}
