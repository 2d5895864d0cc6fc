import OpenAPIClientRuntime

/// The state of a task, which services write as a word, in any case, or as a number.
enum TaskState: Hashable, Sendable {
  case queued
  case running
  case finished
  /// It has ended without pictures; the service's word for that.
  case failed(String)
  /// An undocumented word or number.
  case unknown(String)

  /// Reads a state; nil if there is none.
  ///
  /// - Parameters:
  ///   - value: the service's value.
  ///   - numbers: the meanings of the service's numbers.
  init?(_ value: JSONValue?, numbers: [Int: TaskState] = [:]) {
    guard let text = LenientJSON.text(value) else { return nil }
    let word = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if let number = Int(word), let state = numbers[number] {
      self = state
      return
    }
    switch String(word.lowercased().filter { $0.isLetter || $0.isNumber }) {
    case "completed", "complete", "succeeded", "succeed", "success", "successful", "finished", "done": self = .finished
    case "failed", "failure", "fail", "error", "errored", "cancelled", "canceled", "timeout", "timedout", "expired",
      "rejected", "aborted", "moderated", "blocked":
      self = .failed(word)
    case "created", "queued", "queueing", "queuing", "pending", "submitted", "waiting", "scheduled", "notstarted":
      self = .queued
    case "inprogress", "processing", "running", "generating", "started", "working", "drawing": self = .running
    default: self = .unknown(word)
    }
  }
}

extension ServiceTaskStatus {
  /// The status by the state, or, if that is unknown, by the results: pictures mean that the task is finished, and a reason
  /// why there are none means that it has failed.
  init(_ state: TaskState?, _ results: TaskResults) {
    switch state {
    case .queued: self = .queued
    case .running: self = .running
    case .finished: self = .finished(results)
    case .failed(let word):
      // "failed" and "error" alone are no reason.
      let isReason = !word.lowercased().hasPrefix("fail") && word.lowercased() != "error"
      self = .failed(results.reason ?? (isReason ? word : ""))
    case .unknown, nil:
      if !results.sources.isEmpty {
        self = .finished(results)
      } else if let reason = results.reason {
        self = .failed(reason)
      } else if case .unknown(let word)? = state {
        self = .unknown(word)
      } else {
        self = .running
      }
    }
  }
}
