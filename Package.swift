// swift-tools-version: 6.3
import PackageDescription

let package = Package(
  name: "seedream",
  platforms: [.macOS(.v13), .iOS(.v16), .tvOS(.v16), .watchOS(.v9), .visionOS(.v1)],
  products: [
    .plugin(name: "OpenAPIClientPlugin", targets: ["OpenAPIClientPlugin"]),
    .plugin(name: "GenerateOpenAPIClient", targets: ["GenerateOpenAPIClient"]),
    .plugin(name: "CheckOpenAPIClient", targets: ["CheckOpenAPIClient"]),
    .executable(name: "openapi-client", targets: ["openapi-client"]),
    .library(name: "OpenAPIClientRuntime", targets: ["OpenAPIClientRuntime"]),
    .library(name: "OpenAPIClientTesting", targets: ["OpenAPIClientTesting"]),
    .library(name: "OpenAPIConformance", targets: ["OpenAPIConformance"]),
    .library(name: "ImageAPIs", targets: ["ImageAPIs"]),
    .library(name: "Seedream", targets: ["Seedream"]),
    .library(name: "SeedreamSandbox", targets: ["SeedreamSandbox"]),
    .executable(name: "seedream", targets: ["SeedreamTool"]),
  ],
  targets: [
    // What the reader of documents, the runtime and the validator all need.
    .target(name: "OpenAPISyntax", exclude: ["README.md"]),

    // What the two tools share: arguments, console, exit statuses.
    .target(name: "CommandLineSupport"),

    // The generator: documents in, Swift out.
    .target(
      name: "OpenAPIDocument", dependencies: ["OpenAPISyntax"], exclude: ["Swagger/README.md", "YAML/README.md"]),
    .target(
      name: "OpenAPIClientGenerator", dependencies: ["OpenAPIDocument", "OpenAPISyntax"],
      exclude: ["README.md", "Diagnostics.md"]),
    .target(name: "OpenAPIValidation", dependencies: ["OpenAPIDocument", "OpenAPISyntax"]),
    // Named like its product: a plugin finds a tool by the product's name.
    .executableTarget(
      name: "openapi-client", dependencies: ["CommandLineSupport", "OpenAPIClientGenerator", "OpenAPISyntax"],
      path: "Sources/OpenAPIClientTool"),
    .plugin(
      name: "OpenAPIClientPlugin", capability: .buildTool(),
      dependencies: ["openapi-client"]),
    .plugin(
      name: "GenerateOpenAPIClient",
      capability: .command(
        intent: .custom(
          verb: "generate-openapi-client",
          description: "Write the client of a target's OpenAPI documents into its sources."),
        permissions: [
          .writeToPackageDirectory(
            reason: "The generated sources are written into the target's folder; check-openapi-client writes nothing.")
        ]),
      dependencies: ["openapi-client"]),
    .plugin(
      name: "CheckOpenAPIClient",
      capability: .command(
        intent: .custom(
          verb: "check-openapi-client",
          description: "Fail where the client in a target's sources is not what its OpenAPI documents say.")),
      dependencies: ["openapi-client"]),

    // What generated code stands on.
    .target(name: "CurlLibrary"),
    .target(
      name: "HTTPTransport",
      dependencies: [.target(name: "CurlLibrary", condition: .when(platforms: [.linux]))]),
    .target(name: "FoundationTransport", dependencies: ["HTTPTransport"]),
    .target(
      name: "OpenAPIClientRuntime",
      dependencies: [
        "HTTPTransport", "OpenAPISyntax",
        .target(
          name: "FoundationTransport",
          condition: .when(platforms: [.macOS, .macCatalyst, .iOS, .tvOS, .watchOS, .visionOS])),
      ]),

    // What generated tests stand on: a generated client held against its document.
    .target(
      name: "OpenAPIConformance", dependencies: ["OpenAPIClientRuntime", "OpenAPISyntax", "OpenAPIValidation"]),

    // What people's own tests stand on: a transport that responds by operation.
    .target(
      name: "OpenAPIClientTesting",
      dependencies: ["OpenAPIClientRuntime", "OpenAPIConformance", "OpenAPIDocument", "OpenAPIValidation"]),

    // The image services.
    .target(
      name: "ImageAPIs", dependencies: ["OpenAPIClientRuntime"],
      plugins: ["OpenAPIClientPlugin"]),
    .target(name: "Seedream", dependencies: ["HTTPTransport", "ImageAPIs", "OpenAPISyntax"]),
    .target(name: "LoopbackHTTP", dependencies: ["HTTPTransport", "OpenAPISyntax"]),
    .target(
      name: "SeedreamSandbox", dependencies: ["HTTPTransport", "LoopbackHTTP", "OpenAPISyntax", "OpenAPIValidation"],
      plugins: ["OpenAPIClientPlugin"]),
    // Pictures in a terminal.
    .target(name: "TerminalImages", dependencies: ["HTTPTransport", "OpenAPISyntax"]),
    .executableTarget(
      name: "SeedreamTool",
      dependencies: [
        "CommandLineSupport", "HTTPTransport", "OpenAPISyntax", "Seedream", "SeedreamSandbox", "TerminalImages",
      ]),

    // Tests, a folder a module.
    .target(name: "SpawnActions", path: "Tests/SpawnActions"),
    .target(
      name: "ChildProcesses",
      dependencies: ["LoopbackHTTP", .target(name: "SpawnActions", condition: .when(platforms: [.linux]))],
      path: "Tests/ChildProcesses"),
    .testTarget(name: "CommandLineSupportTests", dependencies: ["CommandLineSupport"]),
    .testTarget(name: "OpenAPISyntaxTests", dependencies: ["OpenAPISyntax"]),
    .testTarget(name: "OpenAPIDocumentTests", dependencies: ["OpenAPIDocument"]),
    .testTarget(name: "OpenAPIValidationTests", dependencies: ["OpenAPIValidation"]),
    .testTarget(name: "OpenAPIClientGeneratorTests", dependencies: ["OpenAPIClientGenerator"]),
    .testTarget(
      name: "HTTPTransportTests",
      dependencies: ["ChildProcesses", "HTTPTransport", "FoundationTransport", "LoopbackHTTP"]),
    .testTarget(
      name: "OpenAPIClientRuntimeTests", dependencies: ["OpenAPIClientRuntime", "OpenAPISyntax", "LoopbackHTTP"]),
    .testTarget(
      name: "SeedreamTests",
      dependencies: ["ChildProcesses", "HTTPTransport", "Seedream", "SeedreamSandbox", "LoopbackHTTP"]),
    .testTarget(name: "TerminalImagesTests", dependencies: ["TerminalImages"]),
    .testTarget(name: "SeedreamSandboxTests", dependencies: ["SeedreamSandbox", "LoopbackHTTP"]),
    .testTarget(
      name: "ConformanceTests",
      dependencies: ["ImageAPIs", "OpenAPIConformance", "OpenAPIClientGenerator"],
      plugins: ["OpenAPIClientPlugin"]),
    // The mapping, row by row: what is generated from documents of the tests' own, compiled and run.
    .testTarget(
      name: "MappingTests", dependencies: ["LoopbackHTTP", "OpenAPIClientRuntime"], exclude: ["Documents"],
      plugins: ["OpenAPIClientPlugin"]),
    .testTarget(
      name: "OpenAPIClientTestingTests", dependencies: ["OpenAPIClientTesting"], exclude: ["shop.json"],
      plugins: ["OpenAPIClientPlugin"]),
    // What README and the catalogues show, compiled and run.
    .testTarget(
      name: "DocumentationTests", dependencies: ["OpenAPIClientTesting", "Seedream"], exclude: ["Documents"],
      plugins: ["OpenAPIClientPlugin"]),
    .testTarget(
      name: "PackageTests", dependencies: ["ChildProcesses", "LoopbackHTTP", "OpenAPIConformance", "OpenAPIDocument"]),
  ],
  swiftLanguageModes: [.v6]
)

// The benchmarks are no part of what users get: they are there only when asked for.
if Context.environment["SEEDREAM_BENCHMARKS"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "OpenAPIClientGenerator", "OpenAPIClientRuntime", "LoopbackHTTP", "Seedream", "SeedreamSandbox",
      ],
      exclude: ["README.md"], plugins: ["OpenAPIClientPlugin"]))
}
