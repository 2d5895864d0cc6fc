/// A row of pixels as runs from left to right; the last one ends at the row's width.
struct PixelRow: Sendable {
  struct Run: Sendable {
    var end: Int
    var color: Color
  }

  private(set) var runs: [Run]
  let width: Int

  init(width: Int, color: Color) {
    self.width = width
    runs = [Run(end: width, color: color)]
  }

  /// Paints the pixels from `from` up to, but not including, `to`; an opacity of 256 hides what was there.
  mutating func paint(_ from: Int, _ to: Int, _ color: Color, opacity: Int) {
    let from = max(from, 0)
    let to = min(to, width)
    guard from < to, opacity > 0 else { return }
    // Replaces only the runs in the range, because wide pictures have hundreds of them.
    let first = index(ofRunAt: from)
    var start = first == 0 ? 0 : runs[first - 1].end
    var painted: [Run] = []
    var next = first
    while next < runs.count, start < to {
      let run = runs[next]
      if start < from { painted.append(Run(end: from, color: run.color)) }
      let inside = opacity >= 256 ? color : run.color.mixed(with: color, part: opacity)
      let end = min(run.end, to)
      if let last = painted.last, last.color == inside {
        painted[painted.count - 1].end = end
      } else {
        painted.append(Run(end: end, color: inside))
      }
      if run.end > to { painted.append(run) }
      start = run.end
      next += 1
    }
    runs.replaceSubrange(first..<next, with: painted)
  }

  /// The index of the run that contains a pixel.
  private func index(ofRunAt pixel: Int) -> Int {
    var low = 0
    var high = runs.count - 1
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].end > pixel { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
