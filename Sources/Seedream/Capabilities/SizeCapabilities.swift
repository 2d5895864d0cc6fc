/// The sizes that a model takes.
public struct SizeCapabilities: Hashable, Sendable {
  /// Levels, as `2K`.
  public var levels: Documented<[String]>?
  /// Ratios of width to height, as `16:9`.
  public var ratios: Documented<[String]>?
  /// Names, as `landscape_16_9`.
  public var names: Documented<[String]>?
  /// The least and the most pixels (width times height), where width and height may be given.
  public var totalPixels: Documented<ClosedRange<Int>>?
  /// The shortest and the longest side in pixels, where width and height may be given.
  public var side: Documented<ClosedRange<Int>>?
  /// Why other sides are sent with a warning where there are reference pictures; nil: they are refused.
  public var sideWithReferences: String?
  /// The narrowest and the widest picture, as width divided by height.
  public var aspectRatio: Documented<ClosedRange<Double>>?
  /// That width and height may be given, where no limits are documented.
  public var anyPixels: Documented<Bool>?
  /// What the service draws when no size is sent, as its documentation says.
  public var defaultSize: String?
  /// Why sizes beyond the documented ones are sent with a warning; nil: they are refused.
  public var undocumentedSizesReason: String?
  /// Whether the documentation leaves the forms open, so that any level, ratio or pair is sent as it is.
  public var acceptsUndocumentedSizes: Bool

  init(
    levels: Documented<[String]>? = nil, ratios: Documented<[String]>? = nil, names: Documented<[String]>? = nil,
    totalPixels: Documented<ClosedRange<Int>>? = nil, side: Documented<ClosedRange<Int>>? = nil,
    sideWithReferences: String? = nil, aspectRatio: Documented<ClosedRange<Double>>? = nil,
    anyPixels: Documented<Bool>? = nil,
    defaultSize: String? = nil, undocumentedSizesReason: String? = nil, acceptsUndocumentedSizes: Bool = false
  ) {
    self.levels = levels
    self.ratios = ratios
    self.names = names
    self.totalPixels = totalPixels
    self.side = side
    self.sideWithReferences = sideWithReferences
    self.aspectRatio = aspectRatio
    self.anyPixels = anyPixels
    self.defaultSize = defaultSize
    self.undocumentedSizesReason = undocumentedSizesReason
    self.acceptsUndocumentedSizes = acceptsUndocumentedSizes
  }

  /// The accepted forms in one line, for tables and messages.
  public var summary: String {
    var parts: [String] = []
    if let levels { parts.append(levels.value.joined(separator: ", ")) }
    if let ratios { parts.append(ratios.value.joined(separator: ", ")) }
    if let totalPixels {
      let range = "\(grouped(totalPixels.value.lowerBound)) to \(grouped(totalPixels.value.upperBound)) pixels"
      parts.append("WxH of \(range)")
    } else if let side {
      parts.append("WxH with sides of \(side.value.lowerBound) to \(side.value.upperBound)")
    } else if anyPixels != nil {
      parts.append("WxH")
    }
    if acceptsUndocumentedSizes && parts.isEmpty {
      parts.append("levels, ratios, WxH (limits not documented)")
    }
    if let names { parts.append(names.value.joined(separator: ", ")) }
    return parts.joined(separator: "; ")
  }
}

/// A number with commas between thousands: 3,686,400.
func grouped(_ number: Int) -> String {
  var result = ""
  let digits = String(number.magnitude)
  for (index, digit) in digits.enumerated() {
    if index > 0 && (digits.count - index) % 3 == 0 { result += "," }
    result.append(digit)
  }
  return number < 0 ? "-" + result : result
}
