import PackagePlugin

/// Writes the clients of a target's OpenAPI documents into its sources:
/// `swift package --allow-writing-to-package-directory generate-openapi-client --target PetClient`.
@main
struct GenerateOpenAPIClient: CommandPlugin {
  func performCommand(context: PluginContext, arguments: [String]) async throws {
    try CommittedSources.run(context: context, arguments: arguments, isCheck: false)
  }
}
