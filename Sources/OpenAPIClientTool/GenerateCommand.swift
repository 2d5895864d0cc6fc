import CommandLineSupport
import OpenAPIClientGenerator
import OpenAPIDocument
import OpenAPISyntax

/// `openapi-client generate`: writes a client.
struct GenerateCommand {
  let arguments: CommandArguments
  let document: String
  let output: String
  let namespace: String?

  init(_ words: [String]) throws(CommandError) {
    arguments = try CommandArguments(
      words,
      options: [
        "--output", "--namespace", "--access", "--files", "--config", "--overlay", "--emit", "--tests",
        "--tests-module", "--planned", "--watched", "--target-module",
      ], flags: ["--strict", "--quiet"])
    document = try arguments.positional("document")[0]
    guard let output = arguments.value("--output") else {
      throw .usage("The option --output is missing: the folder to write to.")
    }
    self.output = output
    namespace = arguments.value("--namespace")
  }

  func run() throws(CommandError) -> ExitStatus {
    if let build = try UnplannedBuild(self) { return try build.run() }
    let settings = try settings()
    guard let (plan, job, files) = try generate(document, settings) else { return .failed }
    try checkFiles(job)
    var written = try write(files, to: output)
    if settings.emission?.includesClient ?? true { try removeStale(namespace: plan.namespace, files: files) }
    var all = files.count
    if let testsFolder = arguments.value("--tests") {
      written += try write([tests(plan, job, module: arguments.value("--tests-module"))], to: testsFolder)
      all += 1
    }
    if !arguments.has("--quiet") {
      let operations = DocumentJob.count(plan.operations.count, "operation")
      let types = DocumentJob.count(plan.types.count, "type")
      let result = written == 0 ? "nothing changed" : "\(written) of \(DocumentJob.count(all, "file")) written"
      Console.report("\(document): \(operations), \(types), \(result), \(job.warnings(ignoring: settings.ignore))")
    }
    return .done
  }

  /// What an entry asks for; nil where its document can't be used, which is said.
  func generate(
    _ document: String, _ settings: DocumentSettings
  ) throws(CommandError) -> (plan: ClientPlan, job: DocumentJob, files: [SourceFile])? {
    var job = try DocumentJob(document, settings: settings)
    let emission = settings.emission ?? .client
    let plan = try job.plan { read in
      settings.configuration(
        namespace: settings.namespace ?? Generator.namespace(document: document, title: read.info.title))
    }
    if emission == .tests || arguments.value("--tests") != nil { job.warnOfUntestedFiles() }
    if emission.includesClient { settings.warn(ofModule: arguments.value("--target-module"), &job.diagnostics) }
    settings.warnOfUnusedCodes(&job.diagnostics)
    let hasErrors = job.report(strict: arguments.has("--strict") || settings.strict == true, ignoring: settings.ignore)
    guard let plan, !hasErrors else { return nil }

    let layout = settings.files ?? .numbered(OutputNames.defaultFiles(documentBytes: job.size))
    var files: [SourceFile] = []
    if emission.includesClient { files = Generator.print(plan, layout) }
    if emission.includesDocument {
      files.append(
        EmbeddedDocument.file(
          namespace: plan.namespace, access: plan.access, fileName: FilePath.name(of: document), text: job.text))
    }
    if emission == .tests { files.append(tests(plan, job, module: settings.module)) }
    return (plan, job, files)
  }

  // MARK: Settings

  /// The configuration's entry, with what the command line says instead.
  private func settings() throws(CommandError) -> DocumentSettings {
    var settings = try ConfigurationFile.settings(arguments, document: document, namespace: namespace)
    // A configuration says first what is wrong with its own.
    if let namespace, !Generator.isNamespace(namespace) {
      throw .usage(
        "'\(namespace)' can't name a Swift type; give another name such as 'PetStore', with --namespace or as "
          + "'namespace' in openapi-client.json.")
    }
    if let namespace { settings.namespace = namespace }
    if let access = try word("--access", AccessLevel.self) { settings.access = access }
    if let emission = try word("--emit", DocumentSettings.Emission.self) { settings.emission = emission }
    if let text = arguments.value("--files") {
      guard let files = FileLayout(text: text) else {
        throw .usage("The option --files needs 'tags' or a number from 1 to 999, not '\(text)'.")
      }
      settings.files = files
    }
    return settings
  }

  private func word<Word: RawRepresentable & CaseIterable>(
    _ option: String, _ type: Word.Type
  ) throws(CommandError) -> Word? where Word.RawValue == String {
    guard let text = arguments.value(option) else { return nil }
    if let word = Word(rawValue: text) { return word }
    let words = Word.allCases.map(\.rawValue)
    throw .usage(
      "The option \(option) needs one of \(words.joined(separator: ", ")), not '\(text)'"
        + "\(NearestName.ending(for: text, among: words))")
  }

  // MARK: Plans of build systems

  /// The folder that a build system looks after: where it changes, the next build is planned anew.
  var watchedFolder: WatchedFolder? { arguments.value("--watched").map { WatchedFolder(path: $0) } }

  /// In a build a file that is missing is an error: what has failed is done again, so that the file is noticed when it
  /// comes.
  func checkFiles(_ jobs: DocumentJob...) throws(CommandError) { try checkFiles(jobs) }

  func checkFiles(_ jobs: [DocumentJob]) throws(CommandError) {
    guard let folder = watchedFolder else { return }
    try folder.watch(jobs.flatMap { job in job.files.filter { !job.missingFiles.contains($0) } })
    for job in jobs {
      if let file = job.missingFiles.first {
        throw .failed("There is no file \(file), to which \(job.path) refers.")
      }
    }
  }

  // MARK: Files

  /// - Returns: the number of files that were not the same already.
  func write(_ files: [SourceFile], to folder: String) throws(CommandError) -> Int {
    try FileSystem.makeFolder(folder)
    var written = 0
    for file in files where try FileSystem.replace(FilePath.join(folder, file.name), with: file.text) { written += 1 }
    return written
  }

  /// Removes what an earlier run with other files left behind.
  private func removeStale(namespace: String, files: [SourceFile]) throws(CommandError) {
    let current = Set(files.map(\.name))
    for name in FileSystem.names(in: output) where !current.contains(name) {
      guard Self.isSpread(name, namespace + "+Operations") || Self.isSpread(name, namespace + "+Models") else {
        continue
      }
      let path = FilePath.join(output, name)
      let mark = "// Generated by openapi-client from "
      guard let bytes = try FileSystem.read(path), bytes.starts(with: mark.utf8) else { continue }
      try FileSystem.remove(path)
    }
  }

  /// Whether a name is the stem, a number, a tag or nothing, and `.swift`.
  private static func isSpread(_ name: String, _ stem: String) -> Bool {
    guard name.utf8.starts(with: stem.utf8), name.utf8.suffix(6).elementsEqual(".swift".utf8) else { return false }
    let ending = name.utf8.dropFirst(stem.utf8.count).dropLast(6)
    return ending.first == UInt8(ascii: "+") || ending.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }

  private func tests(_ plan: ClientPlan, _ job: DocumentJob, module: String?) -> SourceFile {
    SourceFile(
      name: ConformanceTests.fileName(namespace: plan.namespace),
      text: ConformanceTests.print(plan, document: job.text, module: module))
  }
}
