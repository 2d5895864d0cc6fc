import Foundation

/// A picture on disk.
public struct SavedImage: Hashable, Sendable, Codable {
  /// Its number among the results, from 1.
  public var number: Int
  /// Its path.
  public var path: String
  /// What its bytes say it is; nil for a kind that is not known here.
  public var kind: ImageKind?
  /// Its media type, by its bytes or else as the service announced it.
  public var mediaType: String
  /// How many bytes it has.
  public var byteCount: Int64
  /// Its size in pixels, where its kind tells.
  public var dimensions: ImageDimensions?
  /// Whether its end is missing, as the service sent it each time; viewers may show the missing part grey.
  public var isCutOff = false

  /// Creates a saved picture.
  public init(
    number: Int, path: String, kind: ImageKind?, mediaType: String, byteCount: Int64,
    dimensions: ImageDimensions? = nil, isCutOff: Bool = false
  ) {
    self.number = number
    self.path = path
    self.kind = kind
    self.mediaType = mediaType
    self.byteCount = byteCount
    self.dimensions = dimensions
    self.isCutOff = isCutOff
  }

  /// Warnings about it.
  public var warnings: [ImageWarning] {
    var warnings: [ImageWarning] = []
    if isCutOff {
      warnings.append(ImageWarning("Picture \(number) ends early, as it came from the service each time: \(path)"))
    }
    if kind == nil {
      warnings.append(
        ImageWarning("Picture \(number) is of a kind that is not known here; it came as \(mediaType): \(path)"))
    }
    if let kind, let dot = path.lastIndex(of: "."), let named = ImageKind(fileExtension: path[dot...].dropFirst()),
      named != kind
    {
      warnings.append(
        ImageWarning("Picture \(number) is of the kind \(kind.rawValue), whatever its name says: \(path)"))
    }
    return warnings
  }

  /// The file.
  public var url: URL { URL(fileURLWithPath: path) }
}
