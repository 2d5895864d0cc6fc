import Foundation

/// A package of its own with one generated target: by the plugin, or from committed sources.
struct SamplePackage {
  let folder: ScratchFolder
  let options: Options
  /// The document of the target, which only the plugin reads.
  var document: String { folder.path("Sources/Sample/openapi.json") }
  /// The folder of the modules of the package's debug build.
  var modules: String { folder.path(".build/debug/Modules") }
  /// The map of the one C module among them.
  var moduleMap: String { folder.path(".build/debug/CurlLibrary.build/module.modulemap") }

  /// Makes the package; with no document it has the sources given instead, and no plugin.
  init(_ options: Options, document: String?, sources: Generated? = nil) throws {
    self.options = options
    folder = try ScratchFolder()
    let package = URL(fileURLWithPath: options.package)
    let identity = package.lastPathComponent
    let plugin =
      document == nil ? "" : ", plugins: [.plugin(name: \"OpenAPIClientPlugin\", package: \"\(identity)\")]"
    _ = try folder.write(
      "Package.swift",
      """
      // swift-tools-version: 6.3
      import PackageDescription
      let package = Package(
        name: "Sample", platforms: [.macOS(.v13)],
        dependencies: [.package(path: "\(package.path)")],
        targets: [
          .target(
            name: "Sample", dependencies: [.product(name: "OpenAPIClientRuntime", package: "\(identity)")]\(plugin))
        ])

      """)
    let target = folder.url.appendingPathComponent("Sources/Sample")
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    _ = try folder.write("Sources/Sample/Placeholder.swift", "// Everything else is generated.\n")
    if let document { try Data(document.utf8).write(to: URL(fileURLWithPath: self.document)) }
    for name in sources?.names ?? [] {
      let text = try Data(contentsOf: URL(fileURLWithPath: sources?.folder.path(name) ?? ""))
      try text.write(to: target.appendingPathComponent(name))
    }
  }

  func build() throws -> Child.Cost { try Child.run(["swift", "build", "--package-path", folder.url.path]) }

  /// The folder of the target's build products.
  private var products: URL { folder.url.appendingPathComponent(".build/debug/Sample.build") }

  /// Makes the next build compile the whole target: removes its products, but not the files of SwiftPM's build plan.
  func clean() throws {
    let folder = products.resolvingSymlinksInPath()
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name != "sources" && !name.hasSuffix(".json") {
      try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
    }
  }

  /// The target's object files with their times of modification.
  func objects() throws -> [String: Date] {
    var dates: [String: Date] = [:]
    let folder = products.resolvingSymlinksInPath()
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".swift.o") {
      let attributes = try FileManager.default.attributesOfItem(atPath: folder.appendingPathComponent(name).path)
      dates[name] = attributes[.modificationDate] as? Date
    }
    return dates
  }
}
