import OpenAPISyntax

/// The limits of a model's reference images.
///
/// Its checks return a hash of each image, on which the drawn picture depends.
struct ReferenceRules: Sendable {
  var formats: Set<ImageHeader.Format>
  /// The largest file.
  var bytes = Int.max
  /// The largest number of pixels.
  var pixels = Int.max
  /// Width and height must be greater than this.
  var sideAbove = 0
  /// The largest ratio of the longer side to the shorter one.
  var ratioLimit = Int.max

  static let anyImage = ReferenceRules(formats: [.png, .jpeg, .gif, .bmp, .webp, .tiff])

  /// Checks a file that was sent with the request.
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

  /// Checks a link, which is not fetched, or the content of a data URL.
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
    ["http://", "https://"].contains { link.hasPrefix($0) && link.utf8.count > $0.utf8.count }
  }
}
