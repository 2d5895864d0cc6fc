/// A request for pictures, the same for all services.
///
/// A property that is nil is not sent, so that the service's own default applies. A request for what a service can't do is
/// refused before it is sent; see ``ServiceCapabilities``.
public struct ImageRequest: Hashable, Sendable {
  /// What to draw; not empty.
  ///
  /// Novita recommends at most 600 English words or 300 Chinese characters.
  public var prompt: String
  /// The model, by its name or one of its ``ModelCapabilities/aliases``; nil: ``ServiceCapabilities/defaultModel``.
  public var model: String?
  /// The size of the pictures; nil: the service's default, ``SizeCapabilities/defaultSize``.
  public var size: ImageSize?
  /// How many pictures, from 1 to ``ModelCapabilities/maximumCount``.
  public var count: Int
  /// Pictures to work from, within the limits of ``ModelCapabilities/references``.
  public var references: [ImageReference]
  /// Makes results repeatable, if the model takes seeds; no service documents a range.
  public var seed: Int?
  /// Whether the service adds a watermark.
  public var watermark: Bool?
  /// The caller's own name for the request: it is not sent, but kept in the task and in the journal, so that after a crash
  /// the tasks can be matched with the requests.
  public var label: String?

  /// Creates a request.
  public init(
    _ prompt: String, model: String? = nil, size: ImageSize? = nil, count: Int = 1,
    references: [ImageReference] = [], seed: Int? = nil, watermark: Bool? = nil
  ) {
    self.prompt = prompt
    self.model = model
    self.size = size
    self.count = count
    self.references = references
    self.seed = seed
    self.watermark = watermark
  }
}
