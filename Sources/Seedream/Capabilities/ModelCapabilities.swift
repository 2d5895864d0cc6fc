/// What a model of a service can do.
public struct ModelCapabilities: Hashable, Sendable {
  /// The service.
  public var service: ImageService
  /// The model as the service names it.
  public var model: String
  /// Other names that this package accepts for it.
  public var aliases: [String]
  /// The sizes it takes.
  public var sizes: SizeCapabilities
  /// The largest number of pictures in one request; nil: not documented.
  public var maximumCount: Documented<Int>?
  /// Whether the model decides how many pictures it draws, so that fewer than requested are normal.
  public var mayDrawFewer = false
  /// The reference pictures it takes; nil: none.
  public var references: ReferenceCapabilities?
  /// Whether it takes a seed.
  public var seed: Documented<Bool>
  /// Whether its watermark can be turned on and off.
  public var watermark: Documented<Bool>
}
