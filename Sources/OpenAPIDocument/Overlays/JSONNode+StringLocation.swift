extension JSONNode {
  /// The location of a byte of a string's content; of the string itself if the content is written differently, as in
  /// folded YAML.
  func location(ofContentByte offset: Int) -> FileLocation {
    let start = valueLocation
    let content = utf8
    let source = tree.bytes
    let first = Int(origin.value)
    guard first < source.count else { return start }
    let quote = source[first]
    let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    var index = isQuoted ? first + 1 : first
    for byte in content.prefix(offset) {
      guard index < source.count else { return start }
      if source[index] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        index += 1
        // An escape by number may become several bytes of the content.
        guard index < source.count, !"uUx".utf8.contains(source[index]) else { return start }
      } else if source[index] == UInt8(ascii: "'"), quote == source[index] {
        index += 1
      } else if source[index] != byte {
        return start
      }
      index += 1
    }
    return FileLocation(file: start.file, line: start.line, column: start.column + index - first)
  }
}
