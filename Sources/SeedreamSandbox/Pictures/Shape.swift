/// A shape to paint; positions are in pixels from the top left corner.
enum Shape: Sendable {
  case rectangle(left: Double, top: Double, right: Double, bottom: Double, Color, opacity: Int)
  case disc(x: Double, y: Double, radius: Double, Color, opacity: Int)
  case polygon([Point], top: Double, bottom: Double, Color, opacity: Int)

  struct Point: Hashable, Sendable {
    var x: Double
    var y: Double
  }

  static func polygon(_ points: [Point], _ color: Color, opacity: Int = 256) -> Shape {
    let heights = points.map(\.y)
    return .polygon(points, top: heights.min() ?? 0, bottom: heights.max() ?? 0, color, opacity: opacity)
  }

  func paint(row y: Double, into row: inout PixelRow) {
    switch self {
    case .rectangle(let left, let top, let right, let bottom, let color, let opacity):
      guard y >= top, y < bottom else { return }
      row.paint(Int(left), Int(right), color, opacity: opacity)
    case .disc(let x, let centre, let radius, let color, let opacity):
      let distance = y - centre
      guard abs(distance) < radius else { return }
      let half = (radius * radius - distance * distance).squareRoot()
      row.paint(Int(x - half), Int(x + half), color, opacity: opacity)
    case .polygon(let points, let top, let bottom, let color, let opacity):
      guard y >= top, y < bottom else { return }
      let crossings = Self.crossings(of: points, row: y)
      for index in stride(from: 0, to: crossings.count - 1, by: 2) {
        row.paint(Int(crossings[index]), Int(crossings[index + 1]), color, opacity: opacity)
      }
    }
  }

  /// Where a row crosses the edges of a polygon, from left to right: it is inside between the first and the second, and so on.
  private static func crossings(of points: [Point], row y: Double) -> [Double] {
    zip(points, points.dropFirst() + points.prefix(1))
      .filter { from, to in (from.y <= y) != (to.y <= y) }
      .map { from, to in from.x + (y - from.y) / (to.y - from.y) * (to.x - from.x) }
      .sorted()
  }
}
