extension OpenAPIDocument {
  /// The versions of OpenAPI that differ in what they mean.
  public enum Version: Int, Comparable, Sendable {
    /// 3.0.0 to 3.0.4.
    case v3_0
    /// 3.1.0 to 3.1.2.
    case v3_1
    /// 3.2.0, and what may follow.
    case v3_2

    /// Earlier versions come first.
    public static func < (left: Version, right: Version) -> Bool { left.rawValue < right.rawValue }

    /// Reads `3.x` with anything after it; nil for all else.
    init?(text: String) {
      let bytes = Array(text.utf8)
      guard bytes.count >= 3, bytes[0] == 0x33, bytes[1] == 0x2E, bytes[2] >= 0x30, bytes[2] <= 0x39 else { return nil }
      let isLongMinor = bytes.count > 3 && bytes[3] >= 0x30 && bytes[3] <= 0x39
      switch bytes[2] {
      case 0x30: self = .v3_0
      case 0x31 where !isLongMinor: self = .v3_1
      default: self = .v3_2
      }
    }
  }
}
