extension SceneBuilder {
  mutating func paintSea() {
    let far = dimmed(Color(hue: 0.5 + hue * 0.1, saturation: 0.45, value: 0.75))
    let near = dimmed(Color(hue: 0.55 + hue * 0.1, saturation: 0.75, value: 0.35))
    paintGround(near, far)
    // Towards the viewer the waves are longer and farther apart.
    for _ in 0..<40 {
      let depth = random.number(0...1)
      let y = horizon + depth * depth * (height - horizon)
      let length = unit * (0.02 + 0.16 * depth) * random.number(0.5...1.5)
      let x = random.number(-0.1...1) * width
      let thickness = max(1, unit * 0.004 * (0.3 + depth))
      add(.rectangle(left: x, top: y, right: x + length, bottom: y + thickness, .white, opacity: 60))
    }
  }

  mutating func paintMountains() {
    let near = dimmed(Color(hue: hue, saturation: 0.35, value: 0.32))
    paintGround(near, near.mixed(with: .white, part: 60))
    for layer in 0..<3 {
      let haze = 150 - 65 * layer
      let color = near.mixed(with: background[1].color, part: haze)
      let base = horizon + (height - horizon) * Double(layer) * 0.22
      addRidge(
        base: base, rise: unit * (0.34 - 0.09 * Double(layer)), points: 9 + 5 * layer, color,
        hasSnow: layer == 0 || names("snow"))
    }
  }

  mutating func paintHills() {
    let near = dimmed(Color(hue: 0.25 + hue * 0.12, saturation: 0.55, value: 0.5))
    paintGround(near.mixed(with: .black, part: 40), near)
    for layer in 0..<3 {
      let color = near.mixed(with: background[1].color, part: 110 - 50 * layer)
      addWave(base: horizon + (height - horizon) * 0.2 * Double(layer), rise: unit * 0.06, color)
    }
    for _ in 0..<(names("forest", "trees") ? 24 : 7) {
      let depth = random.number(0.1...0.8)
      addTree(x: random.number(0...1) * width, foot: horizon + depth * (height - horizon), depth: depth)
    }
  }

  mutating func paintDesert() {
    let near = dimmed(Color(hue: 0.08 + hue * 0.05, saturation: 0.55, value: 0.85))
    paintGround(near.mixed(with: .black, part: 50), near)
    for _ in 0..<(1 + random.index(below: 3)) {
      let x = random.number(0.1...0.9) * width
      let half = unit * random.number(0.1...0.22)
      let foot = horizon + unit * 0.02
      let tip = Shape.Point(x: x, y: foot - half * 1.1)
      let middle = Shape.Point(x: x + half * 0.3, y: foot)
      add(.polygon([tip, Shape.Point(x: x - half, y: foot), middle], near.mixed(with: .white, part: 40)))
      add(.polygon([tip, middle, Shape.Point(x: x + half, y: foot)], near.mixed(with: .black, part: 80)))
    }
    for layer in 0..<2 {
      let color = near.mixed(with: .black, part: 25 * (layer + 1))
      addWave(base: horizon + (height - horizon) * (0.15 + 0.3 * Double(layer)), rise: unit * 0.04, color)
    }
  }

  mutating func paintCity() {
    let near = dimmed(Color(hue: hue, saturation: 0.2, value: 0.3))
    paintGround(near.mixed(with: .black, part: 90), near)
    let light = Color(255, 226, 150)
    for layer in 0..<2 {
      var x = -unit * 0.05
      let color = near.mixed(with: background[1].color, part: layer == 0 ? 110 : 10)
      while x < width {
        let breadth = unit * random.number(0.06...0.13)
        let rise = unit * random.number(0.12...0.42) * (layer == 0 ? 1.15 : 0.8)
        let foot = horizon + unit * (layer == 0 ? 0.01 : 0.06)
        let top = foot - rise
        add(.rectangle(left: x, top: top, right: x + breadth, bottom: foot, color, opacity: 256))
        if layer == 1 { addWindows(left: x, top: top, breadth: breadth, rise: rise, light) }
        x += breadth + unit * random.number(0.0...0.03)
      }
    }
  }

