import Foundation
import PackagePlugin

/// The clients of targets' OpenAPI documents as sources of the package, for people who commit them.
enum CommittedSources {
  /// What `--help` shows.
  static let help = """
    swift package --allow-writing-to-package-directory generate-openapi-client [--target NAME]…
    swift package check-openapi-client [--target NAME]…

    The first writes the clients into the folder 'Generated' of each target, or of all targets that have documents.
    The second writes nothing and needs no permission: it fails if the first would change something.
    """

  /// Writes or checks the sources of targets.
  ///
  /// - Parameters:
  ///   - context: The package and its tools.
  ///   - arguments: The command line; with `--check` nothing is written.
  ///   - isCheck: Whether nothing is written even without `--check`.
  /// - Throws: `PlanningError` if the command line or a document is wrong, or if a check finds a difference.
  static func run(context: PluginContext, arguments: [String], isCheck: Bool) throws {
    var extractor = ArgumentExtractor(arguments)
    if extractor.extractFlag(named: "help") > 0 {
      print(help)
      return
    }
    let names = extractor.extractOption(named: "target")
    let isCheck = extractor.extractFlag(named: "check") > 0 || isCheck
    if let unknown = extractor.remainingArguments.first {
      throw PlanningError("Unexpected argument '\(unknown)'.\n\(help)")
    }
    let targets = try names.isEmpty ? targetsWithDocuments(context) : context.package.targets(named: names)
    guard !targets.isEmpty else {
      throw PlanningError(
        "No target has an 'openapi-client.json', or a document such as 'openapi.json'. SwiftPM only finds a target that "
          + "has a Swift file: put one beside the document; it may be empty.")
    }
    for target in targets {
      let planned = try PlannedDocuments(
        folder: target.directoryURL, target: target.name, package: context.package.directoryURL, isCommitted: true)
      let fresh = context.pluginWorkDirectoryURL.appending(path: "Generated-\(target.name)")
      try generate(planned, of: target, into: fresh, tool: context.tool(named: "openapi-client").url)
      let sources = try Sources(fresh: fresh, committed: target.directoryURL.appending(path: "Generated"))
      if isCheck { try sources.check() } else { try sources.write() }
      print("\(target.name): \(isCheck ? "the generated sources are what the documents say." : sources.summary)")
    }
  }

  /// The targets with documents, except those whose plugin generates the client during a build: both would declare it.
  private static func targetsWithDocuments(_ context: PluginContext) throws -> [any Target] {
    context.package.targets.filter { target in
      if let source = target as? SwiftSourceModuleTarget, !source.pluginGeneratedSources.isEmpty { return false }
      return (["openapi-client.json"] + PlannedDocuments.documentNames).contains { name in
        FileManager.default.fileExists(atPath: target.directoryURL.appending(path: name).path(percentEncoded: false))
      }
    }
  }

  /// Generates the clients of a target into an empty folder.
  private static func generate(
    _ planned: PlannedDocuments, of target: any Target, into fresh: URL, tool: URL
  ) throws {
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
  }
}

/// The sources of a target as they were committed, compared with those that were just generated.
private struct Sources {
  private let fresh: URL
  private let committed: URL
  /// The names of all generated files.
  private let names: [String]
  /// The names of files that are not committed, or with other contents.
  private let changed: [String]
  /// Generated files that would not be generated any more.
  private let leftovers: [URL]

  init(fresh: URL, committed: URL) throws {
    self.fresh = fresh
    self.committed = committed
    let names = try FileManager.default.contentsOfDirectory(atPath: fresh.path(percentEncoded: false)).sorted()
    self.names = names
    changed = names.filter { name in
      !FileManager.default.contentsEqual(
        atPath: fresh.appending(path: name).path(percentEncoded: false),
        andPath: committed.appending(path: name).path(percentEncoded: false))
    }
    let found = try? FileManager.default.contentsOfDirectory(at: committed, includingPropertiesForKeys: nil)
    leftovers = (found ?? []).sorted { $0.path < $1.path }.filter { file in
      if names.contains(file.lastPathComponent) { return false }
      let text = try? String(contentsOf: file, encoding: .utf8)
      return text?.hasPrefix("// Generated by openapi-client from ") == true
    }
  }

  /// - Throws: `PlanningError` if anything differs.
  func check() throws {
    if let name = changed.first {
      throw PlanningError(
        "\(committed.appending(path: name).path(percentEncoded: false)) is not what the documents say now: run "
          + "'swift package --allow-writing-to-package-directory generate-openapi-client'.")
    }
    if let file = leftovers.first {
      throw PlanningError("\(file.path) is left over from earlier documents or settings: remove it.")
    }
  }

  /// Writes what differs, and removes what is left over.
  func write() throws {
    try FileManager.default.createDirectory(at: committed, withIntermediateDirectories: true)
    for name in changed {
      try Data(contentsOf: fresh.appending(path: name)).write(to: committed.appending(path: name))
    }
    for file in leftovers { try FileManager.default.removeItem(at: file) }
  }

  /// `1 of 3 files written, 1 removed`.
  var summary: String {
    "\(changed.count) of \(names.count) files written\(leftovers.isEmpty ? "" : ", \(leftovers.count) removed")"
  }
}
