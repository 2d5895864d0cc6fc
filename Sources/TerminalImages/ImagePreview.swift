import HTTPTransport
import OpenAPISyntax

/// Writes pictures in the form that a terminal takes.
package struct ImagePreview: Sendable {
  /// Why a picture can't be shown.
  package struct Problem: Error, CustomStringConvertible {
    /// A clause for a message: `it can't be read`.
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
  /// - Throws: `Problem` if the terminal doesn't take files of its kind, or the file is damaged.
  package func bytes(showing file: [UInt8]) throws(Problem) -> [UInt8] {
    switch graphics {
    case .iTerm2: return inline(file)
    case .kitty: return PNGDecoder.isPNG(file) ? kitty(file) : kitty(try pixels(of: file))
    case .sixel: return Sixel.bytes(of: try pixels(of: file)) + [UInt8(ascii: "\n")]
    }
  }

  /// The pixels of a file, scaled down to the size of a preview.
  private func pixels(of file: [UInt8]) throws(Problem) -> PixelGrid {
    do throws(ImageDamage) {
      if PNGDecoder.isPNG(file) { return try PNGDecoder.pixels(of: file) { size.fitting(width: $0, height: $1) } }
      if JPEGDecoder.isJPEG(file) { return try JPEGDecoder.pixels(of: file) { size.fitting(width: $0, height: $1) } }
    } catch {
      throw Problem(description: error.reason)
    }
    throw Problem(description: "this terminal shows PNG and JPEG only")
  }

  /// `ESC ] 1337 ; File = … : base64 BEL`: the terminal scales the picture to fit the box.
  private func inline(_ file: [UInt8]) -> [UInt8] {
    let box = size.preview
    let head =
      "\u{1B}]1337;File=inline=1;size=\(file.count);width=\(box.columns);height=\(box.rows);preserveAspectRatio=1:"
    return Array(head.utf8) + Base64.encode(file).utf8 + Array("\u{07}\n".utf8)
  }

  /// A PNG file as it is; of a large one, either the columns or the rows are given, and the terminal keeps the ratio.
  private func kitty(_ file: [UInt8]) -> [UInt8] {
    let box = size.preview
    let (width, height) = PNGDecoder.size(of: file) ?? (1, 1)
    let pixels = (width: box.columns * size.cellWidth, height: box.rows * size.cellHeight)
    if width <= pixels.width && height <= pixels.height { return kitty(file, keys: "f=100") }
    let isWide = width * pixels.height > height * pixels.width
    return kitty(file, keys: isWide ? "f=100,c=\(box.columns)" : "f=100,r=\(box.rows)")
  }

  private func kitty(_ pixels: PixelGrid) -> [UInt8] {
    kitty(pixels.bytes, keys: "f=24,s=\(pixels.width),v=\(pixels.height)")
  }

  /// `ESC _ G … ; base64 ESC \`, in pieces of at most 4096 bytes.
  private func kitty(_ data: [UInt8], keys: String) -> [UInt8] {
    let text = Array(Base64.encode(data).utf8)
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: text.count, by: 4096) {
      let end = min(start + 4096, text.count)
      let more = end < text.count ? "m=1" : "m=0"
      bytes += Array("\u{1B}_G\(start == 0 ? "a=T,q=2,\(keys)," : "q=2,")\(more);".utf8)
      bytes += text[start..<end]
      bytes += Array("\u{1B}\\".utf8)
    }
    return bytes + [UInt8(ascii: "\n")]
  }
}
