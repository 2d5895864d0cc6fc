import OpenAPISyntax

extension Linker {
  /// Resolves a reference, records its target for the node that holds it, and queues the target.
  func resolve(_ reference: JSONNode, holder: JSONNode, kind: ObjectKind, _ load: Load) {
    guard let text = reference.string else { return }
    let fileIndex = file(of: reference)
    let key = KnownReference(file: fileIndex, text: text, kind: kind)
    // With `$id` in the file, and in `$dynamicRef`, the same text may have different targets at different locations.
    let isCacheable = files[fileIndex].resources.isEmpty && reference.keyword != .dynamicRef
    var destination: Destination?
    if isCacheable, let found = knownDestinations[key], found != nil || !text.hasPrefix("#") {
      destination = found
    } else {
      // A broken pointer is reported at each location.
      if let node = locate(text, at: reference, kind: kind, load) {
        destination = adapt(node, to: kind, for: reference)
      }
      if isCacheable { knownDestinations[key] = .some(destination) }
    }
    guard let destination else { return }
    let target = destination.node
    references.append(Reference(holder: holder, target: target, kind: destination.isSubstituteSchema ? .schema : kind))
    if destination.isSubstituteSchema {
      substituteSchemas[holder] = target
      enqueue(target, .schema)
    } else {
      targets[holder] = target
      holders.append(holder)
      enqueue(target, kind)
    }
  }

  /// The node that a reference leads to; reports why if there is none.
  func locate(_ text: String, at node: JSONNode, kind: ObjectKind?, _ load: Load) -> JSONNode? {
    let reference = ReferenceText(text)
    if node.keyword == .dynamicRef, reference.resource.isEmpty, let name = reference.fragment,
      let schemas = files[file(of: node)].dynamicAnchors[name]
    {
      return schema(around: node, among: schemas, text)
    }
    if let guess = guessInsteadOfFile(reference, at: node, kind: kind) {
      reportImprecise(text, at: node, guess)
      return guess
    }
    guard let resource = resource(of: reference, at: node, kind: kind, load) else { return nil }
    if let target = target(reference.fragment, in: resource, load, depth: 0) { return target }
    if let guess = guess(text, at: node, kind: kind, resource: resource) {
      reportImprecise(text, at: node, guess)
      return guess
    }
    var message = "There is nothing at \"\(text)\""
    if kind == .schema { message += "; any value is accepted here" }
    return unresolved(message, at: node, hint: hint(for: reference, in: resource))
  }

  /// The nearest schema around a `$dynamicRef` with its name as `$dynamicAnchor`.
  ///
  /// Other schemas are never used, not even a single one: a second one, added later for another operation, would change
  /// the types that were made from the first.
  private func schema(around reference: JSONNode, among schemas: [JSONNode], _ text: String) -> JSONNode? {
    if let schema = sequence(first: reference, next: \.parent).first(where: schemas.contains) { return schema }
    diagnostics.warning(
      "ambiguous-dynamic-reference",
      "The schema that \"\(text)\" means depends on where it is used; any value is accepted here", at: reference,
      hint: "describe each use with a schema of its own, and `$ref`")
    return nil
  }

  /// Reports a broken reference.
  private func unresolved(_ message: String, at node: JSONNode, hint: String) -> JSONNode? {
    diagnostics.warning("unresolved-reference", message, at: node, hint: hint)
    return nil
  }

  private func reportImprecise(_ text: String, at node: JSONNode, _ guess: JSONNode) {
    let precise = guess.pointer
    if precise == text {
      diagnostics.warning(
        "imprecise-reference",
        "There is nothing at \"\(text)\" in the `$id` around it; it is read from the start of the file",
        at: node, hint: "remove the `$id`")
    } else {
      diagnostics.warning(
        "imprecise-reference", "\"\(text)\" is not a correct reference; it is read as \(precise)", at: node,
        hint: "write \"\(guess.tree === node.tree ? "" : guess.tree.file)\(precise)\"")
    }
  }

