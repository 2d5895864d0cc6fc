import Foundation
import HTTPTransport
import OpenAPISyntax

/// How a picture was made: what is needed to find out later where it came from, and to request one like it.
///
/// It contains no key. In JSON, members that are nil are left out.
public struct ImageProvenance: Hashable, Sendable, Codable {
  /// The prompt.
  public var prompt: String
  /// The prompt as the service rewrote it; nil if it reports none.
  public var revisedPrompt: String?
  /// The service.
  public var service: ImageService
  /// The model as the service names it.
  public var model: String
  /// The requested size.
  public var requestedSize: ImageSize?
  /// The size in pixels; nil for kinds whose headers aren't read.
  public var dimensions: ImageDimensions?
  /// The seed that the service reports; nil if it reports none.
  public var seed: Int?
  /// The requested seed.
  public var requestedSeed: Int?
  /// The picture's number among the results of its request, from 1.
  public var number: Int
  /// The requested number of pictures.
  public var requestedCount: Int
  /// The ID of the task.
  public var task: String
  /// When the request was submitted.
  public var submitted: Date
  /// The warnings, in sentences.
  public var warnings: [String]
}

extension ImageProvenance {
  /// The JSON, indented, with sorted members and times of RFC 3339.
  public func json() throws -> [UInt8] {
    let encoder = JSONLine.encoder()
    encoder.outputFormatting.insert(.prettyPrinted)
    return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
  }

  /// Reads the JSON of ``json()``.
  public init(json: some Sequence<UInt8>) throws {
    self = try JSONLine.decoder().decode(ImageProvenance.self, from: Data(json))
  }
}

extension GeneratedImages {
  /// How one of these pictures was made.
  ///
  /// - Parameters:
  ///   - image: the saved picture.
  ///   - other: warnings in addition to ``warnings``, such as those of the request.
  /// - Returns: a value to keep, for example beside the picture.
  public func provenance(of image: SavedImage, warnings other: [ImageWarning] = []) -> ImageProvenance {
    var notes = (other + warnings).map(\.description).uniqued()
    if image.isCutOff { notes.append("The picture ends early: the service sent it so.") }
    return ImageProvenance(
      prompt: task.prompt, revisedPrompt: reported?.revisedPrompt, service: task.service,
      model: task.model.isEmpty ? reported?.model ?? "" : task.model, requestedSize: task.size,
      dimensions: image.dimensions, seed: reported?.seed, requestedSeed: task.seed, number: image.number,
      requestedCount: task.count, task: task.id, submitted: task.submitted, warnings: notes)
  }
}

extension ImageProvenance {
  /// Writes the JSON beside the picture, as `<picture>.json`; never an incomplete file, and never over another one.
  ///
  /// - Parameter image: the picture.
  /// - Returns: the path of the file, or of the one that existed before.
  /// - Throws: `SeedreamError` of kind `notWritable` or `diskFull`.
  @discardableResult
  public func save(beside image: SavedImage) throws(SeedreamError) -> String {
    let path = image.path + ".json"
    guard PathBytes.withBytes(path, { access($0, F_OK) }) != 0 else { return path }
    let bytes: [UInt8]
    do {
      bytes = try json()
    } catch {
      throw SeedreamError(
        .notWritable, "The details of '\(image.path)' can't be written as JSON: \(error.localizedDescription)")
    }
    let name = FilePath.name(of: image.path)
    let file = try PictureFile(folder: FilePath.folder(of: image.path), stem: name)
    defer { file.part.discard() }
    try file.write(bytes)
    return try file.commit(stem: name, extension: "json")
  }
}
