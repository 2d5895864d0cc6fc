import Foundation

/// A picture on disk.
public struct SavedImage: Hashable, Sendable, Codable {
  /// Its number among the results, from 1.
  public var number: Int
  /// Its path.
  public var path: String
  /// Its kind, by its first bytes; nil for a kind that this package doesn't know.
  public var kind: ImageKind?
  /// Its media type, by its bytes, otherwise as the service announced it.
  public var mediaType: String
  /// How many bytes it has.
  public var byteCount: Int64
  /// Its size in pixels; nil for kinds whose headers aren't read.
  public var dimensions: ImageDimensions?
  /// Whether its end is missing, because the service sent it so each time; viewers may show the missing part grey.
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
      warnings.append(ImageWarning("Picture \(number) ends early: the service sent it so each time: \(path)"))
    }
    if kind == nil {
      warnings.append(
        ImageWarning("The kind of picture \(number) is unknown; the service sent it as \(mediaType): \(path)"))
    }
    if let kind, let dot = path.lastIndex(of: "."), let named = ImageKind(fileExtension: path[dot...].dropFirst()),
      named != kind
    {
      warnings.append(
        ImageWarning("Picture \(number) is a \(kind.rawValue) file, despite its name: \(path)"))
    }
    return warnings
  }

  /// The file.
  public var url: URL { URL(fileURLWithPath: path) }
}
