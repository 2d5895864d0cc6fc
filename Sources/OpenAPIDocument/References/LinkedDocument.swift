/// A document with resolved references.
struct LinkedDocument {
  /// The document itself, with the values of other files among its components.
  let root: JSONNode
  /// The paths of the files it is made of, its own first.
  let files: [String]
  /// The targets of the references.
  let table: ReferenceTable
  /// Every schema, in the order found.
  let schemas: [JSONNode]
  /// Members whose keys resemble keywords.
  let misspellings: [KeywordChecker.Misspelling]
}

extension LinkedDocument {
  /// Resolves the references of a document, and merges its files into one tree.
  ///
  /// `swagger` has the files that a document of Swagger 2.0 refers to; nil for OpenAPI 3.
  static func link(
    _ tree: JSONTree, path: String, _ version: Document.Version, _ swagger: SwaggerFiles?, load: Linker.Load,
    _ diagnostics: inout Diagnostics
  ) -> LinkedDocument {
    let linker = Linker(root: tree, path: path, version: version, swagger: swagger)
    linker.linkDocument(tree.root, load: load)
    diagnostics.add(contentsOf: linker.diagnostics)
    var files = linker.files.map(\.path)
    files += (swagger?.paths ?? []).filter { !files.contains($0) }
    // The version of a file decides whether members beside a `$ref` count, so files that differ in this stay apart.
    guard linker.files.count > 1, linker.filesAgree else { return LinkedDocument(linker, files) }
    let bundle = Bundler(files: linker.files, references: linker.references).tree()
    let second = Linker(root: bundle, path: path, version: version)
    // Missing files were reported by the first linker.
    second.linkDocument(bundle.root, load: { _ in nil })
    diagnostics.add(contentsOf: second.diagnostics)
    return LinkedDocument(second, files)
  }

  private init(_ linker: Linker, _ files: [String]) {
    self.init(
      root: linker.files[0].tree.root, files: files, table: linker.table(), schemas: linker.schemas,
      misspellings: linker.misspellings)
  }
}
