import OpenAPISyntax

/// Checks what a request gives as reference images; each becomes a number for the picture to depend on.
struct ReferenceRules: Sendable {
  var formats: Set<ImageHeader.Format>
  var bytes = Int.max
  var pixels = Int.max
  /// Width and height must be more than this.
  var sideAbove = 0
  var ratioLimit = Int.max

  static let anyImage = ReferenceRules(formats: [.png, .jpeg, .gif, .bmp, .webp, .tiff])

  /// A file that came with the request.
  func check(_ file: [UInt8], _ field: String) throws(Refusal) -> UInt64 {
    guard file.count <= bytes else {
      throw Refusal(.imageBytes, "\(field): an image of \(file.count) bytes is over the limit of \(bytes)", field)
    }
    guard let header = ImageHeader(file), formats.contains(header.format) else {
      let names = formats.map(\.rawValue).sorted().joined(separator: ", ")
      throw Refusal(.imageFormat, "\(field): not an image of a supported format (\(names))", field)
    }
    guard let size = header.size else { return RandomSource.hash(sampling: file) }
    guard size.width > sideAbove, size.height > sideAbove else {
      throw Refusal(.imageSides, "\(field): width and height of \(size) must be more than \(sideAbove) pixels", field)
    }
    guard size.pixels <= pixels else {
      throw Refusal(.imagePixels, "\(field): \(size) has more than \(pixels) pixels", field)
    }
    guard ratioLimit == .max || size.isWithin(ratio: ratioLimit) else {
      throw Refusal(
        .imageSides, "\(field): the aspect ratio of \(size) is outside of [1/\(ratioLimit), \(ratioLimit)]", field)
    }
    return RandomSource.hash(sampling: file)
  }

  /// A link, which is taken for what it says, or a data URL.
  func check(link: String, _ field: String) throws(Refusal) -> UInt64 {
    if Self.isWebLink(link) { return RandomSource.hash(link) }
    guard link.hasPrefix("data:image/"), let comma = link.firstIndex(of: ","),
      link[..<comma].hasSuffix(";base64")
    else {
      throw Refusal(.imageFormat, "\(field): neither a link nor data:image/<format>;base64,<data>", field)
    }
    guard let file = Base64.decodeStrictly(String(link[link.index(after: comma)...])) else {
      throw Refusal(.imageFormat, "\(field): the data is not base64", field)
    }
    return try check(file, field)
  }

  static func isWebLink(_ link: String) -> Bool {
    for scheme in ["http://", "https://"] where link.hasPrefix(scheme) && link.utf8.count > scheme.utf8.count {
      return true
    }
    return false
  }
}
