/// A way to send a picture to a terminal.
package enum GraphicsProtocol: String, Hashable, Sendable {
  /// iTerm2's inline images, which WezTerm and mintty know as well: the file as it is.
  case iTerm2
  /// kitty's graphics, which Ghostty and Konsole know as well: PNG files or pixels.
  case kitty
  /// Sixel, from DEC's terminals: pixels in a palette.
  case sixel

  /// What a terminal knows.
  package enum Support: Hashable, Sendable {
    case supported(GraphicsProtocol)
    /// Not, for this reason, a sentence.
    case unsupported(String)
  }

  /// Asks for kitty's graphics (a picture of one pixel that isn't kept), the terminal's name (XTVERSION) and its attributes
  /// (DA1), in this order: every terminal responds to the last.
  package static let query = "\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\\u{1B}[>0q\u{1B}[c"

  /// Finds out what a terminal knows: by its environment, else by asking it.
  ///
  /// - Parameters:
  ///   - environment: the process's variables.
  ///   - isTerminal: whether pictures would go to a terminal at all.
  ///   - ask: sends ``query`` to the terminal and gives its response, empty if none comes.
  /// - Returns: what pictures can be sent as, or why they can't.
  package static func support(
    environment: [String: String], isTerminal: Bool, ask: (_ query: String) -> [UInt8]
  ) -> Support {
    guard isTerminal else { return .unsupported("No picture can be shown: standard error is no terminal.") }
    let term = environment["TERM"] ?? ""
    let program = environment["TERM_PROGRAM"] ?? ""
    // These print what they don't understand.
    if ["", "dumb", "linux"].contains(term) || program == "Apple_Terminal" { return .unsupported(inability) }
    // Variables of the terminal outside say nothing of what a multiplexer lets through.
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
    if let known = GraphicsProtocol(response: ask(query)) { return .supported(known) }
    return .unsupported(
      isMultiplexed ? "No picture can be shown: tmux and screen keep it from the terminal." : inability)
  }

  private static let inability =
    "No picture can be shown: this terminal knows neither iTerm2's images nor kitty's nor sixel."

  /// Reads what a terminal gave in response to ``query``; nil if it knows none of them.
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
