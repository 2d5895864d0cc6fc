import PackagePlugin

/// Fails where the clients in a target's sources are not what its OpenAPI documents say: `swift package check-openapi-client`.
///
/// A plugin of its own, for SwiftPM asks for all permissions of a plugin whatever its arguments, and this one needs none.
@main
struct CheckOpenAPIClient: CommandPlugin {
  func performCommand(context: PluginContext, arguments: [String]) async throws {
    try CommittedSources.run(context: context, arguments: arguments, isCheck: true)
  }
}
