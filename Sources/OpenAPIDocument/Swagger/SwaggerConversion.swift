import OpenAPISyntax

/// Converts a document of Swagger 2.0 (OpenAPI Specification 2.0) to OpenAPI 3.0, before anything else reads it.
///
/// One tree becomes another, and every value keeps its location in the original. References within the document are
/// updated. References to other files are left to the linker, which converts those files too. Parameters, responses and
/// path items in files that are not documents themselves are copied to where they are used.
struct SwaggerConversion {
  let original: JSONTree
  let files: SwaggerFiles
  let load: (String) -> [UInt8]?
  var builder: TreeBuilder
  var diagnostics = Diagnostics()
  /// For each node of the original the number of the first node converted from it plus 1; 0 if there is none.
  var convertedNumbers: [UInt32]
  /// References into the document itself: their numbers in the new tree, and their original texts.
  var references: [(index: UInt32, text: String)] = []
  /// For each schema with a discriminator the schemas that inherit from it, where Azure's documents give their values.
  var discriminatorValues: [JSONNode: [(value: JSONNode, name: String)]] = [:]

  /// Whether a value is the root of a Swagger 2.0 document.
  static func isSwagger(_ root: JSONNode) -> Bool {
    guard let node = root[.swagger] else { return false }
    return (node.string ?? node.numberText)?.hasPrefix("2") == true
  }

  /// Converts a whole document.
  ///
  /// - Parameters:
  ///   - tree: The document.
  ///   - files: The files that were read before.
  ///   - load: Returns the bytes of a file; nil if there is none.
  ///   - diagnostics: Where to report.
  /// - Returns: The converted document.
  static func document(
    _ tree: JSONTree, _ files: SwaggerFiles, load: (String) -> [UInt8]?, _ diagnostics: inout Diagnostics
  ) -> JSONTree {
    withoutActuallyEscaping(load) { load in
      var conversion = SwaggerConversion(tree, files, load)
      conversion.convertDocument()
      diagnostics.add(contentsOf: conversion.diagnostics)
      return conversion.finish()
    }
  }

  /// Converts the schemas in a file that is not a document itself.
  static func fragment(_ tree: JSONTree) -> JSONTree {
    var conversion = SwaggerConversion(tree, SwaggerFiles()) { _ in nil }
    conversion.convertFragment(tree.root)
    return conversion.finish()
  }

  private init(_ tree: JSONTree, _ files: SwaggerFiles, _ load: @escaping (String) -> [UInt8]?) {
    original = tree
    self.files = files
    self.load = load
    builder = TreeBuilder(file: tree.file, lineStarts: tree.sources[0].lineStarts)
    convertedNumbers = [UInt32](repeating: 0, count: tree.cells.count)
  }

  private mutating func finish() -> JSONTree {
    // All values must be converted before references to them can be updated.
    let moved = builder.tree()
    var pointers: [String: String?] = [:]
    for reference in references {
      let known = pointers[reference.text]
      let pointer = known ?? newPointer(of: reference.text, in: moved)
      if known == nil { pointers[reference.text] = .some(pointer) }
      if let pointer { builder.replaceText(of: reference.index, by: pointer) }
    }
    return builder.tree(convertedFrom: original, convertedNumbers: convertedNumbers)
  }

  /// The new pointer of the value at a pointer of the original; nil if it is the same, or the value was not converted.
  private func newPointer(of pointer: String, in moved: JSONTree) -> String? {
    guard let target = original.root.resolve(pointer: pointer), convertedNumbers[Int(target.index)] > 0 else {
      return nil
    }
    let new = JSONNode(tree: moved, index: convertedNumbers[Int(target.index)] - 1).pointer
    return new == target.pointer ? nil : new
  }

  // MARK: The document