  private mutating func addWindows(left: Double, top: Double, breadth: Double, rise: Double, _ light: Color) {
    let columns = 3
    let pane = breadth / Double(columns * 2 + 1)
    var row = 0
    while Double(row * 2 + 2) * pane < rise {
      let y = top + Double(row * 2 + 1) * pane
      for column in 0..<columns where random.index(below: 3) > 0 {
        let x = left + Double(column * 2 + 1) * pane
        add(.rectangle(left: x, top: y, right: x + pane, bottom: y + pane, light, opacity: isNight ? 230 : 120))
      }
      row += 1
    }
  }

  private mutating func addRidge(base: Double, rise: Double, points: Int, _ color: Color, hasSnow: Bool) {
    var outline = [Shape.Point(x: -width * 0.1, y: base)]
    var peaks: [(Shape.Point, Double)] = []
    let gap = width * 1.2 / Double(points)
    for index in 0..<points {
      let isPeak = index % 2 == 1
      let x = -width * 0.1 + (Double(index) + random.number(0.2...0.8)) * gap
      let y = base - rise * (isPeak ? random.number(0.5...1) : random.number(0.05...0.35))
      outline.append(Shape.Point(x: x, y: y))
      if isPeak { peaks.append((Shape.Point(x: x, y: y), base - y)) }
    }
    outline.append(Shape.Point(x: width * 1.1, y: base))
    add(.polygon(outline, color))
    add(.rectangle(left: 0, top: base, right: width, bottom: height, color, opacity: 256))
    guard hasSnow else { return }
    for (tip, rise) in peaks where rise > unit * 0.12 {
      let cap = rise * 0.22
      add(
        .polygon(
          [
            tip, Shape.Point(x: tip.x - cap * 0.55, y: tip.y + cap),
            Shape.Point(x: tip.x - cap * 0.1, y: tip.y + cap * 0.7),
            Shape.Point(x: tip.x + cap * 0.2, y: tip.y + cap * 1.1),
            Shape.Point(x: tip.x + cap * 0.55, y: tip.y + cap * 0.8),
          ], .white, opacity: 215))
    }
  }

  /// Adds a soft outline: the sum of two waves, as a polygon with short edges.
  private mutating func addWave(base: Double, rise: Double, _ color: Color) {
    let first = Wave(&random, length: 0.9...1.6)
    let second = Wave(&random, length: 0.3...0.6)
    var outline = [Shape.Point(x: 0, y: height)]
    for index in 0...48 {
      let part = Double(index) / 48
      let y = base - rise * (first.height(at: part) + 0.35 * second.height(at: part))
      outline.append(Shape.Point(x: part * width, y: y))
    }
    outline.append(Shape.Point(x: width, y: height))
    add(.polygon(outline, color))
  }

  mutating func addTree(x: Double, foot: Double, depth: Double) {
    let rise = unit * (0.05 + 0.12 * depth)
    let green = dimmed(Color(hue: 0.3 + hue * 0.08, saturation: 0.6, value: 0.25 + 0.1 * depth))
    let trunk = dimmed(Color(90, 62, 40))
    let half = rise * 0.06
    add(.rectangle(left: x - half, top: foot - rise * 0.25, right: x + half, bottom: foot, trunk, opacity: 256))
    for part in 0..<3 {
      let low = foot - rise * (0.2 + 0.25 * Double(part))
      let breadth = rise * (0.3 - 0.07 * Double(part))
      add(
        .polygon(
          [
            Shape.Point(x: x - breadth, y: low), Shape.Point(x: x, y: low - rise * 0.4),
            Shape.Point(x: x + breadth, y: low),
          ], green))
    }
  }
}

/// A wave from −1 to 1 of parabolas instead of sines, which would need a mathematics library.
private struct Wave {
  let length: Double
  let start: Double

  init(_ random: inout RandomSource, length: ClosedRange<Double>) {
    self.length = random.number(length)
    start = random.number(0...1)
  }

  func height(at position: Double) -> Double {
    let turn = position / length + start
    let part = turn - turn.rounded(.down)
    let half = part < 0.5 ? part * 2 : part * 2 - 1
    let arch = 4 * half * (1 - half)
    return part < 0.5 ? arch : -arch
  }
}
