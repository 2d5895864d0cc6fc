import Foundation
import PackagePlugin

/// Generates the clients of a target's OpenAPI documents while the target is built.
@main
struct OpenAPIClientPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] {
    let tool = try context.tool(named: "openapi-client").url
    let planned = try PlannedDocuments(
      folder: target.directoryURL, target: target.name, package: context.package.directoryURL)
    try Self.refuseSameNames(planned, target)
    let output = context.pluginWorkDirectoryURL
    let watched = Self.isEdited(context.package) ? output.appending(path: "Watched") : nil
    let generating = planned.documents.map { document in
      var arguments = [
        "generate", document.url.path(percentEncoded: false), "--output", output.path(percentEncoded: false),
        "--namespace", document.namespace, "--files", document.files.map(String.init) ?? "tags", "--emit",
        document.emission, "--quiet",
      ]
      var inputs = [document.url] + document.overlays
      if let configuration = planned.configuration {
        arguments += ["--config", configuration.path(percentEncoded: false), "--planned", planned.outline]
        if let module = target.sourceModule?.moduleName { arguments += ["--target-module", module] }
        inputs.append(configuration)
      }
      if let folder = watched?.appending(path: document.outputNames[0] + ".docc") {
        arguments += ["--watched", folder.path(percentEncoded: false)]
        inputs += Self.files(linkedIn: folder)
      }
      return Command.buildCommand(
        displayName: "Generating \(document.namespace) from \(document.url.lastPathComponent)",
        executable: tool, arguments: arguments, inputFiles: Self.existing(inputs),
        outputFiles: document.outputNames.map { output.appending(path: $0) })
    }
    return [watched.map(Self.watching)].compactMap { $0 } + generating
  }

  /// The files that the generator read in the last build, to which it keeps links.
  private static func files(linkedIn folder: URL) -> [URL] {
    let path = folder.path(percentEncoded: false)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.sorted().compactMap { name in
      (try? FileManager.default.destinationOfSymbolicLink(atPath: path + "/" + name)).map { URL(filePath: $0) }
    }
  }

  /// The files that exist, each once: the generator reports a missing file better than SwiftPM, with what refers to it.
  private static func existing(_ files: [URL]) -> [URL] {
    var found: [URL] = []
    for file in files.map(\.standardizedFileURL) where !found.contains(file) && PlannedDocuments.exists(file) {
      found.append(file)
    }
    return found
  }

  /// Throws if a source of the target has the name of a generated file: SwiftPM can't build both, and doesn't say why.
  private static func refuseSameNames(_ planned: PlannedDocuments, _ target: any Target) throws {
    guard let sources = target.sourceModule?.sourceFiles(withSuffix: ".swift") else { return }
    let own = Set(sources.map(\.url.lastPathComponent))
    for document in planned.documents {
      guard let name = document.outputNames.first(where: own.contains) else { continue }
      throw PlanningError(
        "The target '\(target.name)' has a file '\(name)', which is also the name of a file that is generated from "
          + "\(document.url.lastPathComponent). Rename the file, or give the document another namespace in "
          + "'openapi-client.json'.")
    }
  }

  /// Whether the package's documents may be edited; those of a fetched package are not.
  private static func isEdited(_ package: Package) -> Bool {
    switch package.origin {
    case .root, .local: true
    default: false
    }
  }

  /// A command that makes SwiftPM watch a folder.
  ///
  /// SwiftPM keeps a plan until a list of sources or a manifest changes. But it also watches the output folders of
  /// prebuild commands, with the folders in them and the files behind links. So the generator keeps links there to the
  /// files that it read, and adds an entry where the configuration needs other outputs: then the next build is planned
  /// anew. The folders have the extension of documentation, which alone is neither a source nor a resource.
  private static func watching(_ folder: URL) -> Command {
    let commands: [(String, [String])] = [("/usr/bin/true", []), ("/bin/true", [])]
    let (program, arguments) =
      commands.first { FileManager.default.isExecutableFile(atPath: $0.0) } ?? ("/usr/bin/env", ["true"])
    return .prebuildCommand(
      displayName: "Watching the documents of the clients", executable: URL(filePath: program), arguments: arguments,
      outputFilesDirectory: folder)
  }
}
