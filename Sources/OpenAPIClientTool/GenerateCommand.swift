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
    try checkFiles([job])
    var written = try write(files, to: output)
    if settings.emission?.includesClient ?? true { try removeStale(namespace: plan.namespace, files: files) }
    var total = files.count
    if let testsFolder = arguments.value("--tests") {
      written += try write([tests(plan, job, module: arguments.value("--tests-module"))], to: testsFolder)
      total += 1
    }
    if !arguments.has("--quiet") {
      let result = written == 0 ? "nothing changed" : "\(written) of \(DocumentJob.count(total, "file")) written"
      Console.report(job.summary(of: plan, settings, result))
    }
    return .done
  }

  /// The plan and the files of a document; nil where it can't be used, which is reported.
  func generate(
    _ document: String, _ settings: DocumentSettings
  ) throws(CommandError) -> (plan: ClientPlan, job: DocumentJob, files: [SourceFile])? {
    var job = try DocumentJob(document, settings: settings)
    let emission = settings.emission ?? .client
    let plan = job.plan { settings.configuration(for: $0, at: document) }
    if emission == .tests || arguments.value("--tests") != nil { job.warnOfUntestedFiles() }
    if emission.includesClient { settings.warn(ofModule: arguments.value("--target-module"), &job.diagnostics) }
    settings.warnOfUnusedCodes(&job.diagnostics)
    let hasErrors = job.report(settings, arguments)
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

  /// The entry of the configuration, overridden by the options.
  private func settings() throws(CommandError) -> DocumentSettings {
    var settings = try ConfigurationFile.settings(arguments, document: document, namespace: namespace)
    // Checked after the configuration, whose own namespace has a better message.
    if let namespace, !Generator.isNamespace(namespace) {
      throw .usage(
        "'\(namespace)' can't name a Swift type; give another name such as 'PetStore', with --namespace or as "
          + "'namespace' in openapi-client.json.")
    }
    if let namespace { settings.namespace = namespace }
    if let access = try choice("--access", AccessLevel.self) { settings.access = access }
    if let emission = try choice("--emit", DocumentSettings.Emission.self) { settings.emission = emission }
    if let text = arguments.value("--files") {
      guard let files = FileLayout(text: text) else {
        throw .usage("The option --files needs 'tags' or a number from 1 to 999, not '\(text)'.")
      }
      settings.files = files
    }
    return settings
  }

  /// The value of an option that takes one of some words.
  private func choice<Choice: RawRepresentable & CaseIterable>(
    _ option: String, _ type: Choice.Type
  ) throws(CommandError) -> Choice? where Choice.RawValue == String {
    guard let text = arguments.value(option) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let words = Choice.allCases.map(\.rawValue)
    throw .usage(
      "The option \(option) needs one of \(words.joined(separator: ", ")), not '\(text)'"
        + "\(NearestName.ending(for: text, among: words))")
  }

  // MARK: Builds

  /// The folder that the build system watches: if it changes, the next build is planned anew.
  var watchedFolder: WatchedFolder? { arguments.value("--watched").map { WatchedFolder(path: $0) } }

  /// Links the files that were read into the watched folder, and fails if a file is missing.
  ///
  /// A command that failed runs again in the next build, and so finds the file once it is there.
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

  /// Writes files whose bytes differ.
  ///
  /// - Returns: how many were written.
  func write(_ files: [SourceFile], to folder: String) throws(CommandError) -> Int {
    try FileSystem.makeFolder(folder)
    var written = 0
    for file in files where try FileSystem.replace(FilePath.join(folder, file.name), with: file.text) { written += 1 }
    return written
  }

  /// Removes files of an earlier run that are not generated any more.
  private func removeStale(namespace: String, files: [SourceFile]) throws(CommandError) {
    let current = Set(files.map(\.name))
    for name in FileSystem.names(in: output) where !current.contains(name) {
      guard Self.isSpread(name, namespace + "+Operations") || Self.isSpread(name, namespace + "+Models") else {
        continue
      }
      let path = FilePath.join(output, name)
      guard let bytes = try FileSystem.read(path), bytes.starts(with: SourceFile.headerStart.utf8) else { continue }
      try FileSystem.remove(path)
    }
  }

  /// Whether a file's name is the stem with a number, with a tag, or alone: `Pets+Models2.swift`, `Pets+Models+P.swift`.
  private static func isSpread(_ name: String, _ stem: String) -> Bool {
    guard name.hasPrefix(stem), name.hasSuffix(".swift") else { return false }
    let ending = name.utf8.dropFirst(stem.utf8.count).dropLast(".swift".utf8.count)
    return ending.first == UInt8(ascii: "+") || ending.allSatisfy(\.isDigit)
  }

  private func tests(_ plan: ClientPlan, _ job: DocumentJob, module: String?) -> SourceFile {
    SourceFile(
      name: ConformanceTests.fileName(namespace: plan.namespace),
      text: ConformanceTests.print(plan, document: job.text, module: module))
  }
}