  /// The component that a bare name or a pointer without `#` means, although it has the form of a path; nil if such a
  /// file was loaded.
  private func guessInsteadOfFile(
    _ reference: ReferenceText, at node: JSONNode, kind: ObjectKind?
  ) -> JSONNode? {
    if reference.fragment != nil || reference.resource.isEmpty || ReferenceText.hasScheme(reference.resource) {
      return nil
    }
    let own = files[file(of: node)]
    let uri = ReferenceText.resolve(reference.resource, base: own.base(of: node))
    let path = ReferenceText.resolve(PercentEncoding.decode(reference.resource), base: own.path)
    if files.contains(where: { $0.path == path || $0.resource(uri) != nil }) { return nil }
    return guess(reference.resource, at: node, kind: kind, resource: own.tree.root)
  }

  /// The root of the file or of the schema with `$id` that a reference points into.
  private func resource(
    of reference: ReferenceText, at node: JSONNode, kind: ObjectKind?, _ load: Load
  ) -> JSONNode? {
    let own = files[file(of: node)]
    if reference.resource.isEmpty { return own.resourceRoot(of: node) }
    let uri = ReferenceText.resolve(reference.resource, base: own.base(of: node))
    for file in files {
      if let found = file.resource(uri) { return found }
    }
    if ReferenceText.hasScheme(reference.resource) {
      return unresolved(
        "\"\(reference.resource)\" is a network address; only files are read", at: node,
        hint: "save it beside the document and refer to the file")
    }
    let path = ReferenceText.resolve(PercentEncoding.decode(reference.resource), base: own.path)
    if let file = files.first(where: { $0.path == path }) { return file.tree.root }
    if reference.fragment == nil, let components = kind?.components, Linker.isBareName(reference.resource) {
      return unresolved(
        "There is no component \"\(reference.resource)\" in `\(components.name)`", at: node,
        hint: "define it there, or correct the name")
    }
    return loadFile(path, isAbsolute: reference.resource.utf8.first == UInt8(ascii: "/"), for: node, load)
  }

  /// Whether a text has neither slashes nor dots, as a file's path would.
  private static func isBareName(_ text: String) -> Bool {
    !text.utf8.contains(UInt8(ascii: "/")) && !text.utf8.contains(UInt8(ascii: "."))
  }

  private func loadFile(_ path: String, isAbsolute: Bool, for node: JSONNode, _ load: Load) -> JSONNode? {
    if brokenFiles.contains(path) { return nil }
    // A document must not choose files from anywhere on the machine.
    guard !isAbsolute, let bytes = load(path) else {
      brokenFiles.insert(path)
      return unresolved(
        isAbsolute ? "Files are not read by absolute path" : "The file \(path) can't be found", at: node,
        hint: "references to files are relative to the file that contains them")
    }
    var problems = Diagnostics()
    guard let tree = JSONTree.read(bytes, file: path, diagnostics: &problems) else {
      brokenFiles.insert(path)
      let reason = problems.all.first.map { "\($0.location): \($0.message)" } ?? "it is neither JSON nor YAML"
      return unresolved("The file \(path) can't be read: \(reason)", at: node, hint: "correct the file")
    }
    diagnostics.add(contentsOf: problems)
    let converted = convert(tree, load)
    files.append(LoadedFile(tree: converted, path: path))
    return converted.root
  }

  /// A file of a Swagger document, converted to OpenAPI 3; any other file unchanged.
  private func convert(_ tree: JSONTree, _ load: Load) -> JSONTree {
    guard let swagger, tree.root[.openapi] == nil else { return tree }
    guard SwaggerConversion.isSwagger(tree.root) else { return SwaggerConversion.fragment(tree) }
    return SwaggerConversion.document(tree, swagger, load: load, &diagnostics)
  }

