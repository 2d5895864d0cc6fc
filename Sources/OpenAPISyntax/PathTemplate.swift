/// A text with names in braces, such as the path `/users/{id}` or a server's URL.
package struct PathTemplate: Equatable, Sendable {
  /// A part of a template.
  package enum Piece: Hashable, Sendable {
    /// Text as it stands.
    case text(String)
    /// A name that stood in braces.
    case parameter(String)
  }

  /// The parts in order; neither texts nor names are empty.
  package let pieces: [Piece]

  /// Reads a template: a name reaches from the last `{` before a `}` to that; other braces are text.
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

  /// The template without regard to the names: equal for two that fit the same texts.
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
