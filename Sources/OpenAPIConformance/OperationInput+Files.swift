import OpenAPIClientRuntime

extension OperationInput {
  /// Bytes for a binary body, with a type from the range if the content type is one, such as `image/*`.
  public func bytes(_ contentType: String) -> RequestBody {
    let body = RequestBody.bytes(Array("bytes".utf8))
    return contentType.contains("*") ? body.typed(Self.concrete(contentType)) : body
  }

  /// A file for a part, with the first content type that the part's encoding allows.
  public func file(_ name: String) -> FilePart {
    .bytes(Array("file".utf8), filename: "file.bin", contentType: fileType(name))
  }

  /// Two files for a part that may repeat.
  public func files(_ name: String) -> [FilePart] { [file(name), file(name)] }

  private func fileType(_ name: String) -> String {
    let list = multipart?["encoding"]?[name]?["contentType"]?.string ?? ""
    let first = list.split(separator: ",").first.map { $0.filter { $0 != " " && $0 != "\t" } } ?? ""
    return first.isEmpty ? "application/octet-stream" : Self.concrete(first)
  }

  /// A type from a range such as `image/*`; any other type unchanged.
  private static func concrete(_ type: String) -> String {
    if type.hasPrefix("*") { return "application/octet-stream" }
    guard type.hasSuffix("/*") else { return type }
    switch type.dropLast(2).lowercased() {
    case "image": return "image/png"
    case "audio": return "audio/mpeg"
    case "video": return "video/mp4"
    case "font": return "font/woff2"
    case "text": return "text/plain"
    default: return "application/octet-stream"
    }
  }
}
