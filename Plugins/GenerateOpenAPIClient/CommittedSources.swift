import Foundation
import PackagePlugin

/// The clients of targets' OpenAPI documents as sources of the package, for people who commit them.
enum CommittedSources {
  /// What `--help` shows.
  static let help = """
    swift package --allow-writing-to-package-directory generate-openapi-client [--target NAME]…
    swift package check-openapi-client [--target NAME]…

    The first writes the clients into the folder 'Generated' of each target, or of all targets that have documents.
    The second writes nothing and needs no permission: it fails if what is there is not what would be written.
    """

  /// Does what a command line asks for.
  ///
  /// - Parameters:
  ///   - context: The package and its tools.
  ///   - arguments: The command line; with `--check` nothing is written.
  ///   - isCheck: Whether nothing is written in any case.
  /// - Throws: `PlanningError` where the command line, a document or, in a check, what was committed is wrong.
  static func run(context: PluginContext, arguments: [String], isCheck: Bool) throws {
    var extractor = ArgumentExtractor(arguments)
    if extractor.extractFlag(named: "help") > 0 {
      print(help)
      return
    }
    let names = extractor.extractOption(named: "target")
    let isCheck = extractor.extractFlag(named: "check") > 0 || isCheck
    if let unknown = extractor.remainingArguments.first {
      throw PlanningError("Nothing is known to do with '\(unknown)'. \(help)")
    }
    let targets = try names.isEmpty ? targetsWithDocuments(context) : context.package.targets(named: names)
    guard !targets.isEmpty else {
      throw PlanningError(
        "No target has an 'openapi-client.json', or a document such as 'openapi.json'. A folder without a Swift file is "
          + "no target for SwiftPM: beside the document there must be one, and be it empty.")
    }
    let tool = try context.tool(named: "openapi-client").url
    for target in targets { try generate(target, tool: tool, context: context, isCheck: isCheck) }
  }

  /// Targets with documents that don't generate while they are built: both at once would declare everything twice.
  private static func targetsWithDocuments(_ context: PluginContext) throws -> [any Target] {
    context.package.targets.filter { target in
      if let source = target as? SwiftSourceModuleTarget, !source.pluginGeneratedSources.isEmpty { return false }
      return (["openapi-client.json"] + PlannedDocuments.documentNames).contains { name in
        FileManager.default.fileExists(atPath: target.directoryURL.appending(path: name).path(percentEncoded: false))
      }
    }
  }

  /// Generates beside the sources, for only then the names of the files are known; then compares, or writes what differs.
  private static func generate(_ target: any Target, tool: URL, context: PluginContext, isCheck: Bool) throws {
    let planned = try PlannedDocuments(
      folder: target.directoryURL, target: target.name, package: context.package.directoryURL, isCommitted: true)
    let committed = target.directoryURL.appending(path: "Generated")
    let fresh = context.pluginWorkDirectoryURL.appending(path: "Generated-\(target.name)")
    try? FileManager.default.removeItem(at: fresh)
    for document in planned.documents {
      var arguments = [
        "generate", document.url.path(percentEncoded: false), "--output", fresh.path(percentEncoded: false),
        "--namespace", document.namespace, "--files", document.files.map(String.init) ?? "tags", "--emit",
        document.emission, "--quiet",
      ]
      if let configuration = planned.configuration {
        arguments += ["--config", configuration.path(percentEncoded: false)]
        if let module = target.sourceModule?.moduleName { arguments += ["--target-module", module] }
      }
      let process = try Process.run(tool, arguments: arguments)
      process.waitUntilExit()
      guard process.terminationReason == .exit, process.terminationStatus == 0 else {
        throw PlanningError("The client of \(document.url.lastPathComponent) could not be generated.")
      }
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: fresh.path(percentEncoded: false)).sorted()
    let changed = names.filter { name in
      !FileManager.default.contentsEqual(
        atPath: fresh.appending(path: name).path(percentEncoded: false),
        andPath: committed.appending(path: name).path(percentEncoded: false))
    }
    let left = leftovers(in: committed, besides: names)
    if isCheck {
      if let name = changed.first {
        throw PlanningError(
          "\(committed.appending(path: name).path(percentEncoded: false)) is not what the documents say now: run "
            + "'swift package --allow-writing-to-package-directory generate-openapi-client'.")
      }
      if let file = left.first {
        throw PlanningError("\(file.path) is left over from earlier documents or settings: remove it.")
      }
      print("\(target.name): the generated sources are what the documents say.")
      return
    }
    try FileManager.default.createDirectory(at: committed, withIntermediateDirectories: true)
    for name in changed {
      try Data(contentsOf: fresh.appending(path: name)).write(to: committed.appending(path: name))
    }
    for file in left { try FileManager.default.removeItem(at: file) }
    let removed = left.isEmpty ? "" : ", \(left.count) removed"
    print("\(target.name): \(changed.count) of \(names.count) files written\(removed)")
  }

  /// Generated files that would not be written any more.
  private static func leftovers(in folder: URL, besides names: [String]) -> [URL] {
    let found = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return found.sorted { $0.path < $1.path }.filter { file in
      if names.contains(file.lastPathComponent) { return false }
      let text = try? String(contentsOf: file, encoding: .utf8)
      return text?.hasPrefix("// Generated by openapi-client from ") == true
    }
  }
}
