import CommandLineSupport
import Foundation
import HTTPTransport
import Seedream
import SeedreamSandbox

/// `seedream generate`.
enum GenerateCommand {
  static func run(_ arguments: CommandArguments) async throws -> Never {
    try OptionConflicts.check(arguments)
    var request = try RequestOptions.request(arguments)
    request.prompt = try PromptInput.prompt(arguments)
    let isSandbox = arguments.has("--sandbox")
    let services = Services()
    let service: ImageService
    var reason: String?
    if isSandbox || arguments.has("--dry-run") && services.withKeys.isEmpty {
      service = try arguments.value("--service").map(Services.named) ?? .tensorsLab
    } else {
      (service, reason) = try services.choose(arguments.value("--service"), model: request.model)
    }
    // Everything that can be checked without cost is checked before anything costs money.
    _ = try service.capabilities.check(request)
    if arguments.has("--dry-run") { try await DryRun.run(request, service, arguments, services) }
    let output = try OutputTemplate(arguments.value("--output").map(CommandArguments.path) ?? ".")
    try output.prepare()
    if let file = output.file, output.isTaken {
      throw CommandError.usage(
        "'\(file)' exists already, and no file is overwritten. Choose another name with --output.")
    }
    let sandbox = isSandbox ? try SandboxServer() : nil
    let runner = try JobRunner(arguments, output: output, sandbox: sandbox)
    if let reason { runner.progress.note(reason) }
    if isSandbox {
      runner.progress.note("Using the sandbox of \(service.name): nothing leaves this machine, nothing is charged.")
    }
    let client = try services.client(service, timeout: runner.options.timeout, sandbox: sandbox)
    let known = request.model.map { service.capabilities.model(named: $0) } ?? service.capabilities.defaultModel
    let model = known?.model ?? request.model ?? ""
    await runner.run(client.events(for: request), service, sending: "sending to \(service.name) (\(model))")
  }
}
