import Testing

@testable import TerminalImages

@Suite struct `A terminal's graphics` {
  private func support(_ environment: [String: String], response: String? = nil) -> GraphicsProtocol.Support {
    GraphicsProtocol.support(environment: environment, isTerminal: true) { query in
      guard let response else {
        Issue.record("the terminal is asked although the environment tells")
        return []
      }
      #expect(query == GraphicsProtocol.query)
      return Array(response.utf8)
    }
  }

  @Test(arguments: [
    (["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"], GraphicsProtocol.iTerm2),
    (["TERM": "xterm-256color", "LC_TERMINAL": "iTerm2"], .iTerm2),
    (["TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"], .iTerm2),
    (["TERM": "xterm", "TERM_PROGRAM": "mintty"], .iTerm2), (["TERM": "xterm-kitty"], .kitty),
    (["TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"], .kitty), (["TERM": "xterm-ghostty"], .kitty),
  ])
  func `are detected by its environment`(environment: [String: String], expected: GraphicsProtocol) {
    #expect(support(environment) == .supported(expected))
  }

  @Test(arguments: [
    ("\u{1B}_Gi=31;OK\u{1B}\\\u{1B}P>|Konsole 24.02\u{1B}\\\u{1B}[?62;4;22c", GraphicsProtocol.kitty),
    ("\u{1B}P>|iTerm2 3.5.0\u{1B}\\\u{1B}[?62;4c", .iTerm2), ("\u{1B}[?62;1;4;22c", .sixel), ("\u{1B}[?4c", .sixel),
    ("\u{1B}_Gi=31;ENOTSUP\u{1B}\\\u{1B}[?64;4c", .sixel),
  ])
  func `are detected by its response`(response: String, expected: GraphicsProtocol) {
    #expect(support(["TERM": "xterm-256color"], response: response) == .supported(expected))
    #expect(GraphicsProtocol.isComplete(Array(response.utf8)))
    #expect(!GraphicsProtocol.isComplete(Array(response.utf8.dropLast())))
  }

  @Test(arguments: ["", "\u{1B}[?62;22c", "\u{1B}[?1;2c", "\u{1B}[?64;14;40c", "q", "\u{1B}[?4"])
  func `are unsupported if its response names none`(response: String) {
    let reason = "No picture can be shown: this terminal supports neither iTerm2's images nor kitty's nor sixel."
    #expect(support(["TERM": "xterm-256color"], response: response) == .unsupported(reason))
  }

  @Test func `are queried inside tmux, whatever the terminal around it is`() {
    let environment = ["TERM": "tmux-256color", "TMUX": "socket,1,0", "TERM_PROGRAM": "iTerm.app"]
    #expect(support(environment, response: "\u{1B}[?1;2;4c") == .supported(.sixel))
    #expect(
      support(environment, response: "\u{1B}[?1;2c")
        == .unsupported("No picture can be shown: tmux and screen don't pass it on to the terminal."))
  }

  @Test(arguments: [[:], ["TERM": "dumb"], ["TERM": "linux"], ["TERM": "xterm", "TERM_PROGRAM": "Apple_Terminal"]])
  func `are not queried where the query would be printed`(environment: [String: String]) {
    guard case .unsupported = support(environment) else {
      Issue.record("this terminal shows no pictures")
      return
    }
  }

  @Test func `are unsupported without a terminal`() {
    let support = GraphicsProtocol.support(environment: ["TERM": "xterm-kitty"], isTerminal: false) { _ in [] }
    #expect(support == .unsupported("No picture can be shown: standard error is not a terminal."))
  }
}

