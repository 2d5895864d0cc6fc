import CommandLineSupport
import Seedream

/// The options of a run over many requests or tasks.
struct BatchOptions: Sendable {
  var jobs: Int
  var timeout: Duration
  var isJSON: Bool
  var isEvents: Bool
  var isQuiet: Bool
  var writesSidecars: Bool
  /// Whether a request is done as soon as the service has its task.
  var isSubmissionOnly: Bool

  init(_ arguments: CommandArguments) throws(CommandError) {
    jobs = try arguments.number("--jobs", in: 1...256) ?? 4
    timeout = .seconds(try arguments.number("--timeout", in: 1...86_400) ?? 300)
    isJSON = arguments.has("--json")
    isEvents = arguments.has("--events")
    // The events say it all.
    isQuiet = arguments.has("--quiet") || isEvents
    writesSidecars = arguments.has("--sidecar")
    isSubmissionOnly = arguments.has("--no-wait")
  }
}

/// One of many: a request to be drawn, or a task to be fetched.
struct BatchItem: Sendable {
  /// Its number among all of them, from 1.
  var number: Int
  var service: ImageService
  var job: ImageJob
  /// Called when its pictures are on the disk, before the journal forgets the task.
  var onSaved: (@Sendable (ImageTask, [SavedImage]) throws(SeedreamError) -> Void)?
}
