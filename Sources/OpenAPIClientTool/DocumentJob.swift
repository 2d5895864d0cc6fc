import CommandLineSupport
import OpenAPIClientGenerator
import OpenAPIDocument

/// One document on its way to a plan, with everything that was read for it.
struct DocumentJob {
  let path: String
  /// The paths of the overlays that are applied to it, in order.
  let overlays: [String]
  /// The files that were read, the document first, then the overlays.
  private(set) var files: [String] = []
  /// Files that the document refers to but that do not exist.
  private(set) var missingFiles: [String] = []
  private var bytes: [UInt8] = []
  var diagnostics = Diagnostics()

  /// Reads a document; where a configuration names a file that is not there, the error says where it does.
  init(_ path: String, settings: DocumentSettings) throws(CommandError) {
    try self.init(path, node: settings.node?["path"], overlays: settings.overlays)
  }

  /// Reads a document that a configuration may name at a node.
  init(_ path: String, node: JSONNode? = nil, overlays: [DocumentSettings.Overlay] = []) throws(CommandError) {
    self.path = path
    self.overlays = overlays.map(\.path)
    guard let bytes = try FileSystem.read(path) else {
      throw missing(path, "document", node, hint: "'path' is relative to the folder of the configuration")
    }
    self.bytes = bytes
    for overlay in overlays where FileSystem.size(overlay.path) == nil {
      throw missing(
        overlay.path, "overlay", overlay.node, hint: "'overlays' are relative to the folder of the configuration")
    }
  }

  private mutating func missing(_ path: String, _ what: String, _ node: JSONNode?, hint: String) -> CommandError {
    if let node {
      diagnostics.error("missing-file", "There is no \(what) '\(path)'", at: node, hint: hint)
      _ = report(strict: false)
    }
    guard !path.contains("://") else {
      return .inputOutput("\(path) is an address, and documents are read from files; download it first.")
    }
    return .inputOutput("There is no file \(path).")
  }

  /// The size of the document's own file, as it says how many files a client gets.
  var size: Int { OutputNames.size(of: bytes) }
  /// Files whose content its text lacks.
  private var separateFiles: [String] = []
  /// The document as JSON text, for code that holds it: as it was written if it was JSON.
  private(set) var text = ""

  /// Reads and plans; nil where the document can't be used.
  mutating func plan(_ configuration: (Document) -> GeneratorConfiguration) throws(CommandError) -> ClientPlan? {
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

  /// Says which files the tests of a document leave out: they hold its text, which can't have theirs.
  mutating func warnOfUntestedFiles() {
    guard !separateFiles.isEmpty else { return }
    diagnostics.add(
      Diagnostic(
        severity: .warning, code: "untested-files",
        message: "The tests cover this file only; what is in \(separateFiles.joined(separator: ", ")) is not checked",
        hint: "let all files be of one version of OpenAPI",
        location: FileLocation(file: path, line: 1, column: 1), pointer: "#"))
  }

  /// Reads without planning; nil where the document can't be used.
  mutating func read() -> Document? {
    loading { path, overlays, load, diagnostics in
      Document.read(root: path, overlays: overlays, load: load, diagnostics: &diagnostics)
    }
  }

  /// Notes which files are read, and which are not there.
  private mutating func loading<Result>(
    _ read: (String, [String], (String) -> [UInt8]?, inout Diagnostics) -> Result
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
        // What can't be read is no better than what is not there: the reader says so where the reference stands.
        let bytes = (try? FileSystem.read(file)) ?? nil
        if bytes == nil { missing.append(file) }
        return bytes
      }, &diagnostics)
    self.files = files
    missingFiles = missing
    return result
  }

  /// Shows all diagnostics, one line a cause; warnings with codes that are accepted as notes that say so.
  ///
  /// - Returns: whether there are errors, where other warnings count if they shall.
  func report(strict: Bool, ignoring accepted: [String] = []) -> Bool {
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

  /// How many there were, such as `2 warnings` or `2 warnings, 1 accepted`.
  func warnings(ignoring accepted: [String]) -> String {
    let codes = diagnostics.byCause.filter { $0.severity == .warning }.map(\.code)
    let ignored = codes.filter { accepted.contains($0) }.count
    return Self.count(codes.count - ignored, "warning") + (ignored == 0 ? "" : ", \(ignored) accepted")
  }

  static func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }
}
