/// The size of a terminal, in characters and pixels.
package struct TerminalSize: Hashable, Sendable {
  package var columns: Int
  package var rows: Int
  /// The width of a character, in pixels.
  package var cellWidth: Int
  /// The height of a character, in pixels.
  package var cellHeight: Int

  /// Creates a size from what a terminal reports; zero is unknown, and gets a usual value.
  package init(columns: Int, rows: Int, width: Int = 0, height: Int = 0) {
    self.columns = columns > 0 ? columns : 80
    self.rows = rows > 0 ? rows : 24
    // In most fonts a character is twice as high as wide.
    cellWidth = width >= self.columns ? width / self.columns : 8
    cellHeight = height >= self.rows ? height / self.rows : 16
  }

  /// The characters that a preview may cover: at most 24 rows, and two less than the terminal has, for text around it.
  var preview: (columns: Int, rows: Int) { (columns, max(1, min(rows - 2, 24))) }

  /// The size of a preview in pixels: within what it may cover, and never larger than the picture.
  func fitting(width: Int, height: Int) -> (width: Int, height: Int) {
    let box = (width: preview.columns * cellWidth, height: preview.rows * cellHeight)
    let scale = min(1, Double(box.width) / Double(width), Double(box.height) / Double(height))
    return (max(1, Int(Double(width) * scale)), max(1, Int(Double(height) * scale)))
  }
}
