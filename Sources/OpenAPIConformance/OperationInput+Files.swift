import OpenAPIClientRuntime

extension OperationInput {
  /// Bytes for a binary body.
  public func bytes(_ contentType: String) -> RequestBody { .bytes(Array("bytes".utf8)) }

  /// A file for a part.
  public func file(_ name: String) -> FilePart {
    .bytes(Array("file".utf8), filename: "file.bin", contentType: "application/octet-stream")
  }

  /// Two files for a part that repeats.
  public func files(_ name: String) -> [FilePart] { [file(name), file(name)] }
}
