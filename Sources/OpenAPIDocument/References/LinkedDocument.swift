/// A document whose references are found.
struct LinkedDocument {
  /// The document itself, with what stood in other files among its components.
  let root: JSONNode
  /// The paths of the files it is made of, its own first.
  let files: [String]
  /// Where each reference leads.
  let table: ReferenceTable
  /// Every schema, in the order found.
  let schemas: [JSONNode]
  /// Members whose keys are nearly keywords.
  let misspellings: [KeywordChecker.Misspelling]
}

extension LinkedDocument {
  /// Follows the references of a document; one in several files is made into one tree first.
  ///
  /// `swagger` has the files that a document of Swagger 2.0 refers to.
  static func link(
    _ tree: JSONTree, path: String, _ version: Document.Version, _ swagger: SwaggerFiles?, load: Linker.Load,
    _ diagnostics: inout Diagnostics
  ) -> LinkedDocument {
    let linker = Linker(root: tree, path: path, version: version, swagger: swagger)
    linker.linkDocument(tree.root, load: load)
    diagnostics.add(contentsOf: linker.diagnostics)
    var files = linker.files.map(\.path)
    files += (swagger?.paths ?? []).filter { !files.contains($0) }
    // What stands beside a reference counts or not by the version of its file, so files that differ in it stay apart.
    guard linker.files.count > 1, linker.filesAgree else { return LinkedDocument(linker, files) }
    let bundle = Bundler(files: linker.files, references: linker.references).tree()
    let second = Linker(root: bundle, path: path, version: version)
    // What is not there was reported where it stands.
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
