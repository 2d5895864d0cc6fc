import Foundation
import HTTPTransport
import OpenAPISyntax

/// How a picture was made: enough to find out later where it came from, and to request one like it.
///
/// Holds no key. In JSON, members that are nil are left out.
public struct ImageProvenance: Hashable, Sendable, Codable {
  /// The prompt.
  public var prompt: String
  /// The prompt as the service rewrote it, where it says so.
  public var revisedPrompt: String?
  /// The service.
  public var service: ImageService
  /// The model as the service names it.
  public var model: String
  /// The size that was asked for.
  public var requestedSize: ImageSize?
  /// The size in pixels, where the picture's kind tells.
  public var dimensions: ImageDimensions?
  /// The seed that the service reports; nil where it reports none.
  public var seed: Int?
  /// The seed that was asked for.
  public var requestedSeed: Int?
  /// The picture's number among the results of its request, from 1.
  public var number: Int
  /// How many pictures were asked for.
  public var requestedCount: Int
  /// The service's name for the task, or the one made here where it gives none.
  public var task: String
  /// When the request was submitted.
  public var submitted: Date
  /// The warnings, a sentence each.
  public var warnings: [String]

  /// The JSON with sorted members and times as RFC 3339 has them.
  public func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
  }

  /// Reads what ``json()`` wrote.
  public init(json: some Sequence<UInt8>) throws {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    self = try decoder.decode(ImageProvenance.self, from: Data(json))
  }
}

extension GeneratedImages {
  /// How one of these pictures was made.
  ///
  /// - Parameters:
  ///   - image: the picture, saved.
  ///   - other: warnings beside the ``warnings`` of these pictures.
  /// - Returns: a value that can be kept, say beside the picture.
  public func provenance(of image: SavedImage, warnings other: [ImageWarning] = []) -> ImageProvenance {
    var notes = (other + warnings).map(\.description).uniqued()
    if image.isCutOff { notes.append("The picture ends early, as it came from the service.") }
    return ImageProvenance(
      prompt: task.prompt, revisedPrompt: reported?.revisedPrompt, service: task.service,
      model: task.model.isEmpty ? reported?.model ?? "" : task.model, requestedSize: task.size,
      dimensions: image.dimensions, seed: reported?.seed, requestedSeed: task.seed, number: image.number,
      requestedCount: task.count, task: task.id, submitted: task.submitted, warnings: notes)
  }
}

extension ImageProvenance {
  init(
    prompt: String, revisedPrompt: String?, service: ImageService, model: String, requestedSize: ImageSize?,
    dimensions: ImageDimensions?, seed: Int?, requestedSeed: Int?, number: Int, requestedCount: Int, task: String,
    submitted: Date, warnings: [String]
  ) {
    self.prompt = prompt
    self.revisedPrompt = revisedPrompt
    self.service = service
    self.model = model
    self.requestedSize = requestedSize
    self.dimensions = dimensions
    self.seed = seed
    self.requestedSeed = requestedSeed
    self.number = number
    self.requestedCount = requestedCount
    self.task = task
    self.submitted = submitted
    self.warnings = warnings
  }
}

extension ImageProvenance {
  /// Writes the JSON beside the picture, as `<picture>.json`: completely or not at all, and never over another file.
  ///
  /// - Parameter image: the picture.
  /// - Returns: the path; of the file that is there already, if there is one.
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
        .notWritable, "What made '\(image.path)' can't be written as JSON: \(error.localizedDescription)")
    }
    let slash = image.path.lastIndex(of: "/")
    let name = slash.map { String(image.path[image.path.index(after: $0)...]) } ?? image.path
    let folder = slash.map { $0 == image.path.startIndex ? "/" : String(image.path[..<$0]) } ?? ""
    let file = try PictureFile(folder: folder.isEmpty ? "." : folder, stem: name)
    defer { file.part.discard() }
    try file.write(bytes)
    return try file.commit(stem: name, extension: "json")
  }
}
