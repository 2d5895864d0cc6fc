import Foundation
import PackagePlugin

/// Writes the clients of a target's OpenAPI documents into its sources, for people who commit them:
/// `swift package --allow-writing-to-package-directory generate-openapi-client --target PetClient`.
@main
struct GenerateOpenAPIClient: CommandPlugin {
  func performCommand(context: PluginContext, arguments: [String]) async throws {
    var extractor = ArgumentExtractor(arguments)
    if extractor.extractFlag(named: "help") > 0 {
      print(Self.help)
      return
    }
    let names = extractor.extractOption(named: "target")
    let isCheck = extractor.extractFlag(named: "check") > 0
    if let unknown = extractor.remainingArguments.first {
      throw PlanningError("Nothing is known to do with '\(unknown)'. \(Self.help)")
    }
    let targets = try names.isEmpty ? Self.targetsWithDocuments(context) : context.package.targets(named: names)
    guard !targets.isEmpty else {
      throw PlanningError("No target has an 'openapi-client.json' or an 'openapi.json'.")
    }
    let tool = try context.tool(named: "openapi-client").url
    for target in targets { try Self.generate(target, tool: tool, context: context, isCheck: isCheck) }
  }

  private static let help = """
    swift package --allow-writing-to-package-directory generate-openapi-client [--check] [--target NAME]…

    Writes the clients into the folder 'Generated' of each target, or of all targets that have documents.
    With --check nothing is written: it fails if what is there is not what would be written.
    """

  /// Targets with documents that don't generate while they are built: both at once would declare everything twice.
  private static func targetsWithDocuments(_ context: PluginContext) throws -> [any Target] {
    context.package.targets.filter { target in
      ["openapi-client.json", "openapi.json"].contains { name in
        FileManager.default.fileExists(atPath: target.directoryURL.appending(path: name).path(percentEncoded: false))
      }
    }
  }

  private static func generate(_ target: any Target, tool: URL, context: PluginContext, isCheck: Bool) throws {
    let planned = try PlannedDocuments(
      folder: target.directoryURL, target: target.name, package: context.package.directoryURL)
    let committed = target.directoryURL.appending(path: "Generated")
    let output = isCheck ? context.pluginWorkDirectoryURL.appending(path: "Check-\(target.name)") : committed
    if isCheck { try? FileManager.default.removeItem(at: output) }
    for document in planned.documents {
      var arguments = [
        "generate", document.url.path(percentEncoded: false), "--output", output.path(percentEncoded: false),
        "--namespace", document.namespace, "--files", String(document.files), "--emit", document.emission,
      ]
      if let configuration = planned.configuration {
        arguments += ["--config", configuration.path(percentEncoded: false)]
      }
      if isCheck { arguments.append("--quiet") }
      let process = try Process.run(tool, arguments: arguments)
      process.waitUntilExit()
      guard process.terminationReason == .exit, process.terminationStatus == 0 else {
        throw PlanningError("The client of \(document.url.lastPathComponent) could not be generated.")
      }
      if isCheck { try compare(document.outputNames, output, committed) }
    }
    if isCheck { print("\(target.name): the generated sources are what the documents say.") }
  }

  /// Fails at the first file that is not what would be written.
  private static func compare(_ names: [String], _ fresh: URL, _ committed: URL) throws {
    for name in names {
      let path = committed.appending(path: name).path(percentEncoded: false)
      guard
        FileManager.default.contentsEqual(
          atPath: fresh.appending(path: name).path(percentEncoded: false), andPath: path)
      else {
        throw PlanningError(
          "\(path) is not what the documents say now: run "
            + "'swift package --allow-writing-to-package-directory generate-openapi-client'.")
      }
    }
  }
}
