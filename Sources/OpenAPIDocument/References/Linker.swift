/// Visits every object of a document, resolves its references, and loads the files that they refer to.
///
/// It has a queue instead of recursion, because references may be circular and documents deep. It is a class, because
/// visiting adds to the queue and to several tables; `LinkedDocument` is the result.
final class Linker {
  typealias Load = (String) -> [UInt8]?

  /// An object to visit.
  struct Item {
    let node: JSONNode
    let kind: ObjectKind
  }

  /// A reference and its target.
  struct Reference {
    /// The object with the reference, or a string of a discriminator's mapping.
    let holder: JSONNode
    let target: JSONNode
    /// The kind that the target is read as; nil for a map of objects.
    let kind: ObjectKind?
  }

  /// A reference that may appear at several locations.
  struct KnownReference: Hashable {
    let file: Int
    let text: String
    let kind: ObjectKind
  }

  /// The target of a reference.
  struct Destination {
    let node: JSONNode
    /// Whether `node` is a schema where another kind of object is expected.
    var isSubstituteSchema = false
  }

  var files: [LoadedFile] = []
  /// The paths of files that can't be used; each is reported once.
  var brokenFiles: Set<String> = []
  var diagnostics = Diagnostics()
  var targets: [JSONNode: JSONNode] = [:]
  /// Targets that are schemas where another kind of object is expected.
  var substituteSchemas: [JSONNode: JSONNode] = [:]
  /// The keys of `targets` in the order found.
  var holders: [JSONNode] = []
  /// Every reference with a target, in the order found.
  var references: [Reference] = []
  /// Every schema visited, in the order found.
  var schemas: [JSONNode] = []
  /// Members whose keys resemble keywords.
  private(set) var misspellings: [KeywordChecker.Misspelling] = []
  private var resemblances = KeywordChecker.Resemblances()
  /// The targets of references that were resolved before.
  var knownDestinations: [KnownReference: Destination?] = [:]
  /// The members of large objects, by key number.
  var largeObjects: [JSONNode: [UInt32: UInt32]] = [:]
  /// The keys of objects by their lowercase forms, for hints.
  var lowercaseKeys: [JSONNode: [String: String]] = [:]
  let version: Document.Version
  /// The files that a document of Swagger 2.0 refers to; nil for OpenAPI 3.
  let swagger: SwaggerFiles?
  private var queue: [Item] = []

  init(
    root: JSONTree, path: String, version: Document.Version, swagger: SwaggerFiles? = nil
  ) {
    self.swagger = swagger
    files = [LoadedFile(tree: root, path: path)]
    self.version = version
  }

  /// Visits every object of a document.
  func linkDocument(_ root: JSONNode, load: Load) {
    for keyword in [Keyword.paths, .webhooks] {
      if let map = followMap(root[keyword], load) { enqueueMap(map, .pathItem) }
    }
    if let components = followMap(root[.components], load) {
      for member in components.children {
        guard let keyword = member.keyword, let kind = ObjectKind(components: keyword) else { continue }
        if let map = followMap(member, load) { enqueueMap(map, kind) }
      }
    }
    run(load)
  }

  private func run(_ load: Load) {
    var next = 0
    while next < queue.count {
      let item = queue[next]
      next += 1
      visit(item.node, as: item.kind, load)
    }
    queue = []
    breakCycles()
  }

  /// The finished table.
  func table() -> ReferenceTable {
    ReferenceTable(
      targets: targets, substituteSchemas: substituteSchemas,
      treesWithSiblings: files.map(\.tree).filter(allowsReferenceSiblings))
  }

  /// The number of the file that a node belongs to.
  func file(of node: JSONNode) -> Int {
    files.firstIndex { $0.tree === node.tree } ?? 0
  }

  func enqueue(_ node: JSONNode, _ kind: ObjectKind) {
    let file = file(of: node)
    let index = Int(node.index)
    if files[file].visited[index] & kind.bit != 0 { return }
    files[file].visited[index] |= kind.bit
    queue.append(Item(node: node, kind: kind))
    if kind == .schema { schemas.append(node) }
  }

  private func enqueueMap(_ map: JSONNode, _ kind: ObjectKind) {
    guard map.isObject else { return }
    for member in map.children { enqueue(member, kind) }
  }

  private func enqueueList(_ list: JSONNode, _ kind: ObjectKind) {
    guard list.isArray else { return }
    for element in list.children { enqueue(element, kind) }
  }

  /// The target of a map that is a reference as a whole, which documents have although the specification doesn't allow
  /// it; any other map itself.
  private func followMap(_ map: JSONNode?, _ load: Load) -> JSONNode? {
    guard let map, let reference = map[.ref], let text = reference.string else { return map }
    guard let target = locate(text, at: reference, kind: nil, load) else { return map }
    targets[map] = target
    holders.append(map)
    references.append(Reference(holder: map, target: target, kind: nil))
    return target
  }

  private func visit(_ node: JSONNode, as kind: ObjectKind, _ load: Load) {
    guard node.isObject else { return }
    if kind == .schema { return visitSchema(node, load) }
    if let reference = node[.ref], reference.isString {
      resolve(reference, holder: node, kind: kind, load)
      if kind != .pathItem { return }
    }
    if kind == .callback { return enqueueMap(node, .pathItem) }
    for member in node.children {
      if let keyword = member.keyword {
        visit(member, keyword, of: kind, load)
      } else {
        noteUnknown(member, of: node, kind)
      }
    }
  }

