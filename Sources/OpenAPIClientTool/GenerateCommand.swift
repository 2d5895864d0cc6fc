import OpenAPIClientGenerator
import OpenAPIDocument

/// `openapi-client generate`: writes a client.
struct GenerateCommand {
  private let arguments: Arguments
  private let document: String
  private let output: String
  private let namespace: String?

  init(_ words: [String]) throws(ToolError) {
    arguments = try Arguments(
      words,
      options: [
        "--output", "--namespace", "--access", "--files", "--config", "--emit", "--tests", "--tests-module",
        "--planned",
        "--planned-file", "--replan",
      ], flags: ["--strict", "--quiet"])
    document = try arguments.positional("document")[0]
    guard let output = try arguments.value("--output") else {
      throw .usage("The option --output is missing: the folder to write to.")
    }
    self.output = output
    namespace = try arguments.value("--namespace")
  }

  func run() throws(ToolError) -> ExitStatus {
    let settings = try settings()
    var job = try DocumentJob(document, settings: settings)
    let emission = settings.emission ?? .client
    let chosen = settings.namespace
    let plan = try job.plan { read in
      settings.configuration(namespace: chosen ?? Generator.namespace(document: document, title: read.info.title))
    }
    let testsFolder = try arguments.value("--tests")
    if emission == .tests || testsFolder != nil { job.warnOfUntestedFiles() }
    let hasErrors = job.report(strict: arguments.has("--strict") || settings.strict == true)
    guard let plan, !hasErrors else { return .failed }
    try checkPlannedFiles(job)

    let count = settings.files ?? OutputNames.defaultFiles(documentBytes: job.text.utf8.count)
    var files: [SourceFile] = []
    if emission.includesClient { files = Generator.print(plan, files: count) }
    if emission.includesDocument {
      files.append(
        EmbeddedDocument.file(
          namespace: plan.namespace, access: plan.access, fileName: Path.name(of: document), text: job.text))
    }
    if emission == .tests { files.append(tests(plan, job, module: settings.module)) }
    var written = try write(files, to: output)
    if emission.includesClient { try removeStale(namespace: plan.namespace, files: files) }
    var all = files.count
    if let testsFolder {
      written += try write([tests(plan, job, module: try arguments.value("--tests-module"))], to: testsFolder)
      all += 1
    }
    if !arguments.has("--quiet") {
      let operations = DocumentJob.count(plan.operations.count, "operation")
      let types = DocumentJob.count(plan.types.count, "type")
      let result = written == 0 ? "nothing changed" : "\(written) of \(DocumentJob.count(all, "file")) written"
      Console.report("\(document): \(operations), \(types), \(result), \(job.warnings)")
    }
    return .done
  }

  // MARK: Settings

  /// The configuration's entry, with what the command line says instead.
  private func settings() throws(ToolError) -> DocumentSettings {
    var settings = DocumentSettings(path: document)
    if let path = try arguments.value("--config") {
      let file = try ConfigurationFile.read(path)
      try checkPlan(file)
      guard let found = file.settings(for: document, namespace: namespace) else {
        throw .failed("The configuration \(path) has no entry for the document \(document).")
      }
      settings = found
    }
    // A configuration says first what is wrong with its own.
    if let namespace, !Generator.isNamespace(namespace) {
      throw .usage(
        "'\(namespace)' can't name a Swift type; give another name such as 'PetStore', with --namespace or as "
          + "'namespace' in openapi-client.json.")
    }
    if let namespace { settings.namespace = namespace }
    if let access = try word("--access", AccessLevel.self) { settings.access = access }
    if let emission = try word("--emit", DocumentSettings.Emission.self) { settings.emission = emission }
    if let text = try arguments.value("--files") {
      guard let files = Int(text), files >= 1, files <= 999 else {
        throw .usage("The option --files needs a number from 1 to 999, not '\(text)'.")
      }
      settings.files = files
    }
    return settings
  }

  private func word<Word: RawRepresentable & CaseIterable>(
    _ option: String, _ type: Word.Type
  ) throws(ToolError) -> Word? where Word.RawValue == String {
    guard let text = try arguments.value(option) else { return nil }
    if let word = Word(rawValue: text) { return word }
    let words = Word.allCases.map(\.rawValue)
    throw .usage(
      "The option \(option) needs one of \(words.joined(separator: ", ")), not '\(text)'"
        + "\(NearestName.suggestion(for: text, among: words)).")
  }

