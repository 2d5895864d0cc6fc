import CommandLineSupport
import OpenAPIClientGenerator
import OpenAPIDocument

/// `openapi-client diff`: prints what changes for Swift callers between two documents.
struct DiffCommand {
  private let arguments: CommandArguments
  private let old: String
  private let new: String

  init(_ words: [String]) throws(CommandError) {
    arguments = try CommandArguments(words, options: ["--config", "--overlay"], flags: ["--strict", "--json"])
    let documents = try arguments.positional("old document", "new document")
    old = documents[0]
    new = documents[1]
  }

  func run() throws(CommandError) -> ExitStatus {
    let settings = try ConfigurationFile.settings(arguments, document: new, namespace: nil)
    guard let oldPlan = try plan(old, settings), let newPlan = try plan(new, settings) else { return .failed }
    let changes = PlanComparison.changes(from: oldPlan, to: newPlan) { names in
      var settings = settings
      for pin in names { settings.names[pin.key] = pin.name }
      return (try? plan(new, settings, isQuiet: true)) ?? nil
    }
    if arguments.has("--json") {
      Console.print(Self.json(changes).text)
    } else {
      for change in changes { Console.print(change.description) }
    }
    let isBreaking = changes.contains { $0.impact == .breaking }
    return isBreaking && arguments.has("--strict") ? .failed : .done
  }

  /// Plans a document; both have one namespace, so that the names of the files make no difference.
  private func plan(
    _ document: String, _ settings: DocumentSettings, isQuiet: Bool = false
  ) throws(CommandError) -> ClientPlan? {
    var job = try DocumentJob(document, overlays: settings.overlays)
    let plan = job.plan { _ in settings.configuration(namespace: settings.namespace ?? "API") }
    if plan == nil, !isQuiet { _ = job.report() }
    return plan
  }

  /// All changes, and how many there are of each impact.
  private static func json(_ changes: [Change]) -> JSONLiteral {
    let counts = Change.Impact.allCases.map { impact in
      let count = changes.count { $0.impact == impact }
      return JSONLiteral.Member(key: impact.rawValue, value: .number(JSONLiteral.Number(count)))
    }
    return .object(counts + [JSONLiteral.Member(key: "changes", value: .array(changes.map(\.json)))])
  }
}
