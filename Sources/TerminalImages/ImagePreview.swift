import HTTPTransport
import OpenAPISyntax

/// Writes pictures as a terminal takes them.
package struct ImagePreview: Sendable {
  /// Why a picture can't be shown.
  package struct Problem: Error, CustomStringConvertible {
    package var description: String

    package init(description: String) { self.description = description }
  }

  package var graphics: GraphicsProtocol
  package var size: TerminalSize

  package init(_ graphics: GraphicsProtocol, size: TerminalSize) {
    self.graphics = graphics
    self.size = size
  }

  /// The bytes that show a picture and end its line.
  ///
  /// - Throws: `Problem` if it is of a kind that the terminal doesn't take, or damaged.
  package func bytes(showing file: [UInt8]) throws(Problem) -> [UInt8] {
    switch graphics {
    case .iTerm2: return inline(file)
    case .kitty:
      try checkPNG(file, "kitty's graphics take PNG only")
      return kitty(file)
    case .sixel:
      try checkPNG(file, "only PNG can be turned into sixel")
      let pixels: PixelGrid
      do throws(PNGDecoder.Damage) {
        pixels = try PNGDecoder.pixels(of: file) { size.fitting(width: $0, height: $1) }
      } catch {
        throw Problem(description: "the PNG file is damaged: \(error.reason)")
      }
      return Sixel.bytes(of: pixels) + [UInt8(ascii: "\n")]
    }
  }

  private func checkPNG(_ file: [UInt8], _ reason: String) throws(Problem) {
    guard PNGDecoder.isPNG(file) else { throw Problem(description: reason) }
  }

  /// `ESC ] 1337 ; File = … : base64 BEL`: scaled into the box by the terminal.
  private func inline(_ file: [UInt8]) -> [UInt8] {
    let box = size.preview
    let head =
      "\u{1B}]1337;File=inline=1;size=\(file.count);width=\(box.columns);height=\(box.rows);preserveAspectRatio=1:"
    return Array(head.utf8) + Base64.encode(file).utf8 + Array("\u{07}\n".utf8)
  }

  /// `ESC _ G … ; base64 ESC \`, in pieces of at most 4096 bytes: what is too large is bounded by one side, and the other
  /// follows.
  private func kitty(_ file: [UInt8]) -> [UInt8] {
    let box = size.preview
    let (width, height) = PNGDecoder.size(of: file) ?? (1, 1)
    let pixels = (width: box.columns * size.cellWidth, height: box.rows * size.cellHeight)
    let isWide = width * pixels.height > height * pixels.width
    let fits = width <= pixels.width && height <= pixels.height
    let bound = fits ? "" : isWide ? "c=\(box.columns)," : "r=\(box.rows),"
    let text = Array(Base64.encode(file).utf8)
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: text.count, by: 4096) {
      let end = min(start + 4096, text.count)
      let more = end < text.count ? "m=1" : "m=0"
      let keys = start == 0 ? "a=T,f=100,q=2,\(bound)\(more)" : "q=2,\(more)"
      bytes += Array("\u{1B}_G\(keys);".utf8)
      bytes += text[start..<end]
      bytes += Array("\u{1B}\\".utf8)
    }
    return bytes + [UInt8(ascii: "\n")]
  }
}
