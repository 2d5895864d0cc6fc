import Foundation

/// Work that a service has accepted: keep it, and fetch its pictures in any process.
///
/// Holds no key. For a service that responds with the pictures, the task holds the results themselves.
///
/// It is `Codable`, and what an earlier version wrote can be read.
public struct ImageTask: Hashable, Sendable, Codable, Identifiable {
  /// The service's name for the task; for a service that gives none, one made here.
  public var id: String
  /// The service.
  public var service: ImageService
  /// The server that the request was sent to.
  public var server: String
  /// The model.
  public var model: String
  /// The prompt, to recognise the task by; its beginning where an earlier version wrote it down.
  public var prompt: String
  /// How many pictures were asked for.
  public var count: Int
  /// The size that was asked for.
  public var size: ImageSize?
  /// The seed that was asked for.
  public var seed: Int?
  /// The caller's own name for the request, as ``ImageRequest/label`` had it.
  public var label: String?
  /// When it was submitted.
  public var submitted: Date
  /// The results, where the service gave them at once.
  public var results: [ImageSource]?
  /// What the service said about the results, where it gave them at once.
  public var reported: ReportedDetails?

  /// Creates a task of a service whose name for it is known, for example from its console.
  public init(
    id: String, service: ImageService, server: String? = nil, model: String = "", prompt: String = "",
    count: Int = 1, submitted: Date = Date(), results: [ImageSource]? = nil
  ) {
    self.id = id
    self.service = service
    self.server = server ?? service.defaultServer
    self.model = model
    self.prompt = prompt
    self.count = count
    self.submitted = submitted
    self.results = results
  }

  /// Whether the pictures can be fetched without asking the service, and thus without a key.
  public var isFinished: Bool { results != nil }
}
