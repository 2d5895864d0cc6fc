import OpenAPIDocument

/// Turns OpenAPI documents into Swift: reads, plans and prints.
///
/// It neither reads nor writes files: the caller loads the documents and saves what is printed.
public enum Generator {
  /// Reads a document and plans its client.
  ///
  /// - Parameters:
  ///   - path: the document's path, which diagnostics show.
  ///   - overlays: the paths of the overlays to apply to the document, in order.
  ///   - configuration: makes the configuration once the document is read, because its title may name the client.
  ///   - load: returns the bytes of a file, or nil if there is no file at that path.
  ///   - diagnostics: receives the problems of the document, in the order of its files and lines.
  /// - Returns: the plan, or nil if the document can't be used; then one of the diagnostics is an error.
  public static func plan(
    document path: String, overlays: [String] = [], configuration: (Document) -> GeneratorConfiguration,
    load: (String) -> [UInt8]?, diagnostics: inout Diagnostics
  ) -> ClientPlan? {
    guard
      let document = Document.read(root: path, overlays: overlays, load: load, diagnostics: &diagnostics)
    else { return nil }
    let settings = configuration(document)
    let stages = Stages(document, settings, &diagnostics)
    diagnostics = diagnostics.sorted(byFiles: document.files + overlays)
    return stages.plan
  }

  /// Prints a client: exactly the files that `OutputNames` lists, in the same order.
  ///
  /// `files` is the number of files for operations, and the number of files for models; at least 1.
  public static func print(_ plan: ClientPlan, files: Int) -> [SourceFile] {
    ClientPrinter.files(of: plan, .numbered(files))
  }

  /// Prints a client in the files of a layout.
  public static func print(_ plan: ClientPlan, _ layout: FileLayout) -> [SourceFile] {
    ClientPrinter.files(of: plan, layout)
  }

  /// The default name of a client: the document's file name, or its title if the file has a generic name such as
  /// `openapi.json`.
  public static func namespace(document path: String, title: String) -> String {
    var file = path[...]
    if let slash = file.lastIndex(of: "/") { file = file[file.index(after: slash)...] }
    if let dot = file.lastIndex(of: "."), dot > file.startIndex { file = file[..<dot] }
    var stem = String(file)
    if genericFileNames.contains(stem.lowercased()), !title.isEmpty { stem = title }
    let name = Identifiers.type(stem)
    return ReservedWords.type(name) == name ? name : name + "API"
  }

  private static let genericFileNames: Set<String> = [
    "openapi", "swagger", "api", "spec", "schema", "index", "main", "root", "document",
  ]

  /// Whether a text can name a namespace, a type or an operation.
  public static func isName(_ text: String) -> Bool { Identifiers.isIdentifier(text) }

  /// Whether a text can name the enum that holds everything.
  public static func isNamespace(_ text: String) -> Bool { GivenNames.isNamespace(text) }

  /// Whether the configuration's `names` may give this name to this key: an operation as `POST /path`, or the pointer of a
  /// schema or property.
  public static func isName(_ name: String, for key: String, namespace: String?) -> Bool {
    GivenNames.isName(name, for: key, namespace: namespace)
  }

  /// Whether a text is written as a Swift type, such as `URL`, `[Double]` or `Tagged<Pet, String>`.
  public static func isType(_ text: String) -> Bool { GivenNames.isType(text) }
}

/// What a document becomes, stage by stage; each stage only reads the values of the stages before it.
struct Stages {
  let api: API
  let names: Names
  let plan: ClientPlan

  init(_ document: Document, _ configuration: GeneratorConfiguration, _ diagnostics: inout Diagnostics) {
    api = Resolver.resolve(document, configuration, &diagnostics)
    names = Namer.name(
      api, namespace: configuration.namespace, given: configuration.names,
      isGroupedByTag: configuration.isGroupedByTag)
    plan = ClientPlanner.plan(api, names, configuration)
    UnusedNames.warn(configuration, api, names, &diagnostics)
  }
}
