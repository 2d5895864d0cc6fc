import CommandLineSupport
import OpenAPIClientGenerator
import OpenAPIDocument
import OpenAPISyntax

/// A run in a build that was planned before its configuration changed, and so expects other files.
///
/// The build compiles only the files that it was planned with. So everything that the configuration describes now is
/// written into those, whatever their names are, because file names mean nothing to Swift. The next build is planned
/// anew, and each client has files of its own again.
struct UnplannedBuild {
  private let command: GenerateCommand
  private let configuration: ConfigurationFile
  /// The namespaces that the build was planned with, one for each command.
  private let planned: [String]

  /// Nil where the build was planned with this configuration, or with none.
  init?(_ command: GenerateCommand) throws(CommandError) {
    guard let planned = command.arguments.value("--planned"), let path = command.arguments.value("--config") else {
      return nil
    }
    let file = try ConfigurationFile.read(path)
    if planned == file.outline { return nil }
    self.command = command
    configuration = file
    self.planned = planned.split(separator: ";").map { String($0.prefix { $0 != "=" }) }
  }

  func run() throws(CommandError) -> ExitStatus {
    for settings in configuration.documents where settings.files == .tags {
      throw .failed(
        "\(configuration.path): with \"files\": \"tags\" the names of files depend on the document, but a build has to "
          + "know them before it is read. Give a number, or commit the sources with "
          + "'swift package generate-openapi-client'.")
    }
    var files: [SourceFile] = []
    var jobs: [DocumentJob] = []
    for settings in configuration.documents where isOwn(settings) {
      let document = FilePath.join(FilePath.folder(of: configuration.path), settings.path)
      guard let generated = try command.generate(document, settings) else { return .failed }
      files += generated.files
      jobs.append(generated.job)
    }
    try command.checkFiles(jobs)
    _ = try command.write(Self.merged(files, into: plannedNames), to: command.output)
    let folder = command.watchedFolder
    try folder?.requestNewPlan()
    Console.report(
      Diagnostic(
        severity: .note, code: "stale-plan",
        message: "\(FilePath.name(of: configuration.path)) asks for other files than this build was planned with, "
          + "so the generated code is in the files that the build knows",
        hint: folder == nil
          ? "'touch Package.swift' has the next build planned anew" : "the next build is planned anew",
        location: configuration.root?.location ?? FileLocation(file: configuration.path, line: 1, column: 1),
        pointer: "#"
      ).description)
    return .done
  }

  /// Whether this command generates an entry: that of its namespace, and the first command also new entries.
  private func isOwn(_ settings: DocumentSettings) -> Bool {
    let owner = settings.namespace.flatMap { planned.firstIndex(of: $0) } ?? 0
    return planned.firstIndex(of: command.namespace ?? "") ?? 0 == owner
  }

  /// The files that this command was planned with.
  private var plannedNames: [String] {
    let namespace = command.namespace ?? ""
    let emission = command.arguments.value("--emit").flatMap(DocumentSettings.Emission.init) ?? .client
    if emission == .tests { return [ConformanceTests.fileName(namespace: namespace)] }
    let files = command.arguments.value("--files").flatMap { Int($0) } ?? 1
    return (emission.includesClient ? OutputNames(namespace: namespace, files: files).all : [])
      + (emission.includesDocument ? [OutputNames.document(namespace: namespace)] : [])
  }

  /// The texts of files in the files of a plan: each in the file of its name, or else in one that is free.
  private static func merged(_ files: [SourceFile], into names: [String]) -> [SourceFile] {
    var texts: [String: String] = [:]
    var free = names.filter { name in !files.contains { $0.name == name } }[...]
    for file in files {
      if names.contains(file.name) {
        texts[file.name, default: ""] += file.text
      } else if let name = free.popFirst() ?? names.last {
        texts[name] = texts[name].map { "\($0)\n\(file.text)" } ?? file.text
      }
    }
    // Files without text are written too, because they may have code of an earlier build.
    return names.map { SourceFile(name: $0, text: texts[$0] ?? "\(SourceFile.headerStart)nothing.\n") }
  }
}
