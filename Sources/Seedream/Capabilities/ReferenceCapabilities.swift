/// The reference pictures that a model takes.
public struct ReferenceCapabilities: Hashable, Sendable {
  /// The largest number of pictures; nil: not documented.
  public var maximumCount: Documented<Int>?
  /// The largest number of links among them; nil: ``maximumCount``.
  public var maximumLinks: Documented<Int>?
  /// Why a request can't have both files and links, with its source; nil if it can.
  public var filesOrLinksReason: String?
  /// The accepted kinds of files; nil: not documented.
  public var kinds: Documented<[ImageKind]>?
  /// The largest file, in bytes; nil: not documented.
  public var maximumBytes: Documented<Int>?
  /// The length of the shortest side, in pixels; nil: not documented.
  public var minimumSide: Documented<Int>?
  /// The largest number of pixels (width times height); nil: not documented.
  public var maximumPixels: Documented<Int>?
  /// The ratios of width to height, from the narrowest to the widest picture; nil: not documented.
  public var aspectRatio: Documented<ClosedRange<Double>>?
  /// The largest number of reference pictures and results together; nil: not documented.
  public var maximumWithResults: Documented<Int>?

  /// The limits in one line, for tables.
  public var summary: String {
    var parts = [maximumCount.map { "up to \($0.value)" } ?? "yes (number not documented)"]
    if filesOrLinksReason != nil, let maximumLinks { parts.append("files, or \(maximumLinks.value) link") }
    if let kinds { parts.append(kinds.value.map(\.rawValue).joined(separator: ", ")) }
    if let maximumBytes { parts.append("up to \(maximumBytes.value / 1_048_576) MB each") }
    if let maximumWithResults { parts.append("with results at most \(maximumWithResults.value)") }
    return parts.joined(separator: "; ")
  }
}
