import CommandLineSupport
import Seedream

/// The options of `generate`, `batch` and `resume` that don't concern the request.
struct RunOptions: Sendable {
  /// How many requests or tasks run at once, at each service.
  var jobs: Int
  var timeout: Duration
  var isJSON: Bool
  var isEvents: Bool
  /// Whether there are no progress and no warnings; true for `--events`, which has them.
  var isQuiet: Bool
  var writesSidecars: Bool
  /// Whether the run ends as soon as the service has accepted the task.
  var isSubmissionOnly: Bool

  init(_ arguments: CommandArguments) throws(CommandError) {
    jobs = try arguments.number("--jobs", in: 1...256) ?? 4
    timeout = .seconds(try arguments.number("--timeout", in: 1...86_400) ?? 300)
    isJSON = arguments.has("--json")
    isEvents = arguments.has("--events")
    isQuiet = arguments.has("--quiet") || isEvents
    writesSidecars = arguments.has("--sidecar")
    isSubmissionOnly = arguments.has("--no-wait")
  }
}

/// A request of a batch, or one of several tasks to resume.
struct BatchItem: Sendable {
  /// Its number, from 1.
  var number: Int
  var service: ImageService
  var job: ImageJob
  /// Called when its pictures are on the disk, before the journal forgets the task.
  var onSaved: (@Sendable (ImageTask, [SavedImage]) throws(SeedreamError) -> Void)?
}
