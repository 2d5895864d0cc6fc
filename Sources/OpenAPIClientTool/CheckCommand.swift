import CommandLineSupport
import OpenAPIClientGenerator

/// `openapi-client check`: reports what `generate` would report, and writes nothing.
struct CheckCommand {
  private let arguments: CommandArguments
  private let document: String

  init(_ words: [String]) throws(CommandError) {
    arguments = try CommandArguments(words, options: ["--config", "--overlay"], flags: ["--strict", "--quiet"])
    document = try arguments.positional("document")[0]
  }

  func run() throws(CommandError) -> ExitStatus {
    let settings = try ConfigurationFile.settings(arguments, document: document, namespace: nil)
    var job = try DocumentJob(document, settings: settings)
    let plan = job.plan { settings.configuration(for: $0, at: document) }
    settings.warnOfUnusedCodes(&job.diagnostics)
    let hasErrors = job.report(settings, arguments)
    guard let plan, !hasErrors else { return .failed }
    if !arguments.has("--quiet") { Console.report(job.summary(of: plan, settings)) }
    return .done
  }
}
