extension SceneBuilder {
  /// Adds the things that the prompt names, otherwise something that fits the land.
  mutating func paintThings(on land: Land) {
    let shapesBefore = shapes.count
    var boatPositions = 0.1...0.9
    if names("lighthouse") {
      let position = random.number(0.2...0.8)
      addLighthouse(x: position * width)
      boatPositions = position < 0.5 ? 0.65...0.9 : 0.1...0.35
    }
    if names("boat", "ship", "sail", "sailing", "lighthouse") { addBoat(x: random.number(boatPositions) * width) }
    if names("house", "cottage", "cabin", "farm", "home") { addHouse(x: random.number(0.2...0.8) * width) }
    if names("balloon", "balloons") { addBalloon() }
    guard shapes.count == shapesBefore else { return addBirds() }
    switch land {
    case .sea: random.index(below: 2) == 0 ? addBoat(x: random.number(boatPositions) * width) : addBirds()
    case .hills: addHouse(x: random.number(0.2...0.8) * width)
    case .mountains, .desert: addBalloon()
    case .city: addBirds()
    }
  }

  private mutating func addLighthouse(x: Double) {
    let foot = horizon + unit * 0.07
    let rise = unit * 0.38
    let half = unit * 0.035
    let rock = dimmed(Color(84, 78, 80))
    add(.disc(x: x, y: foot + unit * 0.05, radius: unit * 0.11, rock, opacity: 256))
    let top = foot - rise
    for stripe in 0..<6 {
      let upper = Double(stripe) / 6
      let lower = Double(stripe + 1) / 6
      let color = dimmed(stripe % 2 == 0 ? Color(245, 240, 235) : Color(200, 50, 45))
      add(
        .polygon(
          [
            Shape.Point(x: x - half * (0.6 + 0.4 * upper), y: top + rise * upper),
            Shape.Point(x: x + half * (0.6 + 0.4 * upper), y: top + rise * upper),
            Shape.Point(x: x + half * (0.6 + 0.4 * lower), y: top + rise * lower),
            Shape.Point(x: x - half * (0.6 + 0.4 * lower), y: top + rise * lower),
          ], color))
    }
    let lamp = Color(255, 240, 170)
    for (spread, opacity) in [(0.16, 40), (0.09, 60)] {
      add(
        .polygon(
          [
            Shape.Point(x: x, y: top - half * 0.6), Shape.Point(x: x + width, y: top - unit * spread),
            Shape.Point(x: x + width, y: top + unit * spread),
          ], lamp, opacity: opacity))
    }
    let room = half * 0.6
    add(.rectangle(left: x - room, top: top - half * 1.2, right: x + room, bottom: top, lamp, opacity: 256))
    let roof = dimmed(Color(70, 40, 40))
    add(
      .polygon(
        [
          Shape.Point(x: x - room * 1.4, y: top - half * 1.2), Shape.Point(x: x, y: top - half * 2.2),
          Shape.Point(x: x + room * 1.4, y: top - half * 1.2),
        ], roof))
  }

  private mutating func addBoat(x: Double) {
    let depth = random.number(0.15...0.5)
    let y = horizon + depth * (height - horizon)
    let size = unit * (0.05 + 0.12 * depth)
    let hull = dimmed(Color(120, 60, 40))
    add(
      .polygon(
        [
          Shape.Point(x: x - size, y: y - size * 0.25), Shape.Point(x: x + size, y: y - size * 0.25),
          Shape.Point(x: x + size * 0.7, y: y), Shape.Point(x: x - size * 0.7, y: y),
        ], hull))
    let sail = dimmed(Color(hue: hue + 0.5, saturation: 0.12, value: 0.98))
    add(
      .polygon(
        [
          Shape.Point(x: x + size * 0.05, y: y - size * 1.9), Shape.Point(x: x + size * 0.8, y: y - size * 0.35),
          Shape.Point(x: x + size * 0.05, y: y - size * 0.35),
        ], sail))
    add(
      .polygon(
        [
          Shape.Point(x: x - size * 0.05, y: y - size * 1.6), Shape.Point(x: x - size * 0.05, y: y - size * 0.35),
          Shape.Point(x: x - size * 0.6, y: y - size * 0.35),
        ], sail))
  }

  private mutating func addHouse(x: Double) {
    let foot = horizon + (height - horizon) * random.number(0.3...0.5)
    let size = unit * 0.08
    let wall = dimmed(Color(hue: hue + 0.4, saturation: 0.2, value: 0.92))
    let roof = dimmed(Color(hue: hue + 0.05, saturation: 0.6, value: 0.5))
    add(.rectangle(left: x - size, top: foot - size, right: x + size, bottom: foot, wall, opacity: 256))
    add(
      .polygon(
        [
          Shape.Point(x: x - size * 1.25, y: foot - size), Shape.Point(x: x, y: foot - size * 1.9),
          Shape.Point(x: x + size * 1.25, y: foot - size),
        ], roof))
    let lamp = Color(255, 224, 140)
    for side in [-0.55, 0.25] {
      add(
        .rectangle(
          left: x + size * side, top: foot - size * 0.7, right: x + size * (side + 0.3), bottom: foot - size * 0.4,
          lamp, opacity: 256))
    }
    add(
      .rectangle(
        left: x - size * 0.15, top: foot - size * 0.5, right: x + size * 0.15, bottom: foot, roof, opacity: 256))
  }

  private mutating func addBalloon() {
    let x = random.number(0.2...0.8) * width
    let y = random.number(0.25...0.5) * horizon
    let radius = unit * 0.08
    let cloth = dimmed(Color(hue: hue + 0.55, saturation: 0.75, value: 0.9))
    add(
      .polygon(
        [
          Shape.Point(x: x - radius * 0.85, y: y + radius * 0.5),
          Shape.Point(x: x + radius * 0.85, y: y + radius * 0.5),
          Shape.Point(x: x + radius * 0.2, y: y + radius * 1.5), Shape.Point(x: x - radius * 0.2, y: y + radius * 1.5),
        ], cloth))
    add(.disc(x: x, y: y, radius: radius, cloth, opacity: 256))
    add(
      .rectangle(
        left: x - radius * 0.25, top: y - radius * 0.9, right: x + radius * 0.25, bottom: y + radius * 0.9,
        .white, opacity: 90))
    add(
      .rectangle(
        left: x - radius * 0.2, top: y + radius * 1.7, right: x + radius * 0.2, bottom: y + radius * 2.05,
        Color(110, 70, 40), opacity: 256))
  }

  private mutating func addBirds() {
    let ink = isNight ? Color(200, 200, 220) : Color(40, 40, 50)
    for _ in 0..<(3 + random.index(below: 4)) {
      let x = random.number(0.1...0.9) * width
      let y = random.number(0.15...0.7) * horizon
      let size = unit * random.number(0.012...0.025)
      for side in [-1.0, 1.0] {
        add(
          .polygon(
            [
              Shape.Point(x: x, y: y), Shape.Point(x: x + side * size, y: y - size * 0.6),
              Shape.Point(x: x + side * size, y: y - size * 0.4), Shape.Point(x: x, y: y + size * 0.2),
            ], ink))
      }
    }
  }
}
