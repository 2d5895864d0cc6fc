import OpenAPIClientGenerator
import OpenAPIDocument

/// One document on its way to a plan, with everything that was read for it.
struct DocumentJob {
  let path: String
  /// The files that were read, the document first.
  private(set) var files: [String] = []
  /// Files that the document refers to but that do not exist.
  private(set) var missingFiles: [String] = []
  private var bytes: [UInt8] = []
  var diagnostics = Diagnostics()

  /// Reads a document; where a configuration names one that is not there, its place is said.
  init(_ path: String, settings: DocumentSettings? = nil) throws(ToolError) {
    self.path = path
    guard let bytes = try FileSystem.read(path) else {
      if let node = settings?.node?["path"] {
        diagnostics.error(
          "missing-file", "There is no document '\(path)'", at: node,
          hint: "'path' is relative to the folder of the configuration")
        _ = report(strict: false)
      }
      throw .inputOutput("There is no file \(path).")
    }
    self.bytes = bytes
  }

  /// The document as JSON text, for code that holds it: as it was written if it was JSON.
  private(set) var text = ""

  /// Reads and plans; nil where the document can't be used.
  mutating func plan(_ configuration: (OpenAPIDocument) -> GeneratorConfiguration) throws(ToolError) -> ClientPlan? {
    let path = path
    var text = ""
    let plan = load { load, diagnostics in
      Generator.plan(
        document: path,
        configuration: { document in
          text = document.jsonText
          return configuration(document)
        }, load: load, diagnostics: &diagnostics)
    }
    self.text = text
    if let plan, plan.isNamespaceHidden {
      diagnostics.add(
        Diagnostic(
          severity: .error, code: "hidden-namespace",
          message: "With this document the namespace can't be '\(plan.namespace)', which is the name of a type in it",
          hint: "give another such as 'PetStore', with --namespace or as 'namespace' in openapi-client.json",
          location: FileLocation(file: path, line: 1, column: 1), pointer: "#"))
    }
    return plan
  }

  /// What a stage makes of the document; nil where it can't be used.
  mutating func explain(
    _ stage: Stage, _ configuration: (OpenAPIDocument) -> GeneratorConfiguration
  ) -> Explanation? {
    let path = path
    return load { load, diagnostics in
      Generator.explain(
        stage, document: path, configuration: configuration, load: load, diagnostics: &diagnostics)
    }
  }

  /// Gives the document and the files it refers to, and notes which they are.
  private mutating func load<Result>(
    _ body: (_ load: (String) -> [UInt8]?, _ diagnostics: inout Diagnostics) -> Result?
  ) -> Result? {
    var files: [String] = []
    var missing: [String] = []
    let root = path
    let rootBytes = bytes
    let result = body(
      { file in
        if !files.contains(file) { files.append(file) }
        if file == root { return rootBytes }
        // What can't be read is no better than what is not there: the reader says so where the reference stands.
        let bytes = (try? FileSystem.read(file)) ?? nil
        if bytes == nil { missing.append(file) }
        return bytes
      }, &diagnostics)
    self.files = files
    missingFiles = missing
    return result
  }

  /// Says which files the tests of a document leave out: they hold the text of the first alone.
  mutating func warnOfUntestedFiles() {
    let others = files.dropFirst().filter { !missingFiles.contains($0) }
    guard !others.isEmpty else { return }
    diagnostics.add(
      Diagnostic(
        severity: .warning, code: "untested-files",
        message: "The tests are of this file alone; what stands in \(others.joined(separator: ", ")) is not checked",
        hint: "bundle the document into one file to have all of it checked",
        location: FileLocation(file: path, line: 1, column: 1), pointer: "#"))
  }

  /// Shows all diagnostics.
  ///
  /// - Returns: whether there are errors, where warnings count if they shall.
  func report(strict: Bool) -> Bool {
    var hasErrors = false
    for diagnostic in diagnostics.all {
      var shown = diagnostic
      if strict && shown.severity == .warning { shown.severity = .error }
      if shown.severity == .error { hasErrors = true }
      Console.report(shown.description)
    }
    return hasErrors
  }

  /// How many there were, such as `2 warnings`.
  var warnings: String {
    var count = 0
    for diagnostic in diagnostics.all where diagnostic.severity == .warning { count += 1 }
    return Self.count(count, "warning")
  }

  static func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }
}
