/// A landscape of a sky, land or sea, and things that the prompt names or that are chosen at random.
struct Scene: Sendable {
  let width: Int
  let height: Int
  /// Colors from the top; positions are fractions of the height, and colors between two positions are mixed.
  private let background: [(position: Double, color: Color)]
  private let shapes: [Shape]
  private let texts: [TextLine]
  /// How many rows in a large picture are equal, to save time.
  private let step: Int
  /// The first row of the caption.
  private let captionTop: Int

  init(_ picture: Picture) {
    width = picture.width
    height = picture.height
    step = max(1, min(picture.width, picture.height) / 1024)
    let captionScale = max(1, min(picture.width, picture.height) / 200)
    captionTop = picture.height - (Glyphs.height + 4) * captionScale
    var builder = SceneBuilder(picture)
    builder.build()
    background = builder.background
    shapes = builder.shapes
    texts = Self.texts(of: picture, scale: captionScale, top: captionTop + 2 * captionScale)
  }

  /// The row `y` pixels below the top.
  func row(_ y: Int) -> PixelRow {
    let drawn = y / step * step
    var row = PixelRow(width: width, color: backgroundColor(at: drawn))
    let line = Double(drawn) + 0.5
    for shape in shapes { shape.paint(row: line, into: &row) }
    if y >= captionTop {
      row.paint(0, width, .black, opacity: 110)
      for text in texts { text.paint(row: y, into: &row) }
    }
    return row
  }

  private func backgroundColor(at y: Int) -> Color {
    let position = Double(y) / Double(max(height, 1))
    var before = background.first?.color ?? .black
    var start = 0.0
    for stop in background {
      if position < stop.position {
        let part = (position - start) / max(stop.position - start, 0.000_001)
        return before.mixed(with: stop.color, part: Int(part * 256))
      }
      before = stop.color
      start = stop.position
    }
    return before
  }

  private static func texts(of picture: Picture, scale: Int, top: Int) -> [TextLine] {
    let margin = 2 * scale
    let mark = picture.hasWatermark ? "AI generated" : ""
    let markWidth = mark.isEmpty ? 0 : TextLine.width(of: mark.utf8.count, scale: scale) + 2 * margin
    let number = picture.count > 1 ? "\(picture.index + 1)/\(picture.count) " : ""
    let room = max(0, (picture.width - 2 * margin - markWidth) / ((Glyphs.width + 1) * scale))
    var caption = String(String.UnicodeScalarView((number + picture.prompt).unicodeScalars.prefix(room)))
    if caption.unicodeScalars.count < number.unicodeScalars.count + picture.prompt.unicodeScalars.count, room > 6 {
      caption = String(String.UnicodeScalarView(caption.unicodeScalars.prefix(room - 3))) + "..."
    }
    var texts = [TextLine(caption, left: margin, top: top, scale: scale, color: .white)]
    if !mark.isEmpty {
      texts.append(
        TextLine(mark, left: picture.width - markWidth + margin, top: top, scale: scale, color: .white))
    }
    return texts
  }
}
