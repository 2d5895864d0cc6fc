import CommandLineSupport
import OpenAPIClientGenerator
import OpenAPIDocument
import OpenAPISyntax

/// `openapi-client explain`: prints what a stage of the generator makes of a document.
struct ExplainCommand {
  private let arguments: CommandArguments
  private let document: String
  private let stage: Stage
  private let only: String?

  init(_ words: [String]) throws(CommandError) {
    arguments = try CommandArguments(words, options: ["--config", "--overlay", "--stage", "--only"], flags: [])
    document = try arguments.positional("document")[0]
    let name = arguments.value("--stage") ?? Stage.plan.rawValue
    guard let stage = Stage(rawValue: name) else {
      let known = Stage.allCases.map(\.rawValue)
      throw .usage(
        "Unknown stage '\(name)'\(NearestName.ending(for: name, among: known)) "
          + "Stages are \(known.joined(separator: ", ")).")
    }
    self.stage = stage
    only = arguments.value("--only")
  }

  func run() throws(CommandError) -> ExitStatus {
    let settings = try ConfigurationFile.settings(arguments, document: document, namespace: nil)
    var job = try DocumentJob(document, settings: settings)
    var namespace = ""
    let explanation = job.explain(stage) { read in
      let configuration = settings.configuration(for: read, at: document)
      namespace = configuration.namespace
      return configuration
    }
    let hasErrors = job.report(settings, arguments)
    guard let explanation else { return .failed }
    var text = explanation.text(only: only)
    // Names have no namespace here, but those that are copied from code do.
    if text.isEmpty, let only, only.hasPrefix(namespace + ".") {
      text = explanation.text(only: String(only.dropFirst(namespace.count + 1)))
    }
    if text.isEmpty, let only {
      let known = explanation.entries.flatMap(\.keys).filter { !$0.isEmpty }
      throw .usage("There is no '\(only)' in this stage\(NearestName.ending(for: only, among: known))")
    }
    Console.print(text)
    return hasErrors ? .failed : .done
  }
}
