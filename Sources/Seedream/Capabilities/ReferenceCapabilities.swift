/// The reference pictures that a model takes.
public struct ReferenceCapabilities: Hashable, Sendable {
  /// The most pictures; nil: not documented.
  public var count: Documented<Int>?
  /// The most addresses among them; nil: as many as pictures.
  public var links: Documented<Int>?
  /// Why files and addresses exclude each other; nil: they don't.
  public var eitherFilesOrLinks: String?
  /// The kinds of files; nil: not documented.
  public var kinds: Documented<[ImageKind]>?
  /// The most bytes of a file.
  public var bytes: Documented<Int>?
  /// The shortest side in pixels.
  public var shortestSide: Documented<Int>?
  /// The most pixels (width times height).
  public var totalPixels: Documented<Int>?
  /// The narrowest and the widest picture, as width divided by height.
  public var aspectRatio: Documented<ClosedRange<Double>>?
  /// The most pictures that go in and come out together.
  public var togetherWithResults: Documented<Int>?

  init(
    count: Documented<Int>? = nil, links: Documented<Int>? = nil, eitherFilesOrLinks: String? = nil,
    kinds: Documented<[ImageKind]>? = nil, bytes: Documented<Int>? = nil, shortestSide: Documented<Int>? = nil,
    totalPixels: Documented<Int>? = nil, aspectRatio: Documented<ClosedRange<Double>>? = nil,
    togetherWithResults: Documented<Int>? = nil
  ) {
    self.count = count
    self.links = links
    self.eitherFilesOrLinks = eitherFilesOrLinks
    self.kinds = kinds
    self.bytes = bytes
    self.shortestSide = shortestSide
    self.totalPixels = totalPixels
    self.aspectRatio = aspectRatio
    self.togetherWithResults = togetherWithResults
  }

  /// The limits in one line, for tables.
  public var summary: String {
    var parts: [String] = []
    parts.append(count.map { "up to \($0.value)" } ?? "yes (number not documented)")
    if eitherFilesOrLinks != nil, let links { parts.append("files, or \(links.value) address") }
    if let kinds { parts.append(kinds.value.map(\.rawValue).joined(separator: ", ")) }
    if let bytes { parts.append("up to \(bytes.value / 1_048_576) MB each") }
    if let togetherWithResults { parts.append("with results at most \(togetherWithResults.value)") }
    return parts.joined(separator: "; ")
  }
}
