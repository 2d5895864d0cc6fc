extension JSONNode {
  /// Where a byte of a string's content was written; where the string starts, if its content is written otherwise, as in
  /// YAML that is folded over several lines.
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
        // An escape by number may be several bytes of the content.
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
