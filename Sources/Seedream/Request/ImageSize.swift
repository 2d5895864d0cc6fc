import OpenAPISyntax

/// The size of a picture, in any of the forms that the three services take.
///
/// Not every model takes every form: see ``ModelCapabilities/sizes``.
public enum ImageSize: Hashable, Sendable {
  /// A resolution level, such as `2K`.
  case level(String)
  /// The ratio of width to height, such as `16:9`.
  case ratio(Int, Int)
  /// Width and height in pixels.
  case pixels(width: Int, height: Int)
  /// A name of OneRouter's, such as `landscape_16_9` or `auto_2K`.
  case named(String)

  /// The forms in which a size can be written, for messages.
  public static let forms = "a level (2K), a ratio (16:9), width and height (2048x2048) or a name (landscape_16_9)"
}

extension ImageSize: LosslessStringConvertible {
  /// Reads `2K`, `16:9`, `2048x2048` (also with `*`, `×` or a capital X) or a name; nil if the text is none of these.
  public init?(_ description: String) {
    let text = description.split(whereSeparator: \.isWhitespace).joined()
    if let (width, height) = Self.pair(text, separators: ["x", "X", "*", "×"]) {
      self = .pixels(width: width, height: height)
    } else if let (width, height) = Self.pair(text, separators: [":"]) {
      self = .ratio(width, height)
    } else if let level = Self.level(text) {
      self = .level(level)
    } else if let name = Self.name(text) {
      self = .named(name)
    } else {
      return nil
    }
  }

  /// The size as text: `2K`, `16:9`, `2048x2048`, `landscape_16_9`.
  public var description: String {
    switch self {
    case .level(let level): level
    case .ratio(let width, let height): "\(width):\(height)"
    case .pixels(let width, let height): "\(width)x\(height)"
    case .named(let name): name
    }
  }

  private static func pair(_ text: String, separators: [Character]) -> (Int, Int)? {
    for separator in separators {
      let parts = text.split(separator: separator, omittingEmptySubsequences: false)
      guard parts.count == 2, let width = number(parts[0]), let height = number(parts[1]) else { continue }
      return (width, height)
    }
    return nil
  }

  /// A positive number of at most six digits, so that the product of two of them doesn't overflow.
  private static func number(_ text: Substring) -> Int? {
    guard (1...6).contains(text.utf8.count), text.utf8.allSatisfy(\.isDigit) else { return nil }
    guard let value = Int(text), value > 0 else { return nil }
    return value
  }

  private static func level(_ text: String) -> String? {
    guard let last = text.utf8.last, last == UInt8(ascii: "k") || last == UInt8(ascii: "K") else { return nil }
    guard let count = number(text.dropLast()), count < 100 else { return nil }
    return "\(count)K"
  }

  /// A name begins with a small letter, and has digits only beside underscores: `square_hd`, `auto_2K`, but not `2k4`.
  private static func name(_ text: String) -> String? {
    guard let first = text.utf8.first, first.isLowercaseLetter, (3...40).contains(text.utf8.count) else { return nil }
    let underscore = UInt8(ascii: "_")
    let hasUnderscore = text.utf8.contains(underscore)
    let isName = text.utf8.allSatisfy { $0.isLetter || $0 == underscore || (hasUnderscore && $0.isDigit) }
    return isName ? text : nil
  }
}

extension ImageSize: Codable {
  /// Reads the text form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let size = ImageSize(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is not a size, which is \(ImageSize.forms).")
    }
    self = size
  }

  /// Writes the text form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
