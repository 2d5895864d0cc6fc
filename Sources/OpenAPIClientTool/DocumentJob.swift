import CommandLineSupport
import OpenAPIClientGenerator
import OpenAPIDocument

/// Reads and plans a document, and keeps the files and the diagnostics of doing so.
struct DocumentJob {
  let path: String
  /// The paths of the overlays that are applied to it, in order.
  let overlays: [String]
  /// The files that were read, the document first, then the overlays.
  private(set) var files: [String] = []
  /// Files that the document refers to but that don't exist.
  private(set) var missingFiles: [String] = []
  /// The document as JSON text, for code that embeds it: as it was written if it was JSON.
  private(set) var text = ""
  /// Files that can't be part of `text`, because they have another version of OpenAPI.
  private var separateFiles: [String] = []
  private var bytes: [UInt8] = []
  var diagnostics = Diagnostics()

  /// The size of the document's own file, which decides how many files a client gets.
  var size: Int { OutputNames.size(of: bytes) }

  /// Loads a document; where a file of its entry is missing, the error is reported at the entry.
  init(_ path: String, settings: DocumentSettings) throws(CommandError) {
    try self.init(path, node: settings.node?["path"], overlays: settings.overlays)
  }

  /// Loads a document.
  ///
  /// `node` is where a configuration names it, for an error if there is no such file.
  init(_ path: String, node: JSONNode? = nil, overlays: [DocumentSettings.Overlay] = []) throws(CommandError) {
    self.path = path
    self.overlays = overlays.map(\.path)
    guard let bytes = try FileSystem.read(path) else {
      throw missingFile(path, "document", node, hint: "'path' is relative to the folder of the configuration")
    }
    self.bytes = bytes
    for overlay in overlays where FileSystem.size(overlay.path) == nil {
      throw missingFile(
        overlay.path, "overlay", overlay.node, hint: "'overlays' are relative to the folder of the configuration")
    }
  }

  private mutating func missingFile(_ path: String, _ what: String, _ node: JSONNode?, hint: String) -> CommandError {
    if let node {
      diagnostics.error("missing-file", "There is no \(what) '\(path)'", at: node, hint: hint)
      _ = report()
    }
    if path.contains("://") {
      return .inputOutput("\(path) is a URL, but documents are read from files; download it first.")
    }
    return .inputOutput("There is no file \(path).")
  }

  // MARK: Reading

  /// Reads and plans; nil where the document can't be used.
  mutating func plan(_ configuration: (Document) -> GeneratorConfiguration) -> ClientPlan? {
    var text = ""
    var separateFiles: [String] = []
    let plan = loading { path, overlays, load, diagnostics in
      Generator.plan(
        document: path, overlays: overlays,
        configuration: { document in
          text = document.jsonText
          separateFiles = document.separateFiles
          return configuration(document)
        }, load: load, diagnostics: &diagnostics)
    }
    self.text = text
    self.separateFiles = separateFiles
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
    _ stage: Stage, _ configuration: (Document) -> GeneratorConfiguration
  ) -> Explanation? {
    loading { path, overlays, load, diagnostics in
      Generator.explain(
        stage, document: path, overlays: overlays, configuration: configuration, load: load, diagnostics: &diagnostics)
    }
  }

  /// Warns of files that the conformance tests don't cover, because the text that the tests embed can't have them.
  mutating func warnOfUntestedFiles() {
    guard !separateFiles.isEmpty else { return }
    diagnostics.add(
      Diagnostic(
        severity: .warning, code: "untested-files",
        message: "The tests cover this file only; what is in \(separateFiles.joined(separator: ", ")) is not checked",
        hint: "use one version of OpenAPI in all files",
        location: FileLocation(file: path, line: 1, column: 1), pointer: "#"))
  }

  /// Reads without planning; nil where the document can't be used.
  mutating func read() -> Document? {
    loading { path, overlays, load, diagnostics in
      Document.read(root: path, overlays: overlays, load: load, diagnostics: &diagnostics)
    }
  }

  /// Calls a function of the generator, and keeps which files it loads and which are missing.
  private mutating func loading<Result>(
    _ read: (
      _ path: String, _ overlays: [String], _ load: (String) -> [UInt8]?, _ diagnostics: inout Diagnostics
    ) -> Result
  ) -> Result {
    var files: [String] = []
    var missing: [String] = []
    let root = path
    let rootBytes = bytes
    let result = read(
      path, overlays,
      { file in
        if !files.contains(file) { files.append(file) }
        if file == root { return rootBytes }
        // A file that can't be read counts as missing; the reader reports that at the reference.
        let bytes = (try? FileSystem.read(file)) ?? nil
        if bytes == nil { missing.append(file) }
        return bytes
      }, &diagnostics)
    self.files = files
    missingFiles = missing
    return result
  }

  // MARK: Reporting

  /// Writes all diagnostics to standard error, as the settings and the options want it.
  ///
  /// - Returns: whether there are errors.
  func report(_ settings: DocumentSettings, _ arguments: CommandArguments) -> Bool {
    report(strict: arguments.has("--strict") || settings.strict == true, ignoring: settings.ignore)
  }

  /// Writes all diagnostics to standard error, one line for each cause.
  ///
  /// Warnings with an accepted code become notes; where it is strict, all others become errors.
  ///
  /// - Returns: whether there are errors.
  func report(strict: Bool = false, ignoring accepted: [String] = []) -> Bool {
    var hasErrors = false
    for diagnostic in diagnostics.byCause {
      var shown = diagnostic
      if shown.severity == .warning {
        if accepted.contains(shown.code) {
          shown.severity = .note
          shown.hint = "accepted by 'ignore'"
        } else if strict {
          shown.severity = .error
        }
      }
      if shown.severity == .error { hasErrors = true }
      Console.report(shown.description)
    }
    return hasErrors
  }

  /// The line at the end: `pets.json: 4 operations, 2 types, 3 of 3 files written, 0 warnings`.
  func summary(of plan: ClientPlan, _ settings: DocumentSettings, _ result: String? = nil) -> String {
    let parts = [
      Self.count(plan.operations.count, "operation"), Self.count(plan.types.count, "type"), result,
      warnings(ignoring: settings.ignore),
    ]
    return "\(path): \(parts.compactMap { $0 }.joined(separator: ", "))"
  }

  /// The number of warnings: `2 warnings`, or `2 warnings, 1 accepted`.
  private func warnings(ignoring accepted: [String]) -> String {
    let codes = diagnostics.byCause.filter { $0.severity == .warning }.map(\.code)
    let ignored = codes.filter { accepted.contains($0) }.count
    return Self.count(codes.count - ignored, "warning") + (ignored == 0 ? "" : ", \(ignored) accepted")
  }

  static func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }
}
