import OpenAPIClientRuntime
import Seedream

/// A line of `--events`: an event as a JSON object.
struct EventLine: Encodable {
  /// `uploading`, `submitted`, `postponed`, `queued`, `running`, `retrying`, `warning`, `drawn`, `downloading`, `result`
  /// (of one of many requests or tasks), `end`.
  var event: String
  /// The number of the request or task, if there are many.
  var number: Int?
  var task: String?
  var service: ImageService?
  var picture: Int?
  var completedBytes: Int64?
  var totalBytes: Int64?
  /// The service's word for an undocumented state.
  var state: String?
  var message: String?
  var waitSeconds: Double?
  var count: Int?
  /// The result of a request or task, as `--json` prints it.
  var report: Report?
  /// The counts of results, at the end of many requests or tasks.
  var summary: BatchSummary?

  private init(_ event: String) { self.event = event }

  /// The line of an event of the library.
  init(_ event: ImageEvent, number: Int? = nil) {
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
      waitSeconds = wait.inSeconds
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

  /// The line of a download: how much of a picture has arrived.
  init(picture: Int, _ amount: TransferProgress, number: Int? = nil) {
    self.init("downloading")
    self.number = number
    self.picture = picture
    (completedBytes, totalBytes) = (amount.completedBytes, amount.totalBytes)
  }

  /// The line of one of many requests or tasks that has ended.
  init(result report: Report) {
    self.init("result")
    number = report.number
    self.report = report
  }

  /// The last line of many requests or tasks.
  init(summary: BatchSummary) {
    self.init("end")
    self.summary = summary
  }

  /// The last line of a single request or task.
  init(_ report: Report) {
    self.init("end")
    self.report = report
  }
}
