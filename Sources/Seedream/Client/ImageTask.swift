import Foundation

/// A request that a service has accepted: keep the task, and fetch its pictures in any process.
///
/// It contains no key. If the service responds with the pictures at once, it contains their links.
///
/// It is `Codable`, and what an earlier version has encoded can be decoded.
public struct ImageTask: Hashable, Sendable, Codable, Identifiable {
  /// The service's ID for the task; one made by the client if the service has none.
  public var id: String
  /// The service.
  public var service: ImageService
  /// The base URL to which the request was sent.
  public var server: String
  /// The model.
  public var model: String
  /// The prompt; only its beginning if an earlier version has encoded it.
  public var prompt: String
  /// The requested number of pictures.
  public var count: Int
  /// The requested size.
  public var size: ImageSize?
  /// The requested seed.
  public var seed: Int?
  /// The caller's own name for the request, ``ImageRequest/label``.
  public var label: String?
  /// When it was submitted.
  public var submitted: Date
  /// The results, if the service responded with them at once.
  public var results: [ImageSource]?
  /// What the service reported about the results, if it responded with them at once.
  public var reported: ReportedDetails?

  /// Creates a task from its ID, for example one shown in the service's console.
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

  /// Whether the results are known, so that the pictures can be fetched without a poll and without a key.
  public var isFinished: Bool { results != nil }
}
