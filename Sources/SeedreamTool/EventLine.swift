import OpenAPIClientRuntime
import Seedream

/// A line of `--events`: what happens, as one JSON object.
struct EventLine: Encodable {
  /// `uploading`, `submitted`, `postponed`, `queued`, `running`, `retrying`, `warning`, `drawn`, `downloading`, `result`
  /// (of one of many), `end`.
  var event: String
  /// The number of the request or task, where there are many.
  var number: Int?
  var task: String?
  var service: ImageService?
  var picture: Int?
  var completedBytes: Int64?
  var totalBytes: Int64?
  /// The service's word for a state that no document names.
  var state: String?
  var message: String?
  var waitSeconds: Double?
  var count: Int?
  /// What `--json` would give, at the end of one.
  var report: Report?
  /// How many came to what, at the end of many.
  var summary: BatchSummary?

  private init(_ event: String) { self.event = event }

  /// The line of an event; nil for one that this version doesn't know.
  init?(_ event: ImageEvent, number: Int? = nil) {
    switch event {
    case .warning(let warning):
      self.init("warning")
      message = "\(warning)"
    case .uploading(let amount):
      self.init("uploading")
      (completedBytes, totalBytes) = (amount.completedBytes, amount.totalBytes)
    case .submitted(let task):
      self.init("submitted")
      (self.task, service) = (task.id, task.service)
    case .postponed(let error, let wait):
      self.init("postponed")
      message = error.message
      waitSeconds = Double(wait.components.seconds) + Double(wait.components.attoseconds) / 1e18
    case .queued: self.init("queued")
    case .running: self.init("running")
    case .unknownState(let word):
      self.init("running")
      state = word
    case .retrying(let error):
      self.init("retrying")
      message = error.message
    case .finished(let images):
      self.init("drawn")
      (task, count) = (images.task.id, images.count)
    }
    self.number = number
  }

  /// How much of a picture is there.
  init(picture: Int, _ amount: TransferProgress, number: Int? = nil) {
    self.init("downloading")
    self.number = number
    self.picture = picture
    (completedBytes, totalBytes) = (amount.completedBytes, amount.totalBytes)
  }

  /// How one of many ended.
  init(result report: Report) {
    self.init("result")
    number = report.number
    self.report = report
  }

  /// How many ended.
  init(summary: BatchSummary) {
    self.init("end")
    self.summary = summary
  }

  /// How it ended.
  init(_ report: Report) {
    self.init("end")
    self.report = report
  }
}