  private mutating func convertDocument() {
    let root = original.root
    findDiscriminatorValues()
    begin(root)
    builder.add("3.0.3", "openapi", at: root[.swagger] ?? root)
    var hasServers = false
    var hasComponents = false
    for member in root.children {
      switch member.key {
      case "swagger", "consumes", "produces": break
      case "host", "basePath", "schemes":
        if !hasServers { addServers(schemes(of: root), at: member) }
        hasServers = true
      case "paths":
        begin(member)
        for item in member.children {
          if item.key?.hasPrefix("x-") == true { copy(item) } else { addPathItem(item, key: item.key) }
        }
        builder.end()
      case "definitions", "parameters", "responses", "securityDefinitions":
        if !hasComponents { addComponents(at: member) }
        hasComponents = true
      default: copy(member)
      }
    }
    builder.end()
  }

  /// The schemes for requests, encrypted ones first, because the first server is the default.
  mutating func schemes(of owner: JSONNode) -> [(name: String, node: JSONNode)] {
    let listed = children(of: owner["schemes"]).compactMap { node in
      node.string.map { (name: $0, node: node) }
    }
    for scheme in listed where scheme.name != "https" && scheme.name != "http" {
      warn(
        "Requests can't be sent by the scheme \"\(scheme.name)\", so it is left out", at: scheme.node,
        hint: "list https or http")
    }
    return listed.filter { $0.name == "https" } + listed.filter { $0.name == "http" }
  }

  /// Adds a server for each scheme.
  private mutating func addServers(_ schemes: [(name: String, node: JSONNode)], at node: JSONNode) {
    let root = original.root
    let host = root["host"]?.string ?? ""
    var path = root["basePath"]?.string ?? ""
    if path.hasSuffix("/") { path.removeLast() }
    if !path.isEmpty, !path.hasPrefix("/") { path = "/" + path }
    builder.beginArray("servers", at: node)
    if host.isEmpty {
      addServer(path.isEmpty ? "/" : path, at: root["basePath"] ?? node)
    } else if schemes.isEmpty {
      addServer("https://\(host)\(path)", at: root["host"] ?? node)
    } else {
      for scheme in schemes { addServer("\(scheme.name)://\(host)\(path)", at: scheme.node) }
    }
    builder.end()
  }

  /// Adds servers to an operation that can't be sent to the document's first server.
  mutating func addServers(of operation: JSONNode, at node: JSONNode) {
    let own = schemes(of: operation)
    let general = schemes(of: original.root).first?.name ?? "https"
    guard original.root["host"] != nil, !own.isEmpty, !own.contains(where: { $0.name == general }) else { return }
    addServers(own, at: node)
  }

  private mutating func addServer(_ url: String, at node: JSONNode) {
    builder.beginObject(at: node)
    builder.add(url, "url", at: node)
    builder.end()
  }

  private mutating func addComponents(at node: JSONNode) {
    let root = original.root
    builder.beginObject("components", at: node)
    if let definitions = root["definitions"] {
      begin(definitions, "schemas")
      for schema in definitions.children { addSchema(schema, schema.key) }
      builder.end()
    }
    if let parameters = root["parameters"] {
      let bodies = parameters.children.filter { $0["in"]?.string == "body" }
      let others = parameters.children.filter { !["body", "formData"].contains($0["in"]?.string) }
      begin(parameters, "parameters")
      for parameter in others { addParameter(parameter, parameter.key) }
      builder.end()
      if !bodies.isEmpty {
        builder.beginObject("requestBodies", at: parameters)
        for body in bodies { addBody(body, mediaTypes(nil, "consumes"), body.key) }
        builder.end()
      }
    }
    if let responses = root["responses"] {
      begin(responses, "responses")
      for response in responses.children { addResponse(response, mediaTypes(nil, "produces"), response.key) }
      builder.end()
    }
    if let schemes = root["securityDefinitions"] {
      begin(schemes, "securitySchemes")
      for scheme in schemes.children { addSecurityScheme(scheme) }
      builder.end()
    }
    builder.end()
  }

