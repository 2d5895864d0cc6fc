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
    let watched = output.appending(path: "Plans")
    let watching = Self.watching(watched, context)
    let generating = planned.documents.map { document in
      var arguments = [
        "generate", document.url.path(percentEncoded: false), "--output", output.path(percentEncoded: false),
        "--namespace", document.namespace, "--files", String(document.files), "--emit", document.emission, "--quiet",
      ]
      var inputs = document.inputs
      if let configuration = planned.configuration {
        arguments += ["--config", configuration.path(percentEncoded: false), "--planned", planned.outline]
        inputs.append(configuration)
      }
      if watching != nil { arguments += ["--replan", watched.path(percentEncoded: false)] }
      for file in document.inputs { arguments += ["--planned-file", file.path(percentEncoded: false)] }
      return Command.buildCommand(
        displayName: "Generating \(document.namespace) from \(document.url.lastPathComponent)",
        executable: tool, arguments: arguments, inputFiles: inputs,
        outputFiles: document.outputNames.map { output.appending(path: $0) })
    }
    return [watching].compactMap { $0 } + generating
  }

  /// SwiftPM can't build two files of one name in a target, and doesn't say so.
  private static func refuseSameNames(_ planned: PlannedDocuments, _ target: any Target) throws {
    guard let sources = target.sourceModule?.sourceFiles(withSuffix: ".swift") else { return }
    let own = Set(sources.map(\.url.lastPathComponent))
    for document in planned.documents {
      guard let name = document.outputNames.first(where: own.contains) else { continue }
      throw PlanningError(
        "The target '\(target.name)' has a file '\(name)', and so is called what is generated from "
          + "\(document.url.lastPathComponent). Rename the file, or give the document another namespace in "
          + "'openapi-client.json'.")
    }
  }

  /// What makes SwiftPM watch a folder, nil where nothing has to be watched.
  ///
  /// SwiftPM keeps a plan while no list of sources and no manifest changes, but it looks after the output folders of
  /// prebuild commands as well. Where the generator finds that the configuration asks for other files than were planned it
  /// adds to that folder, and the next build is planned anew.
  private static func watching(_ folder: URL, _ context: PluginContext) -> Command? {
    switch context.package.origin {
    case .root, .local: break
    default: return nil  // Nobody edits the configuration of a package that was fetched.
    }
    let nothing = URL(filePath: "/usr/bin/true")
    guard FileManager.default.isExecutableFile(atPath: nothing.path(percentEncoded: false)) else { return nil }
    return .prebuildCommand(
      displayName: "Watching the configuration of the clients", executable: nothing, arguments: [],
      outputFilesDirectory: folder)
  }
}
