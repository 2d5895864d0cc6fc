/// What a model of a service can do.
public struct ModelCapabilities: Hashable, Sendable {
  /// The service.
  public var service: ImageService
  /// The model as the service names it.
  public var model: String
  /// Other names this package takes for it.
  public var aliases: [String]
  /// The sizes it takes.
  public var sizes: SizeCapabilities
  /// The most pictures of one request; nil: not documented.
  public var count: Documented<Int>?
  /// Whether fewer pictures than asked for are normal, for the model decides.
  public var countIsUpperLimit: Bool
  /// The reference pictures it takes; nil: none.
  public var references: ReferenceCapabilities?
  /// Whether it takes a seed.
  public var seed: Documented<Bool>
  /// Whether its watermark can be turned on and off.
  public var watermark: Documented<Bool>

  init(
    service: ImageService, model: String, aliases: [String], sizes: SizeCapabilities, count: Documented<Int>?,
    countIsUpperLimit: Bool = false, references: ReferenceCapabilities?, seed: Documented<Bool>,
    watermark: Documented<Bool>
  ) {
    self.service = service
    self.model = model
    self.aliases = aliases
    self.sizes = sizes
    self.count = count
    self.countIsUpperLimit = countIsUpperLimit
    self.references = references
    self.seed = seed
    self.watermark = watermark
  }
}
