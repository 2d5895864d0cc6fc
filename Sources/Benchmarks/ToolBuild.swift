import Foundation

/// The cost of building `openapi-client` from clean, which every user of the plugin pays once.
enum ToolBuild {
  @Sendable static func run(_ options: Options, _ report: inout Report) async throws {
    for configuration in ["debug", "release"] {
      let folder = try ScratchFolder()
      defer { folder.remove() }
      // A build takes minutes: once unless asked for more than the usual number of rounds.
      let rounds = try Rounds(
        max(1, options.runs / 5),
        [
          ("yardstick", { try Yardstick.compile(in: folder) }),
          (
            "build",
            {
              try? FileManager.default.removeItem(atPath: folder.path("build"))
              return try Child.run([
                "swift", "build", "--package-path", options.package, "--scratch-path", folder.path("build"),
                "-c", configuration, "--product", "openapi-client",
              ])
            }
          ),
        ])
      let tool = folder.url.appendingPathComponent("build/\(configuration)/openapi-client").resolvingSymlinksInPath()
      let stripped = folder.path("stripped")
      try? FileManager.default.copyItem(atPath: tool.path, toPath: stripped)
      _ = try? Child.run(["strip", stripped])
      report.add(
        "tool", "openapi-client from clean, \(configuration)",
        [
          ("processor", rounds.median("build") { $0.processorSeconds }, "s"),
          ("in yardsticks", rounds.ratio("build", to: "yardstick") { $0.processorSeconds }, "x"),
          ("wall", rounds.median("build") { $0.wallSeconds }, "s"),
          ("binary", size(tool.path) / 1e6, "MB"), ("stripped", size(stripped) / 1e6, "MB"),
        ])
    }
  }

  private static func size(_ path: String) -> Double {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? NSNumber)?.doubleValue ?? .nan
  }
}
