import Foundation
import PackagePlugin

/// Generates the clients of a target's OpenAPI documents while the target is built.
@main
struct OpenAPIClientPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] {
    let tool = try context.tool(named: "openapi-client").url
    let planned = try PlannedDocuments(
      folder: target.directoryURL, target: target.name, package: context.package.directoryURL)
    let output = context.pluginWorkDirectoryURL
    return planned.documents.map { document in
      var arguments = [
        "generate", document.url.path(percentEncoded: false), "--output", output.path(percentEncoded: false),
        "--namespace", document.namespace, "--files", String(document.files), "--emit", document.emission, "--quiet",
      ]
      var inputs = document.inputs
      if let configuration = planned.configuration {
        arguments += ["--config", configuration.path(percentEncoded: false), "--planned", planned.outline]
        inputs.append(configuration)
      }
      for file in document.inputs { arguments += ["--planned-file", file.path(percentEncoded: false)] }
      return .buildCommand(
        displayName: "Generating \(document.namespace) from \(document.url.lastPathComponent)",
        executable: tool, arguments: arguments, inputFiles: inputs,
        outputFiles: document.outputNames.map { output.appending(path: $0) })
    }
  }
}
