import Foundation

/// A downloaded picture: its first and last bytes, and its `Content-Type`.
struct PictureContent {
  var head: [UInt8]
  var tail: [UInt8]
  var byteCount: Int64
  /// The `Content-Type` of the response.
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

  /// Whether this is a picture: by its bytes, or because it is announced as one and isn't text.
  var isPicture: Bool { kind != nil || (announcedImageType != nil && !isText) }

  /// Whether it has its end, as far as that can be told.
  var isComplete: Bool { kind?.isComplete(head: head, tail: tail, byteCount: byteCount) ?? true }

  /// The media type: by the bytes, otherwise as announced.
  var mediaType: String { kind?.mediaType ?? announcedImageType ?? "application/octet-stream" }

  /// The file name extension: by the bytes, otherwise by the announced type.
  var fileExtension: String {
    if let kind { return kind.fileExtension }
    let known = [
      "x-icon": "ico", "vnd.microsoft.icon": "ico", "jpeg2000": "jp2", "vnd.adobe.photoshop": "psd", "x-tga": "tga",
      "x-portable-pixmap": "ppm", "x-exr": "exr", "vnd.radiance": "hdr",
    ]
    var subtype = announcedImageType?.split(separator: "/").last.map(String.init) ?? ""
    if let fileExtension = known[subtype] { return fileExtension }
    if subtype.hasPrefix("x-") { subtype.removeFirst(2) }
    let name = subtype.split(separator: "+").first?.split(separator: ".").last.map(String.init) ?? ""
    let plain = String(name.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.prefix(10))
    return plain.isEmpty ? "image" : plain
  }

  /// The announced type in lower case, without parameters, if it is `image/…`.
  private var announcedImageType: String? {
    guard let type = announcedType?.split(separator: ";").first?.trimmingCharacters(in: .whitespaces).lowercased(),
      type.hasPrefix("image/"), type.utf8.count > 6
    else { return nil }
    return type
  }

  /// Whether the first bytes are text, such as that of a page or an error message.
  private var isText: Bool {
    head.isEmpty
      || head.prefix(64).allSatisfy { byte in
        (byte >= 32 && byte != 127) || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || byte == 9
      } && String(validating: head.prefix(60), as: UTF8.self) != nil
  }

  /// The error for content that is not a picture.
  func noPicture(isLink: Bool) -> SeedreamError {
    var start = ServiceErrorBody.oneLine(String(decoding: head.prefix(60), as: UTF8.self))
    if start.unicodeScalars.contains("\u{FFFD}") { start = "\(head.prefix(8).map { String($0, radix: 16) })" }
    let what = head.isEmpty ? "is empty" : "is not a picture (it begins: \(start))"
    var error = SeedreamError(
      .downloadFailed, "What the service sent as a picture \(what). Resume the task later to fetch it again.")
    if isLink {
      error.isTransient = true
      error.status = 200
    }
    return error
  }
}
