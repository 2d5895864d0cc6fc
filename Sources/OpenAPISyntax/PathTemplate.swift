/// A text with names in braces, such as the path `/users/{id}` or a server's URL.
package struct PathTemplate: Equatable, Sendable {
  /// A part of a template.
  package enum Piece: Hashable, Sendable {
    /// Literal text.
    case text(String)
    /// A name in braces.
    case parameter(String)
  }

  /// The parts in order; texts and names are never empty.
  package let pieces: [Piece]

  /// Reads a template: a name is the text between a `}` and the last `{` before it; other braces are literal text.
  package init(_ template: some StringProtocol) {
    var pieces: [Piece] = []
    var rest = Substring(template)
    var text = ""
    while let close = rest.utf8.firstIndex(of: UInt8(ascii: "}")) {
      if let open = rest[..<close].utf8.lastIndex(of: UInt8(ascii: "{")), rest.utf8.index(after: open) < close {
        text += rest[..<open]
        if !text.isEmpty { pieces.append(.text(text)) }
        text = ""
        pieces.append(.parameter(String(rest[rest.utf8.index(after: open)..<close])))
      } else {
        text += rest[...close]
      }
      rest = rest[rest.utf8.index(after: close)...]
    }
    text += rest
    if !text.isEmpty { pieces.append(.text(text)) }
    self.pieces = pieces
  }

  /// The parts without the names: equal for templates that match the same texts.
  package var shape: [Piece] {
    pieces.map { piece in
      if case .parameter = piece { return .parameter("") }
      return piece
    }
  }

  /// The names in order, each once.
  package var names: [String] {
    var names: [String] = []
    for case .parameter(let name) in pieces where !names.contains(name) { names.append(name) }
    return names
  }
}