  /// The target of a fragment, which may be empty, a pointer or an anchor.
  private func target(_ fragment: String?, in resource: JSONNode, _ load: Load, depth: Int) -> JSONNode? {
    guard let fragment, !fragment.isEmpty else { return resource }
    if let moved = converted(fragment, in: resource) { return moved }
    guard fragment.utf8.first == UInt8(ascii: "/") else {
      return files[file(of: resource)].anchor(PercentEncoding.decode(fragment), in: resource)
    }
    if let tokens = JSONPointer.tokens(of: "#" + fragment),
      let node = follow(tokens, from: resource, load, depth: depth)
    {
      return node
    }
    // The percent sign may be part of a key.
    if fragment.utf8.contains(UInt8(ascii: "%")), let tokens = JSONPointer.tokens(of: fragment) {
      return follow(tokens, from: resource, load, depth: depth)
    }
    return nil
  }

  /// The value that was converted from the one at a pointer of the original file; nil for a file that was not
  /// converted.
  private func converted(_ fragment: String, in resource: JSONNode) -> JSONNode? {
    guard let original = resource.tree.original, resource.index == 0,
      let node = original.tree.root.resolve(pointer: "#" + fragment), original.convertedNumbers[Int(node.index)] > 0
    else { return nil }
    return JSONNode(tree: resource.tree, index: original.convertedNumbers[Int(node.index)] - 1)
  }

  /// Follows a pointer, through references where necessary.
  private func follow(_ tokens: [[UInt8]], from root: JSONNode, _ load: Load, depth: Int) -> JSONNode? {
    var node = root
    for token in tokens {
      var next = child(token, of: node)
      let reference = next == nil ? member(Keyword.ref.id, of: node) : nil
      if depth < 8, let reference, let text = reference.string {
        let parts = ReferenceText(text)
        var resource: JSONNode?
        if parts.resource.isEmpty {
          resource = files[file(of: node)].resourceRoot(of: node)
        } else {
          resource = self.resource(of: parts, at: reference, kind: nil, load)
        }
        if let resource, let through = target(parts.fragment, in: resource, load, depth: depth + 1) {
          next = child(token, of: through)
        }
      }
      guard let next else { return nil }
      node = next
    }
    return node
  }

  /// A member or element.
  private func child(_ token: [UInt8], of node: JSONNode) -> JSONNode? {
    guard node.isObject else { return node.child(named: token) }
    guard let key = node.tree.keys.find(token) else { return nil }
    return member(key, of: node)
  }

  /// A member by its key's number; large objects are indexed when they are first searched.
  private func member(_ key: UInt32, of node: JSONNode) -> JSONNode? {
    guard node.isObject else { return nil }
    guard node.cell.end - node.index > 256 else { return node.member(key) }
    if largeObjects[node] == nil {
      var members: [UInt32: UInt32] = [:]
      for child in node.children { members[child.keyID] = child.index }
      largeObjects[node] = members
    }
    guard let index = largeObjects[node]?[key] else { return nil }
    return JSONNode(tree: node.tree, index: index)
  }

  /// The component with a name, in the file of a node or in the root file.
  func component(named name: String, kind: ObjectKind, near node: JSONNode) -> JSONNode? {
    guard let keyword = kind.components else { return nil }
    let token = Array(name.utf8)
    for root in [node.tree.root, files[0].tree.root] {
      if let map = root[.components]?[keyword], map.isObject, let found = child(token, of: map) { return found }
    }
    return nil
  }

  /// The most likely target of an incorrect reference: the bare name of a component, a pointer without `#`, or a
  /// pointer as in Swagger 2.0.
  private func guess(_ text: String, at node: JSONNode, kind: ObjectKind?, resource: JSONNode) -> JSONNode? {
    let plain = String(text.drop { "#/.".contains($0) })
    if plain.isEmpty { return nil }
    if !plain.utf8.contains(UInt8(ascii: "/")) {
      guard let kind else { return nil }
      return component(named: PercentEncoding.decode(plain), kind: kind, near: node)
    }
    guard var tokens = JSONPointer.tokens(of: "#/" + plain), tokens.count >= 2 else { return nil }
    let roots = [resource.tree.root, node.tree.root]
    if let target = target(tokens, fromOneOf: roots) { return target }
    if tokens[0] == Array("definitions".utf8) { tokens[0] = Array("schemas".utf8) }
    if tokens.count == 2 { tokens.insert(Array("components".utf8), at: 0) }
    return target(tokens, fromOneOf: roots)
  }