@Suite struct `A preview` {
  private let size = TerminalSize(columns: 80, rows: 40)
  private let png = PNGWriter(width: 60, height: 30, pixel: { x, y in [x * 4, y * 8, 128] }).file
  private let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3]

  @Test func `is the whole file for iTerm2, within the terminal`() throws {
    let text = String(decoding: try ImagePreview(.iTerm2, size: size).bytes(showing: jpeg), as: UTF8.self)
    #expect(
      text
        == "\u{1B}]1337;File=inline=1;size=7;width=80;height=24;preserveAspectRatio=1:/9j/4AECAw==\u{07}\n")
  }

  @Test func `is a PNG in pieces for kitty, bounded by the side that would be too long`() throws {
    let text = String(decoding: try ImagePreview(.kitty, size: size).bytes(showing: png), as: UTF8.self)
    let pieces = text.components(between: "\u{1B}_G", and: "\u{1B}\\")
    #expect(pieces.first?.hasPrefix("a=T,q=2,f=100,m=1;") == true)
    #expect(pieces.dropFirst().dropLast().allSatisfy { $0.hasPrefix("q=2,m=1;") })
    #expect(pieces.last?.hasPrefix("q=2,m=0;") == true)
    let payloads = pieces.map { $0.drop { $0 != ";" }.dropFirst() }
    #expect(payloads.allSatisfy { $0.utf8.count <= 4096 } && payloads.dropLast().allSatisfy { $0.utf8.count % 4 == 0 })
    #expect(payloads.reduce(0) { $0 + $1.utf8.count } == (png.count + 2) / 3 * 4)
    for (width, height, bound) in [(2000, 8, "c=80"), (8, 1000, "r=24")] {
      let large = PNGWriter(width: width, height: height, depth: 1, colorType: 0, pixel: { _, _ in [1] }).file
      let shown = String(decoding: try ImagePreview(.kitty, size: size).bytes(showing: large), as: UTF8.self)
      #expect(shown.hasPrefix("\u{1B}_Ga=T,q=2,f=100,\(bound),m=0;"))
    }
  }

  @Test(arguments: [GraphicsProtocol.kitty, .sixel])
  func `is refused for a kind that can't be sent`(graphics: GraphicsProtocol) {
    let error = #expect(throws: ImagePreview.Problem.self) {
      try ImagePreview(graphics, size: size).bytes(showing: Array("RIFF....WEBP".utf8))
    }
    #expect(error?.description == "this terminal shows PNG and JPEG only")
    #expect(throws: ImagePreview.Problem.self) { try ImagePreview(graphics, size: size).bytes(showing: jpeg) }
  }

  @Test func `in sixel has every pixel once, in nearly its color`() throws {
    let text = String(decoding: try ImagePreview(.sixel, size: size).bytes(showing: png), as: UTF8.self)
    let read = try SixelReader(text)
    #expect((read.width, read.height) == (60, 30))
    // Dithering is right on the average.
    for (channel, expected) in [(0, 4 * 29.5), (1, 8 * 14.5), (2, 128)] {
      let sum = read.pixels.reduce(0) { $0 + $1[channel] }
      #expect(abs(Double(sum) / Double(read.pixels.count) - expected) < 3)
    }
  }

  @Test func `in sixel is not larger than the terminal`() throws {
    let small = TerminalSize(columns: 20, rows: 10, width: 200, height: 200)
    let large = PNGWriter(width: 500, height: 500, colorType: 0, pixel: { x, _ in [x % 256] }).file
    let text = String(decoding: try ImagePreview(.sixel, size: small).bytes(showing: large), as: UTF8.self)
    let read = try SixelReader(text)
    #expect((read.width, read.height) == (160, 160))
  }
}

extension String {
  /// The texts between two marks.
  fileprivate func components(between start: String, and end: String) -> [Substring] {
    var found: [Substring] = []
    var rest = self[...]
    while let first = rest.firstRange(of: start) {
      rest = rest[first.upperBound...]
      guard let last = rest.firstRange(of: end) else { break }
      found.append(rest[..<last.lowerBound])
      rest = rest[last.upperBound...]
    }
    return found
  }
}

/// Draws sixel as a terminal would, and fails where a pixel is drawn twice or never.
private struct SixelReader {
  struct Damage: Error {
    var reason: String
  }

  private(set) var width = 0
  private(set) var height = 0
  /// Red, green and blue, 0 to 255.
  private(set) var pixels: [[Int]] = []

  init(_ text: String) throws {
    guard text.hasPrefix("\u{1B}P0;1q\"1;1;"), text.hasSuffix("\u{1B}\\\n") else { throw Damage(reason: "no frame") }
    var rest = Array(text.utf8.dropFirst(6).dropLast(3))[...]
    func numbers() -> [Int] {
      let digits = rest.prefix { (48...57).contains($0) || $0 == UInt8(ascii: ";") }
      rest = rest.dropFirst(digits.count)
      return String(decoding: digits, as: UTF8.self).split(separator: ";").compactMap { Int($0) }
    }
    var colors: [Int: [Int]] = [:]
    var (x, y, color) = (0, 0, 0)
    var all: [Int: [Int]] = [:]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""):
        let given = numbers()
        (width, height) = (given[2], given[3])
      case UInt8(ascii: "#"):
        let given = numbers()
        color = given[0]
        if given.count == 5 { colors[color] = given[2...].map { $0 * 255 / 100 } }
      case UInt8(ascii: "$"): x = 0
      case UInt8(ascii: "-"): (x, y) = (0, y + 6)
      case UInt8(ascii: "!"), 63...126:
        var (count, bits) = (1, byte)
        if byte == UInt8(ascii: "!") {
          count = numbers()[0]
          bits = rest.popFirst() ?? 63
        }
        for _ in 0..<count {
          for bit in 0..<6 where (bits - 63) >> UInt8(bit) & 1 == 1 {
            let index = (y + bit) * width + x
            guard all[index] == nil, let known = colors[color], y + bit < height, x < width else {
              throw Damage(reason: "a pixel is drawn twice, outside, or without a color")
            }
            all[index] = known
          }
          x += 1
        }
      default: throw Damage(reason: "an unknown character")
      }
    }
    guard all.count == width * height else { throw Damage(reason: "\(all.count) pixels are drawn") }
    pixels = (0..<width * height).compactMap { all[$0] }
  }
}
