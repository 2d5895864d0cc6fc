import OpenAPISyntax

/// Matches the paths of requests against a path template of a document.
struct PathMatcher: Sendable {
  /// The segments between slashes, each in pieces; an empty segment has none.
  private let segments: [[PathTemplate.Piece]]
  /// The pairs that the query must have: some documents put a query into the path to tell operations apart.
  let query: [String]

  init(_ text: String) {
    var path = text[...]
    if let hash = path.firstIndex(of: "#") { path = path[..<hash] }
    if let mark = path.firstIndex(of: "?") {
      query = path[path.index(after: mark)...].split(separator: "&").map(String.init)
      path = path[..<mark]
    } else {
      query = []
    }
    segments = path.split(separator: "/", omittingEmptySubsequences: false).map { PathTemplate($0).pieces }
  }

  /// The raw values of the parameters, and the rank, which is higher the earlier the literal segments are; nil if the
  /// path doesn't match.
  func match(_ path: String) -> (values: [(name: String, value: String)], rank: [Int])? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == segments.count else { return nil }
    var values: [(name: String, value: String)] = []
    var rank: [Int] = []
    for (part, pieces) in zip(parts, segments) {
      if pieces.isEmpty {
        guard part.isEmpty else { return nil }
        rank.append(2)
        continue
      }
      if case .text(let literal) = pieces[0], pieces.count == 1 {
        guard PercentEncoding.decode(part) == PercentEncoding.decode(literal) else { return nil }
        rank.append(2)
        continue
      }
      guard let found = PathMatcher.match(part, pieces[...]) else { return nil }
      values.append(contentsOf: found)
      rank.append(pieces.count > 1 ? 1 : 0)
    }
    return (values, rank)
  }

  /// Gives each parameter as little as possible, and at least one character.
  private static func match(_ text: Substring, _ pieces: ArraySlice<PathTemplate.Piece>) -> [(
    name: String, value: String
  )]? {
    guard let piece = pieces.first else { return text.isEmpty ? [] : nil }
    let rest = pieces.dropFirst()
    switch piece {
    case .text(let literal):
      return text.hasPrefix(literal) ? match(text.dropFirst(literal.count), rest) : nil
    case .parameter(let name):
      if rest.isEmpty { return text.isEmpty ? nil : [(name, String(text))] }
      for last in text.indices {
        if let found = match(text[last...].dropFirst(), rest) { return [(name, String(text[...last]))] + found }
      }
      return nil
    }
  }
}
