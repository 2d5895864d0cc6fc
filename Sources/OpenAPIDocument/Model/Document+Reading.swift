extension Document {
  /// Reads a document and the files it refers to: everything usable is read, and mistakes are reported at their
  /// locations.
  ///
  /// - Parameters:
  ///   - root: The document's path.
  ///   - overlays: The paths of overlays (OpenAPI Overlay 1.0 and 1.1) that are applied to it, in order, before
  ///     references are followed. Their targets are searched in the document's own file; references in their updates
  ///     start from the document.
  ///   - load: Returns the bytes of a file; nil if there is none. It is called for `root` first, then for the overlays,
  ///     then once for each file referred to, with a path relative to the same folder as `root`, `.` and `..` resolved.
  ///     It is never called for an absolute path or a network address in a reference.
  ///   - diagnostics: Where to report, in the order of files, lines and columns.
  /// - Returns: The document; nil, and an error, if a file is missing, is neither JSON nor YAML, or is not an OpenAPI
  ///   document or overlay.
  public static func read(
    root: String, overlays: [String] = [], load: (String) -> [UInt8]?, diagnostics: inout Diagnostics
  ) -> Document? {
    guard let parsed = parse(root, load, &diagnostics),
      let written = applying(overlays, to: parsed, load, &diagnostics)
    else { return nil }
    var found = Diagnostics()
    guard let (version, versionText) = version(of: written.root, &found) else {
      diagnostics.add(contentsOf: found)
      return nil
    }
    // Swagger's other files are read by the conversion and by the linker, but are to be loaded once.
    var loaded: [String: [UInt8]?] = [:]
    func loadOnce(_ path: String) -> [UInt8]? {
      if let known = loaded[path] { return known }
      let bytes = load(path)
      loaded[path] = .some(bytes)
      return bytes
    }
    let swagger = SwaggerConversion.isSwagger(written.root) ? SwaggerFiles() : nil
    let tree = swagger.map { SwaggerConversion.document(written, $0, load: loadOnce, &found) } ?? written
    let linked = LinkedDocument.link(tree, path: root, version, swagger, load: loadOnce, &found)
    let document = DocumentBuilder.document(linked, version, versionText, &found)
    SchemaChecker.check(linked.schemas, linked.table, version, &found)
    RequiredChecker.check(linked.schemas, linked.table, &found)
    KeywordChecker.check(linked.root, linked.misspellings, &found)
    diagnostics.add(contentsOf: found.sorted(byFiles: document.files + overlays))
    return document
  }

  private static func parse(
    _ root: String, _ load: (String) -> [UInt8]?, _ diagnostics: inout Diagnostics
  ) -> JSONTree? {
    guard let bytes = load(root) else {
      diagnostics.add(
        Diagnostic(
          severity: .error, code: "missing-file", message: "The document can't be found",
          hint: "check its path", location: FileLocation(file: root, line: 1, column: 1), pointer: "#"))
      return nil
    }
    return JSONTree.read(bytes, file: root, diagnostics: &diagnostics)
  }

  private static func version(of root: JSONNode, _ diagnostics: inout Diagnostics) -> (Version, String)? {
    guard root.isObject else {
      diagnostics.error(
        "not-openapi", "An OpenAPI document must be an object", at: root, hint: "give the file that has `openapi` in it"
      )
      return nil
    }
    if let node = root[.openapi] {
      let text = node.string ?? node.numberText ?? ""
      if node.isNumber {
        diagnostics.warning("wrong-value-kind", "`openapi` must be a string, but is a number", at: node)
      }
      if let version = Version(text: text) { return (version, text) }
      if text == "3" { return (.v3_0, text) }
      diagnostics.error(
        "unsupported-version", "This is not a version of OpenAPI that can be read: " + node.compactText, at: node,
        hint: "3.0, 3.1 and 3.2 can be read; convert the document to one of them")
      return nil
    }
    if SwaggerConversion.isSwagger(root) { return (.v3_0, root[.swagger]?.string ?? "2.0") }
    if let node = root[.swagger] {
      diagnostics.error(
        "unsupported-version", "This is not a version of Swagger that can be read: " + node.compactText, at: node,
        hint: "2.0 can be read; convert the document to it, or to OpenAPI 3")
      return nil
    }
    guard root[.paths] != nil || root[.components] != nil || root[.webhooks] != nil else {
      diagnostics.error(
        "not-openapi", "This is not an OpenAPI document: it has neither `openapi` nor `paths` nor `components`",
        at: root,
        hint: "give the file that has `openapi` in it")
      return nil
    }
    diagnostics.warning(
      "missing-field", "The document has no `openapi`, so it is read as 3.1", at: root,
      hint: "add `\"openapi\": \"3.1.0\"`")
    return (.v3_1, "")
  }
}

extension DocumentBuilder {
  /// Builds the model of a document.
  static func document(
    _ linked: LinkedDocument, _ version: Document.Version, _ versionText: String, _ diagnostics: inout Diagnostics
  ) -> Document {
    let builder = DocumentBuilder(table: linked.table, version: version, root: linked.root)
    let document = builder.document(versionText: versionText, files: linked.files)
    diagnostics.add(contentsOf: builder.diagnostics)
    return document
  }

  private func document(versionText: String, files: [String]) -> Document {
    securitySchemes = readSecuritySchemes()
    let info = info()
    if root[.security] != nil { documentSecurity = security(of: root) }
    documentServers = servers(of: root) ?? []
    let paths = paths()
    let webhooks = webhooks()
    let components = components()
    return Document(
      node: root, version: version, versionText: versionText, info: info, servers: documentServers, paths: paths,
      webhooks: webhooks, components: components, security: documentSecurity ?? [], tags: tags(),
      externalDocs: ExternalDocumentation(root[.externalDocs]), files: files,
      selfURI: text(root, .documentSelf), jsonSchemaDialect: text(root, .jsonSchemaDialect))
  }
}
