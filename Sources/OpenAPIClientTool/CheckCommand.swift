import CommandLineSupport
import OpenAPIClientGenerator

/// `openapi-client check`: everything that generating would say, without writing.
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
    let plan = try job.plan { read in
      settings.configuration(
        namespace: settings.namespace ?? Generator.namespace(document: document, title: read.info.title))
    }
    settings.warnOfUnusedCodes(&job.diagnostics)
    let hasErrors = job.report(strict: arguments.has("--strict") || settings.strict == true, ignoring: settings.ignore)
    guard let plan, !hasErrors else { return .failed }
    if !arguments.has("--quiet") {
      let operations = DocumentJob.count(plan.operations.count, "operation")
      let types = DocumentJob.count(plan.types.count, "type")
      Console.report("\(document): \(operations), \(types), \(job.warnings(ignoring: settings.ignore))")
    }
    return .done
  }
}
