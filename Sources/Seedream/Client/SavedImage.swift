import Foundation

/// A picture on the disk.
public struct SavedImage: Hashable, Sendable, Codable {
  /// Its number among the results, from 1.
  public var number: Int
  /// Its path.
  public var path: String
  /// What its bytes say it is.
  public var kind: ImageKind
  /// How many bytes it has.
  public var byteCount: Int64
  /// Its size in pixels, where its kind tells.
  public var dimensions: ImageDimensions?
  /// Whether it lacks its end, as it came from the service each time; viewers may show the rest of it grey.
  public var isCutOff = false

  /// The file.
  public var url: URL { URL(fileURLWithPath: path) }
}
