/// A way to send a picture to a terminal.
package enum GraphicsProtocol: String, Hashable, Sendable {
  /// iTerm2's inline images, also in WezTerm and mintty: takes the file as it is.
  case iTerm2
  /// kitty's graphics, also in Ghostty and Konsole: takes PNG files or pixels.
  case kitty
  /// Sixel, from DEC's terminals: takes pixels in a palette.
  case sixel

  /// What a terminal supports.
  package enum Support: Hashable, Sendable {
    /// It shows pictures that are sent in this way.
    case supported(GraphicsProtocol)
    /// It shows no pictures; the reason, as a sentence.
    case unsupported(String)
  }

  /// Asks for kitty's graphics (with a picture of one pixel that isn't kept), the terminal's name (XTVERSION) and its
  /// attributes (DA1), which every terminal has, so that they end the response.
  package static let query = "\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\\u{1B}[>0q\u{1B}[c"

  /// Finds out what a terminal supports: by the environment, otherwise by asking the terminal.
  ///
  /// - Parameters:
  ///   - environment: the process's variables.
  ///   - isTerminal: whether pictures would go to a terminal at all.
  ///   - ask: sends ``query`` to the terminal and returns its response, empty if none comes.
  /// - Returns: how pictures can be sent, or why they can't.
  package static func support(
    environment: [String: String], isTerminal: Bool, ask: (_ query: String) -> [UInt8]
  ) -> Support {
    guard isTerminal else { return .unsupported("No picture can be shown: standard error is not a terminal.") }
    let term = environment["TERM"] ?? ""
    let program = environment["TERM_PROGRAM"] ?? ""
    // These would print the query.
    if ["", "dumb", "linux"].contains(term) || program == "Apple_Terminal" { return .unsupported(noneSupported) }
    // The variables are those of the terminal around a multiplexer, which may not pass pictures on.
    let isMultiplexed =
      environment["TMUX"] != nil || environment["STY"] != nil || term.hasPrefix("tmux") || term.hasPrefix("screen")
    if !isMultiplexed {
      if ["iTerm.app", "WezTerm", "mintty"].contains(program) || environment["LC_TERMINAL"] == "iTerm2" {
        return .supported(.iTerm2)
      }
      if environment["KITTY_WINDOW_ID"] != nil || ["xterm-kitty", "xterm-ghostty"].contains(term) {
        return .supported(.kitty)
      }
    }
    if let supported = GraphicsProtocol(response: ask(query)) { return .supported(supported) }
    return .unsupported(
      isMultiplexed ? "No picture can be shown: tmux and screen don't pass it on to the terminal." : noneSupported)
  }

  private static let noneSupported =
    "No picture can be shown: this terminal supports neither iTerm2's images nor kitty's nor sixel."

  /// Reads a terminal's response to ``query``; nil if it supports none of the protocols.
  package init?(response: [UInt8]) {
    let text = String(decoding: response, as: UTF8.self)
    if text.contains("\u{1B}_Gi=31;OK") {
      self = .kitty
    } else if ["P>|iTerm2", "P>|WezTerm", "P>|mintty"].contains(where: { text.contains("\u{1B}\($0)") }) {
      self = .iTerm2
    } else if Self.attributes(text)?.contains("4") == true {
      self = .sixel
    } else {
      return nil
    }
  }

  /// Whether the response to ``query`` is complete.
  package static func isComplete(_ response: [UInt8]) -> Bool {
    attributes(String(decoding: response, as: UTF8.self)) != nil
  }

  /// The attributes in a response to DA1, `ESC [ ? 62 ; 4 ; 22 c`.
  private static func attributes(_ text: String) -> [Substring]? {
    for part in text.unicodeScalars.split(separator: "\u{1B}") where part.starts(with: "[?".unicodeScalars) {
      let digits = part.dropFirst(2).prefix { $0 == ";" || ("0"..."9").contains($0) }
      if part.dropFirst(2 + digits.count).first == "c" { return Substring(digits).split(separator: ";") }
    }
    return nil
  }
}
