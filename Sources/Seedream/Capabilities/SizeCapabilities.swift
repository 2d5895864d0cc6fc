/// The sizes that a model takes.
public struct SizeCapabilities: Hashable, Sendable {
  /// Levels, such as `2K`.
  public var levels: Documented<[String]>?
  /// Ratios of width to height, such as `16:9`.
  public var ratios: Documented<[String]>?
  /// Names, such as `landscape_16_9`.
  public var names: Documented<[String]>?
  /// The number of pixels (width times height), if width and height may be given.
  public var totalPixels: Documented<ClosedRange<Int>>?
  /// The length of each side in pixels, if width and height may be given.
  public var side: Documented<ClosedRange<Int>>?
  /// Why other sides are sent, with a warning, if there are reference pictures; nil: they are refused.
  public var undocumentedSidesReason: String?
  /// The ratios of width to height, from the narrowest to the widest picture.
  public var aspectRatio: Documented<ClosedRange<Double>>?
  /// Whether width and height may be given although no limits are documented.
  public var anyPixels: Documented<Bool>?
  /// The size of pictures if none is sent, as the service documents it.
  public var defaultSize: String?
  /// Why undocumented sizes are sent, with a warning; nil: they are refused, or ``acceptsUndocumentedSizes``.
  public var undocumentedSizesReason: String?
  /// Whether any level, ratio, or width and height is sent, because the documentation doesn't say which ones are valid.
  public var acceptsUndocumentedSizes = false

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
