import Foundation

/// The cost of building `openapi-client` from clean, which every user of the plugin pays once.
enum ToolBuild {
  static func run(_ options: Options, _ report: inout Report) async throws {
    for configuration in ["debug", "release"] {
      let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("benchmarks-tool-\(configuration)")
      try? FileManager.default.removeItem(at: scratch)
      defer { try? FileManager.default.removeItem(at: scratch) }
      let cost = try Child.run([
        "swift", "build", "--package-path", options.package, "--scratch-path", scratch.path, "-c", configuration,
        "--product", "openapi-client",
      ])
      let tool = scratch.appendingPathComponent("\(configuration)/openapi-client").resolvingSymlinksInPath()
      let size = (try? Data(contentsOf: tool).count) ?? 0
      report.add(
        "tool", "openapi-client from clean, \(configuration)",
        [
          ("processor", cost.processorSeconds, "s"), ("wall", cost.wallSeconds, "s"),
          ("binary", Double(size) / 1e6, "MB"),
        ])
    }
  }
}