  private mutating func addSecurityScheme(_ scheme: JSONNode) {
    let flows = ["accessCode": "authorizationCode", "application": "clientCredentials"]
    switch scheme["type"]?.string {
    case "basic":
      begin(scheme)
      for member in scheme.children where member.key != "type" { copy(member) }
      let type = scheme["type"] ?? scheme
      builder.add("http", "type", at: type)
      builder.add("basic", "scheme", at: type)
      builder.end()
    case "oauth2":
      begin(scheme)
      let ofFlow = ["flow", "authorizationUrl", "tokenUrl", "scopes"]
      for member in scheme.children where !ofFlow.contains(member.key ?? "") { copy(member) }
      let flow = scheme["flow"] ?? scheme
      builder.beginObject("flows", at: flow)
      let name = flow.string ?? "implicit"
      builder.beginObject(flows[name] ?? name, at: flow)
      for key in ofFlow.dropFirst() {
        if let member = scheme[key] { copy(member) }
      }
      builder.end()
      builder.end()
      builder.end()
    default: copy(scheme)
    }
  }

  // MARK: Values

  /// Opens the object or array that is converted from a node.
  mutating func begin(_ node: JSONNode, _ key: String? = nil) {
    record(node)
    let key = key ?? node.key
    if node.isArray { builder.beginArray(key, at: node) } else { builder.beginObject(key, at: node) }
  }

  /// Records that the next value is converted from a node of the original, if no other one is.
  mutating func record(_ node: JSONNode) {
    if node.tree === original, convertedNumbers[Int(node.index)] == 0 {
      convertedNumbers[Int(node.index)] = builder.nextIndex + 1
    }
  }

  /// Adds a value unchanged.
  mutating func copy(_ node: JSONNode, _ key: String? = nil) {
    guard node.isObject || node.isArray else {
      record(node)
      return builder.copy(node, key)
    }
    begin(node, key)
    for child in node.children { copy(child) }
    builder.end()
  }

  /// Adds a `$ref`, relative to the document.
  mutating func addReference(_ node: JSONNode) {
    guard let text = node.string else { return copy(node) }
    var reference = text
    if node.tree !== original {
      let parts = ReferenceText(text)
      if !ReferenceText.hasScheme(text) {
        let path = parts.resource.isEmpty ? node.tree.file : ReferenceText.resolve(parts.resource, base: node.tree.file)
        let fragment = parts.fragment.map { "#" + $0 } ?? ""
        if path != original.file {
          reference = relative(path) + fragment
        } else {
          reference = fragment.isEmpty ? "#" : fragment
        }
      }
    }
    if reference.hasPrefix("#") { references.append((builder.nextIndex, reference)) }
    record(node)
    builder.add(reference, "$ref", at: node)
  }

  /// A path relative to the folder of the document.
  private func relative(_ path: String) -> String {
    var base = original.file.split(separator: "/", omittingEmptySubsequences: false).dropLast()[...]
    var target = path.split(separator: "/", omittingEmptySubsequences: false)[...]
    while target.count > 1, let first = base.first, first == target.first {
      base.removeFirst()
      target.removeFirst()
    }
    return (base.map { _ in ".." } + target).joined(separator: "/")
  }

  /// The target of a reference, in this file or in another.
  func target(of node: JSONNode) -> JSONNode? {
    guard let text = node[.ref]?.string else { return nil }
    if text.hasPrefix("#") { return node.tree.root.resolve(pointer: text) }
    return files.target(of: text, in: node.tree.file, load: load)
  }

  /// Whether a value is in a file that is not a document itself, so that it must be copied.
  func isInFragment(_ node: JSONNode) -> Bool {
    node.tree !== original && !SwaggerConversion.isSwagger(node.tree.root)
  }

  /// The values in an array or object that may be missing.
  func children(of node: JSONNode?) -> [JSONNode] { node.map { Array($0.children) } ?? [] }

  /// The media types that an operation lists, else those that the document lists.
  func mediaTypes(_ operation: JSONNode?, _ key: String) -> [JSONNode] {
    children(of: operation?[key] ?? original.root[key]).filter(\.isString)
  }

  mutating func warn(_ message: String, at node: JSONNode, hint: String) {
    diagnostics.warning("not-in-openapi-3", message, at: node, hint: hint)
  }
}