  private func visit(_ member: JSONNode, _ keyword: Keyword, of kind: ObjectKind, _ load: Load) {
    switch (kind, keyword) {
    case (.pathItem, .parameters), (.operation, .parameters): enqueueList(member, .parameter)
    case (.pathItem, .get), (.pathItem, .put), (.pathItem, .post), (.pathItem, .delete), (.pathItem, .options),
      (.pathItem, .head), (.pathItem, .patch), (.pathItem, .trace), (.pathItem, .query):
      enqueue(member, .operation)
    case (.pathItem, .additionalOperations): enqueueMap(member, .operation)
    case (.operation, .requestBody): enqueue(member, .requestBody)
    case (.operation, .responses): if let map = followMap(member, load) { enqueueMap(map, .response) }
    case (.operation, .callbacks): enqueueMap(member, .callback)
    case (.parameter, .schema), (.header, .schema), (.mediaType, .schema), (.mediaType, .itemSchema):
      enqueue(member, .schema)
    case (.parameter, .content), (.header, .content), (.requestBody, .content), (.response, .content):
      enqueueMap(member, .mediaType)
    case (.parameter, .examples), (.header, .examples), (.mediaType, .examples): enqueueMap(member, .example)
    case (.response, .headers), (.encoding, .headers): enqueueMap(member, .header)
    case (.response, .links): enqueueMap(member, .link)
    case (.mediaType, .encoding), (.encoding, .encoding): enqueueMap(member, .encoding)
    case (.mediaType, .prefixEncoding), (.encoding, .prefixEncoding): enqueueList(member, .encoding)
    case (.mediaType, .itemEncoding), (.encoding, .itemEncoding): enqueue(member, .encoding)
    default: break
    }
  }

  private func noteUnknown(_ member: JSONNode, of owner: JSONNode, _ kind: ObjectKind) {
    guard let meant = resemblances.keyword(for: member, in: kind) else { return }
    misspellings.append(KeywordChecker.Misspelling(member: member, owner: owner, kind: kind, meant: meant))
  }

  private func visitSchema(_ node: JSONNode, _ load: Load) {
    if let reference = node[.ref] ?? node[.dynamicRef] ?? node[.recursiveRef], reference.isString {
      resolve(reference, holder: node, kind: .schema, load)
      if reference.keyword == .ref, !allowsReferenceSiblings(in: node.tree) { return }
    }
    for member in node.children {
      guard let keyword = member.schemaKeyword else {
        if member.keyword == nil { noteUnknown(member, of: node, .schema) }
        continue
      }
      switch keyword {
      case .properties, .patternProperties, .defs, .definitions, .dependentSchemas, .dependencies:
        enqueueMap(member, .schema)
      case .allOf, .anyOf, .oneOf, .prefixItems:
        enqueueList(member, .schema)
      case .items where member.isArray:
        enqueueList(member, .schema)
      case .items, .additionalItems, .contains, .additionalProperties, .propertyNames, .unevaluatedProperties,
        .unevaluatedItems, .not, .if, .then, .else, .contentSchema:
        if member.isObject { enqueue(member, .schema) }
      case .discriminator:
        linkMapping(of: member, load)
      default: break
      }
    }
  }

  /// Whether members beside a `$ref` count in all files, or in none.
  var filesAgree: Bool { Set(files.map { allowsReferenceSiblings(in: $0.tree) }).count == 1 }

  /// Whether members beside a `$ref` count in a file: they do from OpenAPI 3.1 on.
  private func allowsReferenceSiblings(in tree: JSONTree) -> Bool {
    guard tree !== files[0].tree, let text = tree.root[.openapi]?.string,
      let own = Document.Version(text: text)
    else { return version != .v3_0 }
    return own != .v3_0
  }

  private func linkMapping(of discriminator: JSONNode, _ load: Load) {
    if let fallback = discriminator[.defaultMapping] { linkMappingValue(fallback, load) }
    guard let mapping = discriminator[.mapping], mapping.isObject else { return }
    for member in mapping.children { linkMappingValue(member, load) }
  }

  /// A mapping refers to a schema by its component name or by reference (OpenAPI 3.1, section Discriminator Object).
  private func linkMappingValue(_ value: JSONNode, _ load: Load) {
    guard let text = value.string else { return }
    let component = component(named: text, kind: .schema, near: value)
    guard let destination = component ?? locate(text, at: value, kind: .schema, load) else { return }
    targets[value] = destination
    references.append(Reference(holder: value, target: destination, kind: .schema))
    enqueue(destination, .schema)
  }

  /// Removes and reports references that refer to themselves through other references only.
  private func breakCycles() {
    var checked: Set<JSONNode> = []
    for start in holders {
      var path: [JSONNode] = []
      var onPath: Set<JSONNode> = []
      var node = start
      while !checked.contains(node), let target = targets[node] {
        guard onPath.insert(node).inserted else {
          diagnostics.warning(
            "reference-cycle", "This reference is part of a cycle of references, so it has no effect",
            at: node[.ref] ?? node, hint: "define one schema of the cycle without a `$ref`")
          for member in path.drop(while: { $0 != node }) { targets[member] = nil }
          break
        }
        path.append(node)
        node = target
      }
      checked.formUnion(path)
    }
  }
}
