import CommandLineSupport
import Foundation
import Seedream

/// `--dry-run`: requests as they would be sent, and the documented limits of their models.
enum DryRun {
  private struct Listing: Encodable {
    /// The number in a batch, from 1.
    var number: Int?
    var request: RequestPreview
    var limits: ModelsCommand.Row?
  }

  /// Shows the request of `generate`.
  static func run(
    _ request: ImageRequest, _ service: ImageService, _ arguments: CommandArguments, _ services: Services
  ) async throws -> Never {
    let listing = try await listing(request, service, services)
    if arguments.has("--json") {
      Report.print(listing)
    } else {
      show(listing)
      if let limits = listing.limits { show(limits) }
      Console.error("Nothing was sent.")
    }
    exit(ExitStatus.done.rawValue)
  }

  /// Shows all requests of `batch`, also those that an earlier run has drawn.
  static func run(_ lines: [BatchLine], _ arguments: CommandArguments, _ services: Services) async throws -> Never {
    var limits: [ModelsCommand.Row] = []
    for line in lines {
      var listing = try await listing(line.request, line.service, services)
      listing.number = line.number
      if arguments.has("--json") {
        Report.print(listing)
        continue
      }
      if line.number > 1 { Console.output("") }
      Console.output("Request \(line.number), line \(line.line):")
      show(listing)
      if let row = listing.limits, !limits.contains(where: { $0.service == row.service && $0.model == row.model }) {
        limits.append(row)
      }
    }
    if !arguments.has("--json") {
      for row in limits {
        Console.error("\(row.model):")
        show(row)
      }
      Console.error("Nothing was sent.")
    }
    exit(ExitStatus.done.rawValue)
  }

  private static func listing(
    _ request: ImageRequest, _ service: ImageService, _ services: Services
  ) async throws(SeedreamError) -> Listing {
    let preview = try await services.client(service, timeout: .seconds(300)).preview(of: request)
    let limits = service.capabilities.model(named: preview.model).map { ModelsCommand.Row($0, service) }
    return Listing(request: preview, limits: limits)
  }

  private static func show(_ listing: Listing) {
    // The lines of multipart bodies end with CR LF.
    Console.output(listing.request.description.replacing("\r\n", with: "\n"))
    for warning in listing.request.warnings { Console.error("warning: \(warning)") }
  }

  private static func show(_ limits: ModelsCommand.Row) {
    for line in limits.limits { Console.error(line) }
    for source in limits.sources { Console.error("documented: \(source)") }
  }
}
