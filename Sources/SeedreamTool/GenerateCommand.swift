import Foundation
import HTTPTransport
import Seedream
import SeedreamSandbox

/// `seedream generate`.
enum GenerateCommand {
  static func run(_ arguments: ParsedArguments) async throws -> Never {
    let request = try request(arguments)
    let isSandbox = arguments.has("--sandbox")
    let services = Services()
    let service: ImageService
    var reason: String?
    if isSandbox {
      service = try arguments.value("--service").map(Services.named) ?? .tensorsLab
    } else {
      (service, reason) = try services.choose(arguments.value("--service"), model: request.model)
    }
    // Everything that can be found wrong for free is found before anything costs money.
    _ = try service.capabilities.check(request)
    let folder = try OutputFolder(path: arguments.value("--output").map(ParsedArguments.path) ?? ".")
    let sandbox = isSandbox ? try SeedreamSandbox() : nil
    let job = try Job(arguments, folder: folder, sandbox: sandbox)
    if let reason { job.progress.note(reason) }
    var configuration = services.configuration(service)
    if let sandbox {
      configuration = ServiceConfiguration(service, key: .bearer("sandbox"), server: sandbox.url)
      job.progress.note("Using the sandbox of \(service.name): nothing leaves this machine, nothing is charged.")
    }
    var journal = TaskJournal.standard()
    journal.lockTimeout = job.timeout
    var client = SeedreamClient(configuration, journal: isSandbox ? nil : journal)
    client.userAgent = "seedream/\(SeedreamVersion.current)"
    client.waitTimeout = job.timeout
    client.submitTimeout = max(client.submitTimeout, job.timeout)
    // The sandbox draws in no time; there is nothing to be polite to.
    if isSandbox { client.polling = PollingSchedule(first: .milliseconds(200)) }
    let known = request.model.map { service.capabilities.model(named: $0) } ?? service.capabilities.defaultModel
    let model = known?.model ?? request.model ?? ""
    await job.run(client.events(for: request), service, sending: "sending to \(service.name) (\(model))")
  }

  private static func request(_ arguments: ParsedArguments) throws(UsageError) -> ImageRequest {
    var request = ImageRequest(PathBytes.shown(arguments.arguments.first ?? ""))
    request.model = arguments.value("--model")
    request.count = try arguments.number("--count", in: 1...1000) ?? 1
    request.seed = try arguments.number("--seed", in: .min ... .max)
    request.references = arguments.all("--image").map { ImageReference(ParsedArguments.path($0)) }
    if let text = arguments.value("--size") {
      guard let size = ImageSize(text) else {
        throw UsageError("'\(text)' is no size; give \(ImageSize.forms).")
      }
      request.size = size
    }
    return request
  }
}
