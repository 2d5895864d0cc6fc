import Foundation
import Seedream

/// `seedream generate --dry-run`: the request as it would go out, and what the documents say of limits.
enum DryRun {
  private struct Listing: Encodable {
    var request: RequestPreview
    var limits: ModelsCommand.Row?
  }

  static func run(
    _ request: ImageRequest, _ service: ImageService, _ arguments: ParsedArguments, _ services: Services
  ) async throws -> Never {
    let client = try services.client(service, timeout: .seconds(300))
    let preview = try await client.preview(of: request)
    let limits = service.capabilities.model(named: preview.model).map { ModelsCommand.Row($0, service) }
    if arguments.has("--json") {
      Report.print(Listing(request: preview, limits: limits))
    } else {
      // Multipart bodies have the line ends of networks.
      Console.output(preview.description.replacing("\r\n", with: "\n"))
      for warning in preview.warnings { Console.error("warning: \(warning)") }
      for line in limits?.limits ?? [] { Console.error(line) }
      for source in limits?.sources ?? [] { Console.error("documented: \(source)") }
      Console.error("Nothing was sent.")
    }
    exit(ExitStatus.saved.rawValue)
  }
}
