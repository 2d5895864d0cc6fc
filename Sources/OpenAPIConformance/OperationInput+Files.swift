import OpenAPIClientRuntime

extension OperationInput {
  /// Bytes for a binary body.
  public func bytes(_ contentType: String) -> RequestBody { .bytes(Array("bytes".utf8)) }

  /// A file for a part, of the first of the types that the document has for it.
  public func file(_ name: String) -> FilePart {
    .bytes(Array("file".utf8), filename: "file.bin", contentType: fileType(name))
  }

  /// Two files for a part that repeats.
  public func files(_ name: String) -> [FilePart] { [file(name), file(name)] }

  private func fileType(_ name: String) -> String {
    let list = media("multipart/form-data")?["encoding"]?[name]?["contentType"]?.string ?? ""
    let first = list.split(separator: ",").first.map { $0.filter { $0 != " " && $0 != "\t" } } ?? ""
    if first.isEmpty || first.hasPrefix("*") { return "application/octet-stream" }
    guard first.hasSuffix("/*") else { return first }
    switch first.dropLast(2).lowercased() {
    case "image": return "image/png"
    case "audio": return "audio/mpeg"
    case "video": return "video/mp4"
    case "font": return "font/woff2"
    case "text": return "text/plain"
    default: return "application/octet-stream"
    }
  }
}
