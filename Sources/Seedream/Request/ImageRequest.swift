/// A request for pictures, the same for all services.
///
/// A property that is nil is not sent, so that the service's own default applies. What a service can't do is refused
/// before anything is sent; ``ServiceCapabilities`` lists what each can.
public struct ImageRequest: Hashable, Sendable {
  /// What to draw; not empty.
  ///
  /// Novita recommends at most 600 English words or 300 Chinese characters.
  public var prompt: String
  /// The model, as the service or this package names it; nil: the service's default in this package.
  public var model: String?
  /// The size of the pictures; nil: the service's default, ``SizeCapabilities/defaultSize``.
  public var size: ImageSize?
  /// How many pictures, from 1 to what ``ModelCapabilities/count`` says.
  public var count: Int
  /// Pictures to work from, within the limits of ``ModelCapabilities/references``.
  public var references: [ImageReference]
  /// Makes results repeatable where the model knows seeds; no service documents a range.
  public var seed: Int?
  /// Whether the service marks its pictures as generated.
  public var watermark: Bool?
  /// The caller's own name for the request: not sent, but kept in its task and in the journal, so that after a crash it
  /// can be told which request a task belongs to.
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
