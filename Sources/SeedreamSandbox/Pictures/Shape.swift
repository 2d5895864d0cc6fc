/// Something to paint; positions and lengths are in pixels, downwards from the top left.
enum Shape: Sendable {
  case rectangle(left: Double, top: Double, right: Double, bottom: Double, Color, opacity: Int)
  case disc(x: Double, y: Double, radius: Double, Color, opacity: Int)
  case polygon([Point], top: Double, bottom: Double, Color, opacity: Int)

  struct Point: Hashable, Sendable {
    var x: Double
    var y: Double
  }

  static func polygon(_ points: [Point], _ color: Color, opacity: Int = 256) -> Shape {
    var top = Double.infinity
    var bottom = -Double.infinity
    for point in points {
      top = min(top, point.y)
      bottom = max(bottom, point.y)
    }
    return .polygon(points, top: top, bottom: bottom, color, opacity: opacity)
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
      var crossings: [Double] = []
      guard var from = points.last else { return }
      for to in points {
        if (from.y <= y) != (to.y <= y) {
          crossings.append(from.x + (y - from.y) / (to.y - from.y) * (to.x - from.x))
        }
        from = to
      }
      crossings.sort()
      var index = 0
      while index + 1 < crossings.count {
        row.paint(Int(crossings[index]), Int(crossings[index + 1]), color, opacity: opacity)
        index += 2
      }
    }
  }
}