  private func target(_ tokens: [[UInt8]], fromOneOf roots: [JSONNode]) -> JSONNode? {
    roots.lazy.compactMap { self.descendant(tokens[...], of: $0) }.first
  }

  /// Follows a pointer, but no references.
  private func descendant(_ tokens: ArraySlice<[UInt8]>, of root: JSONNode) -> JSONNode? {
    var node = root
    for token in tokens {
      guard let next = child(token, of: node) else { return nil }
      node = next
    }
    return node
  }

  /// What to do about a broken reference; names a key that differs only in case, if there is one.
  private func hint(for reference: ReferenceText, in resource: JSONNode) -> String {
    let usual = "define it there, or correct the reference"
    guard let fragment = reference.fragment, let tokens = JSONPointer.tokens(of: "#" + fragment),
      let last = tokens.last, let node = descendant(tokens.dropLast(), of: resource),
      let key = key(spelled: String(decoding: last, as: UTF8.self).lowercased(), of: node)
    else { return usual }
    return "\"\(key)\" is there; names are case-sensitive"
  }

  /// The first key of an object that equals this text in lower case.
  private func key(spelled text: String, of node: JSONNode) -> String? {
    if let known = lowercaseKeys[node] { return known[text] }
    var keys: [String: String] = [:]
    for member in node.members {
      let lowercase = member.key.lowercased()
      if keys[lowercase] == nil { keys[lowercase] = member.key }
    }
    lowercaseKeys[node] = keys
    return keys[text]
  }

  /// Adapts the target of a reference to the expected kind, or reports that it can't be used.
  private func adapt(_ node: JSONNode, to kind: ObjectKind, for reference: JSONNode) -> Destination? {
    if node.isObject, node[.ref] != nil { return Destination(node: node) }
    guard node.isObject || (kind == .schema && node.isBool) else {
      report(reference, kind, "a value that is not an object", "it is left out")
      return nil
    }
    let isNamed = node[.in] != nil && node[.name] != nil
    guard let found = ObjectKind(component: node), found != kind else {
      if kind == .parameter, !isNamed {
        report(reference, kind, "an object without `name` and `in`", "it is left out")
        return nil
      }
      return Destination(node: node)
    }
    switch (kind, found) {
    case (.schema, .response), (.schema, .requestBody), (.schema, .parameter), (.schema, .header),
      (.schema, .mediaType):
      guard let schema = innerSchema(of: node) else {
        report(reference, kind, found.phrase, "any value is accepted here")
        return nil
      }
      report(reference, kind, found.phrase, "its schema is used")
      return Destination(node: schema)
    case (.response, .schema), (.requestBody, .schema):
      report(reference, kind, found.phrase, "it is used as the schema of a JSON body")
      return Destination(node: node, isSubstituteSchema: true)
    case (.header, .schema):
      report(reference, kind, found.phrase, "it is used as the header's schema")
      return Destination(node: node, isSubstituteSchema: true)
    case (.header, .parameter), (.response, .requestBody), (.requestBody, .response),
      (.parameter, _) where isNamed:
      report(reference, kind, found.phrase, "it is read as one")
      return Destination(node: node)
    default:
      report(reference, kind, found.phrase, "it is left out")
      return nil
    }
  }

  private func report(_ reference: JSONNode, _ kind: ObjectKind, _ found: String, _ consequence: String) {
    diagnostics.warning(
      "wrong-reference-kind",
      "\"\(reference.string ?? "")\" must lead to \(kind.phrase), but it leads to \(found); \(consequence)",
      at: reference, hint: "refer to \(kind.phrase)")
  }

  /// The schema of the value that an object describes.
  private func innerSchema(of node: JSONNode) -> JSONNode? {
    if let schema = node[.schema], schema.isObject { return schema }
    guard let content = node[.content] else { return nil }
    return content.members.lazy.compactMap { $0.value[.schema] }.first(where: \.isObject)
  }
}
