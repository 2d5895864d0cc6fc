import HTTPTransport
import OpenAPISyntax

extension MIMEType {
  /// How well a documented type fits: 4 the same, 3 both JSON, 2 `type/*`, 1 `*/*`, 0 not.
  func rank(documented: MIMEType) -> Int {
    if documented.type == type && documented.subtype == subtype { return 4 }
    if documented.isJSON && isJSON { return 3 }
    if documented.type == type && documented.subtype == "*" { return 2 }
    return documented.type == "*" ? 1 : 0
  }

  /// Whether the type can stand for the documented one: another format of a picture, or no format at all.
  func isLike(_ documented: MIMEType) -> Bool {
    if type == "application" && subtype == "octet-stream" { return true }
    return type == documented.type && ["image", "audio", "video"].contains(type)
  }

  private static let byExtension: [String: String] = [
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
    "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff", "heic": "image/heic", "heif": "image/heif",
    "avif": "image/avif", "svg": "image/svg+xml", "pdf": "application/pdf", "json": "application/json",
    "jsonl": "application/jsonl", "txt": "text/plain", "md": "text/markdown", "csv": "text/csv",
    "html": "text/html", "xml": "application/xml", "zip": "application/zip", "gz": "application/gzip",
    "mp3": "audio/mpeg", "wav": "audio/wav", "ogg": "audio/ogg", "flac": "audio/flac", "m4a": "audio/mp4",
    "mp4": "video/mp4", "mov": "video/quicktime", "webm": "video/webm",
  ]

  /// The content type of a body for which the document has a type or a range.
  static func ofBody(_ body: RequestBody, _ documented: String) -> String {
    if let own = body.contentType { return own }
    guard documented.contains("*") else { return documented }
    if case .file(let path, _) = body.storage { return byExtension(of: path) }
    return "application/octet-stream"
  }

  /// The usual type of a file, by its name.
  static func byExtension(of name: String) -> String {
    guard let dot = name.lastIndex(of: ".") else { return "application/octet-stream" }
    return byExtension[name[name.index(after: dot)...].lowercased()] ?? "application/octet-stream"
  }
}
