import OpenAPIDocument

/// From documents to Swift: read, plan, print.
///
/// Pure: bytes come from outside, texts go outside.
public enum Generator {
  /// Reads a document and plans its client.
  ///
  /// - Parameters:
  ///   - path: where the document is, as diagnostics shall name it.
  ///   - overlays: the paths of overlays, which are applied to the document in order.
  ///   - configuration: made when the document is known, for its title may name the client.
  ///   - load: brings a file by its path, nil where there is none.
  ///   - diagnostics: takes what is wrong with the document.
  /// - Returns: nil where nothing can be made of the document; the diagnostics say why.
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

  /// Prints a client: exactly the files of `OutputNames`, in their order.
  ///
  /// Operations and models are spread over so many files each.
  public static func print(_ plan: ClientPlan, files: Int) -> [SourceFile] {
    ClientPrinter.files(of: plan, .numbered(files))
  }

  /// Prints a client in files that a layout names.
  public static func print(_ plan: ClientPlan, _ layout: FileLayout) -> [SourceFile] {
    ClientPrinter.files(of: plan, layout)
  }

  /// The name of a client where none is given: the document's file name, or its title where the file name says nothing.
  public static func namespace(document path: String, title: String) -> String {
    var file = path[...]
    if let slash = file.lastIndex(of: "/") { file = file[file.index(after: slash)...] }
    if let dot = file.lastIndex(of: "."), dot > file.startIndex { file = file[..<dot] }
    var stem = String(file)
    let isAnonymous = ["openapi", "swagger", "api", "spec", "schema", "index", "main", "root", "document"].contains(
      stem.lowercased())
    if isAnonymous, !title.isEmpty { stem = title }
    let name = Identifiers.type(stem)
    return ReservedWords.type(name) == name ? name : name + "API"
  }

  /// Whether a text can name a namespace, a type or an operation.
  public static func isName(_ text: String) -> Bool { Identifiers.isIdentifier(text) }

  /// Whether a text can name the enum that holds everything.
  public static func isNamespace(_ text: String) -> Bool { GivenNames.isNamespace(text) }

  /// Whether `names` may give this name at this location, which is an operation as `POST /path` or a schema's pointer.
  public static func isName(_ name: String, for key: String, namespace: String?) -> Bool {
    GivenNames.isName(name, for: key, namespace: namespace)
  }

  /// Whether a text is written as a Swift type, such as `URL`, `[Double]` or `Tagged<Pet, String>`.
  public static func isType(_ text: String) -> Bool { GivenNames.isType(text) }
}

/// What a document becomes, stage by stage; each is a value that only the one before it makes.
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
