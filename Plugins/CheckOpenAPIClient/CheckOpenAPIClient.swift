import PackagePlugin

/// Fails where the clients in a target's sources are not what its OpenAPI documents say: `swift package check-openapi-client`.
///
/// It needs no permission, but SwiftPM asks for those of a plugin whatever its arguments: so it is a plugin of its own.
@main
struct CheckOpenAPIClient: CommandPlugin {
  func performCommand(context: PluginContext, arguments: [String]) async throws {
    try CommittedSources.run(context: context, arguments: arguments, isCheck: true)
  }
}
