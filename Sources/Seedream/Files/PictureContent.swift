import Foundation

/// A downloaded picture: its first and last bytes, and the type that the service gave.
struct PictureContent {
  var head: [UInt8]
  var tail: [UInt8]
  var byteCount: Int64
  /// The `Content-Type` it came with.
  var announcedType: String?

  init(head: [UInt8], tail: [UInt8], byteCount: Int64) {
    self.head = head
    self.tail = tail
    self.byteCount = byteCount
  }

  init(_ bytes: [UInt8]) {
    self.init(
      head: Array(bytes.prefix(ImageDimensions.headLength)), tail: Array(bytes.suffix(ImageKind.tailLength)),
      byteCount: Int64(bytes.count))
  }

  /// The kind by the first bytes; nil if it is unknown.
  var kind: ImageKind? { ImageKind(firstBytes: head) }

  /// Whether this is a picture: by its bytes, or because it is announced as one and is no text.
  var isPicture: Bool { kind != nil || (announcedImageType != nil && !isText) }

  var isWhole: Bool { kind?.isWhole(head: head, tail: tail, byteCount: byteCount) ?? true }

  /// The media type, by the bytes or else as it was announced.
  var mediaType: String { kind?.mediaType ?? announcedImageType ?? "application/octet-stream" }

  /// The ending of the file's name: by the bytes, or else as the announced type says.
  var fileExtension: String {
    if let kind { return kind.fileExtension }
    let known = [
      "x-icon": "ico", "vnd.microsoft.icon": "ico", "jpeg2000": "jp2", "vnd.adobe.photoshop": "psd", "x-tga": "tga",
      "x-portable-pixmap": "ppm", "x-exr": "exr", "vnd.radiance": "hdr",
    ]
    var subtype = announcedImageType?.split(separator: "/").last.map(String.init) ?? ""
    if let ending = known[subtype] { return ending }
    if subtype.hasPrefix("x-") { subtype.removeFirst(2) }
    let name = subtype.split(separator: "+").first?.split(separator: ".").last.map(String.init) ?? ""
    let plain = String(name.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.prefix(10))
    return plain.isEmpty ? "image" : plain
  }

  /// `image/…` in lower case, without parameters.
  private var announcedImageType: String? {
    guard let type = announcedType?.split(separator: ";").first?.trimmingCharacters(in: .whitespaces).lowercased(),
      type.hasPrefix("image/"), type.utf8.count > 6
    else { return nil }
    return type
  }

  /// Whether the first bytes are letters and spaces alone, as those of pages and error messages are.
  private var isText: Bool {
    head.isEmpty
      || head.prefix(64).allSatisfy { byte in
        (byte >= 32 && byte != 127) || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || byte == 9
      } && String(validating: head.prefix(60), as: UTF8.self) != nil
  }

  /// The error for content that is no picture.
  func noPicture(isLink: Bool) -> SeedreamError {
    var start = ServiceErrorBody.oneLine(String(decoding: head.prefix(60), as: UTF8.self))
    if start.unicodeScalars.contains("\u{FFFD}") { start = "\(head.prefix(8).map { String($0, radix: 16) })" }
    let what = head.isEmpty ? "is empty" : "is no picture (it begins: \(start))"
    var error = SeedreamError(
      .downloadFailed, "What came for a picture \(what). Resume the task later to fetch it again.")
    if isLink {
      error.isTransient = true
      error.status = 200
    }
    return error
  }
}
