import CommandLineSupport
import Seedream

/// Counts the results of a run with many requests or tasks.
struct BatchTally: Sendable {
  /// What the items are: "request" or "task".
  let noun: String
  var total = 0
  var saved = 0
  var pictures = 0
  /// Those whose pictures an earlier run has saved.
  var savedBefore = 0
  /// Those that were submitted without waiting for pictures.
  var submitted = 0
  var failed: [SeedreamError] = []
  /// Why no more are started.
  var stopReason: SeedreamError?
  var isInterrupted = false

  init(noun: String) { self.noun = noun }

  /// How many are not saved, submitted or failed.
  var remaining: Int { total - saved - savedBefore - submitted - failed.count }

  /// The progress, for the live line.
  func progress(active: Int) -> String {
    var parts = ["\(saved + savedBefore) of \(total) saved"]
    if submitted > 0 { parts.append("\(submitted) submitted") }
    if !failed.isEmpty { parts.append("\(failed.count) failed") }
    if active > 0 { parts.append("\(active) running") }
    return parts.joined(separator: ", ")
  }

  /// The lines at the end.
  func summary(took time: Duration) -> [String] {
    let pictures = pictures == 1 ? "1 picture" : "\(pictures) pictures"
    var parts: [String] = []
    if submitted > 0 {
      parts.append("Submitted \(submitted) of \(total) \(noun)s in \(Console.time(time))")
    } else {
      parts.append("Saved \(saved) of \(total) \(noun)s (\(pictures)) in \(Console.time(time))")
    }
    if savedBefore > 0 { parts.append("\(savedBefore) were saved before") }
    if !failed.isEmpty { parts.append("\(failed.count) failed") }
    if remaining > 0 { parts.append("\(remaining) are not done") }
    var lines = [parts.joined(separator: "; ") + "."]
    if isInterrupted {
      lines.append("Interrupted. Run the same command again to continue; nothing is paid for twice.")
    } else if let stopReason {
      lines.append("No more were started, because all would fail: \(stopReason.message)")
      lines.append("Then run the same command again to continue; nothing is paid for twice.")
    } else if !failed.isEmpty {
      lines.append("Run the same command again to retry what failed; nothing is paid for twice.")
    } else if submitted > 0 {
      lines.append("To fetch their pictures, run the same command again without --no-wait.")
    }
    return lines
  }

  var status: ExitStatus {
    if isInterrupted && (remaining > 0 || !failed.isEmpty) { return .interrupted }
    let statuses = Set(failed.map { ExitStatus($0) })
    let order: [ExitStatus] = [.wrongUsage, .failed, .network, .timeIsUp, .interrupted]
    return order.first(where: statuses.contains) ?? .done
  }
}

/// The result of a run with many requests or tasks, in the last line of `--events`.
struct BatchSummary: Encodable {
  var total: Int
  var saved: Int
  var pictures: Int
  var savedBefore: Int
  var submitted: Int
  var failed: Int
  var notDone: Int
  var exitStatus: Int32

  init(_ tally: BatchTally) {
    total = tally.total
    saved = tally.saved
    pictures = tally.pictures
    savedBefore = tally.savedBefore
    submitted = tally.submitted
    failed = tally.failed.count
    notDone = tally.remaining
    exitStatus = tally.status.rawValue
  }
}
