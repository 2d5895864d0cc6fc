import OpenAPIClientRuntime
import Seedream

/// A line of `--events`: what happens, as one JSON object.
struct EventLine: Encodable {
  /// `uploading`, `submitted`, `postponed`, `queued`, `running`, `retrying`, `warning`, `drawn`, `downloading`, `end`.
  var event: String
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
  /// What `--json` would give, at the end.
  var report: Report?

  private init(_ event: String) { self.event = event }

  /// The line of an event; nil for one that this version doesn't know.
  init?(_ event: ImageEvent) {
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
  }

  /// How much of a picture is there.
  init(picture: Int, _ amount: TransferProgress) {
    self.init("downloading")
    self.picture = picture
    (completedBytes, totalBytes) = (amount.completedBytes, amount.totalBytes)
  }

  /// How it ended.
  init(_ report: Report) {
    self.init("end")
    self.report = report
  }
}