  // MARK: Plans of build systems

  /// A build system that knows its outputs beforehand says for what they were planned.
  private func checkPlan(_ file: ConfigurationFile) throws(ToolError) {
    guard let planned = try arguments.value("--planned"), planned != file.outline else { return }
    throw try stale(file.root, "\(Path.name(of: file.path)) now asks for other files than the build was planned with")
  }

  /// A build system that knows the document's files beforehand says which ones.
  private func checkPlannedFiles(_ job: DocumentJob) throws(ToolError) {
    let planned = Set(arguments.all("--planned-file").map { Path.absolute($0) })
    guard !planned.isEmpty else { return }
    // Nothing would notice the file when it comes.
    if let file = job.missingFiles.first {
      throw .failed("There is no file \(file), to which \(document) refers.")
    }
    for file in job.files where !planned.contains(Path.absolute(file)) {
      throw try stale(nil, "\(Path.name(of: document)) refers to \(file), which the build was not planned with")
    }
  }

  /// The error for a build that has to be planned anew.
  ///
  /// A folder that the build system watches makes it do so: another name in it changes its contents. It is a source's
  /// name, for anything else would become a resource of the target; and one that was never there before, for several
  /// documents may ask for a new plan in one build and must not put back what they found.
  private func stale(_ node: JSONNode?, _ problem: String) throws(ToolError) -> ToolError {
    var hint = "run 'touch Package.swift' and build again"
    if let watched = try arguments.value("--replan") {
      try FileSystem.makeFolder(watched)
      let old = FileSystem.names(in: watched).filter { Self.isSpread($0, "Plan") }
      let last = old.compactMap { Int($0.drop { !$0.isNumber }.prefix { $0.isNumber }) }.max() ?? 0
      let name = "Plan\(last + 1).swift"
      let mark = "// Planned anew, for "
      let text = mark + "\(Path.name(of: document)) or its configuration asks for other files.\n"
      _ = try FileSystem.replace(Path.join(watched, name), with: text)
      // One that is gone was removed for another document of the same build.
      for other in old where other != name {
        let path = Path.join(watched, other)
        guard let bytes = try? FileSystem.read(path), bytes.starts(with: mark.utf8) else { continue }
        try? FileSystem.remove(path)
      }
      hint = "build again, it will be planned anew"
    }
    let location = node.map(\.location) ?? FileLocation(file: document, line: 1, column: 1)
    Console.report(
      Diagnostic(
        severity: .error, code: "stale-plan", message: problem, hint: hint, location: location, pointer: "#"
      ).description)
    return .failed("Nothing was generated, for the build would have missed files.")
  }

  // MARK: Files

  /// - Returns: the number of files that were not the same already.
  private func write(_ files: [SourceFile], to folder: String) throws(ToolError) -> Int {
    try FileSystem.makeFolder(folder)
    var written = 0
    for file in files where try FileSystem.replace(Path.join(folder, file.name), with: file.text) { written += 1 }
    return written
  }

  /// Removes what an earlier run with more files left behind.
  private func removeStale(namespace: String, files: [SourceFile]) throws(ToolError) {
    let current = Set(files.map(\.name))
    for name in FileSystem.names(in: output) where !current.contains(name) {
      guard Self.isSpread(name, namespace + "+Operations") || Self.isSpread(name, namespace + "+Models") else {
        continue
      }
      let path = Path.join(output, name)
      let mark = "// Generated by openapi-client from "
      guard let bytes = try FileSystem.read(path), bytes.starts(with: mark.utf8) else { continue }
      try FileSystem.remove(path)
    }
  }

  /// Whether a name is the stem, a number or none, and `.swift`.
  private static func isSpread(_ name: String, _ stem: String) -> Bool {
    guard name.utf8.starts(with: stem.utf8), name.utf8.suffix(6).elementsEqual(".swift".utf8) else { return false }
    for byte in name.utf8.dropFirst(stem.utf8.count).dropLast(6) where byte < 0x30 || byte > 0x39 { return false }
    return true
  }

  private func tests(_ plan: ClientPlan, _ job: DocumentJob, module: String?) -> SourceFile {
    SourceFile(
      name: ConformanceTests.fileName(namespace: plan.namespace),
      text: ConformanceTests.print(plan, document: job.text, module: module))
  }
}
