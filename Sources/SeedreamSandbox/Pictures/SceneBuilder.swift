import OpenAPISyntax

/// Chooses and places the shapes of a scene.
struct SceneBuilder {
  enum Land: CaseIterable {
    case sea, mountains, city, hills, desert
  }

  private(set) var background: [(position: Double, color: Color)] = []
  var shapes: [Shape] = []

  let picture: Picture
  let words: Set<String>
  let width: Double
  let height: Double
  /// The shorter side; sizes of shapes are fractions of it.
  let unit: Double
  var random: RandomSource
  var hue = 0.0
  var horizon = 0.0
  var isNight = false

  init(_ picture: Picture) {
    self.picture = picture
    words = Self.words(picture.prompt)
    width = Double(picture.width)
    height = Double(picture.height)
    unit = min(width, height)
    random = RandomSource(seed: picture.hash)
  }

  mutating func build() {
    // Hue, land and mood depend only on the prompt, so that the pictures of one request are alike.
    var promptRandom = RandomSource(seed: RandomSource.hash(picture.prompt))
    hue = promptRandom.number(0...1)
    let land = chooseLand(&promptRandom)
    let mood = promptRandom.index(below: 4)
    isNight = names("night", "moon", "midnight", "stars", "star", "space", "dark") || mood == 0 && !names("day", "sun")
    let isEvening =
      names("dusk", "sunset", "sunrise", "dawn", "evening", "morning") || mood == 1 && !isNight
    horizon = height * random.number(0.55...0.68)
    paintSky(isEvening: isEvening)
    switch land {
    case .sea: paintSea()
    case .mountains: paintMountains()
    case .city: paintCity()
    case .hills: paintHills()
    case .desert: paintDesert()
    }
    paintThings(on: land)
    paintReferences()
  }

  /// Whether the prompt contains one of these words.
  func names(_ candidates: String...) -> Bool { !words.isDisjoint(with: candidates) }

  mutating func add(_ shape: Shape) {
    shapes.append(shape)
  }

  private func chooseLand(_ random: inout RandomSource) -> Land {
    let choice = random.index(below: Land.allCases.count)
    if names("sea", "ocean", "lighthouse", "boat", "ship", "beach", "harbour", "harbor", "lake", "island", "river") {
      return .sea
    }
    if names("city", "street", "skyline", "tower", "robot", "car", "office", "town") { return .city }
    if names("mountain", "mountains", "snow", "alps", "fox", "wolf") { return .mountains }
    if names("desert", "dune", "dunes", "pyramid", "camel") { return .desert }
    if names("forest", "tree", "trees", "meadow", "house", "garden", "farm", "cat", "dog") { return .hills }
    return Land.allCases[choice]
  }

  private mutating func paintSky(isEvening: Bool) {
    let top: Color
    let low: Color
    if isNight {
      top = Color(hue: 0.62 + hue * 0.08, saturation: 0.8, value: 0.10)
      low = Color(hue: 0.60 + hue * 0.1, saturation: 0.6, value: 0.36)
    } else if isEvening {
      top = Color(hue: 0.68 + hue * 0.1, saturation: 0.55, value: 0.45)
      low = Color(hue: 0.04 + hue * 0.06, saturation: 0.65, value: 0.98)
    } else {
      top = Color(hue: 0.54 + hue * 0.08, saturation: 0.65, value: 0.78)
      low = Color(hue: 0.10 + hue * 0.5, saturation: 0.18, value: 0.98)
    }
    background = [(0, top), (horizon / height, low)]
    if isNight {
      for _ in 0..<60 {
        let x = random.number(0...width)
        let y = random.number(0...horizon)
        let size = max(1, unit * random.number(0.001...0.003))
        add(.rectangle(left: x, top: y, right: x + size, bottom: y + size, .white, opacity: 200))
      }
    }
    paintSun(isEvening: isEvening)
    guard !isNight else { return }
    for _ in 0..<(2 + random.index(below: 3)) {
      let x = random.number(0...width)
      let y = random.number(0.1...0.6) * horizon
      let size = unit * random.number(0.02...0.05)
      for part in -2...2 {
        let radius = size * (1.2 - 0.3 * Double(abs(part)))
        add(.disc(x: x + Double(part) * size, y: y, radius: radius, .white, opacity: 120))
      }
    }
  }

  private mutating func paintSun(isEvening: Bool) {
    let x = random.number(0.15...0.85) * width
    let y = isEvening ? horizon * 0.86 : random.number(0.2...0.5) * horizon
    let radius = unit * random.number(0.06...0.11)
    let color = isNight ? Color(235, 235, 215) : Color(hue: isEvening ? 0.06 : 0.13, saturation: 0.35, value: 1)
    for ring in 1...3 {
      add(.disc(x: x, y: y, radius: radius * (1 + 0.5 * Double(ring)), color, opacity: 44 - 10 * ring))
    }
    add(.disc(x: x, y: y, radius: radius, color, opacity: 256))
    if isNight {
      let shade = color.mixed(with: .black, part: 30)
      add(.disc(x: x - radius * 0.3, y: y - radius * 0.2, radius: radius * 0.22, shade, opacity: 256))
      add(.disc(x: x + radius * 0.35, y: y + radius * 0.3, radius: radius * 0.14, shade, opacity: 256))
    }
  }

  /// Adds the colors of the ground, from the nearest to those at the horizon.
  mutating func paintGround(_ near: Color, _ far: Color) {
    background.append((horizon / height, far))
    background.append((1, near))
  }

  func dimmed(_ color: Color) -> Color {
    isNight ? color.mixed(with: Color(8, 10, 30), part: 150) : color
  }

  /// Adds a frame in the upper right corner for each reference image, in a color that depends on it.
  private mutating func paintReferences() {
    let size = unit * 0.07
    for (index, reference) in picture.references.prefix(8).enumerated() {
      let right = width - unit * 0.03 - Double(index) * size * 1.3
      let top = unit * 0.03
      let color = Color(hue: Double(reference % 1024) / 1024, saturation: 0.6, value: 0.85)
      add(.rectangle(left: right - size, top: top, right: right, bottom: top + size, .white, opacity: 256))
      let edge = max(1, size * 0.1)
      add(
        .rectangle(
          left: right - size + edge, top: top + edge, right: right - edge, bottom: top + size - edge, color,
          opacity: 256))
    }
  }

  private static func words(_ text: String) -> Set<String> {
    let words = text.utf8.split { !$0.isLetter }
    return Set(words.map { String(decoding: $0.map(\.lowercased), as: UTF8.self) })
  }
}
