/// Finds what was probably meant.
enum Nearest {
  /// The name that takes the fewest edits, if they are few.
  static func name(to text: String, among names: [String]) -> String? {
    let wanted = Array(text.lowercased().utf8)
    var best: (name: String, distance: Int)?
    for name in names {
      let known = Array(name.utf8)
      var distance = edits(wanted, known)
      // An option cut short is as good as one letter wrong.
      if wanted.count >= 3 && known.starts(with: wanted) { distance = min(distance, 1) }
      if distance < best?.distance ?? .max { best = (name, distance) }
    }
    guard let best, best.distance <= max(2, wanted.count / 3) else { return nil }
    return best.name
  }

  private static func edits(_ from: [UInt8], _ to: [UInt8]) -> Int {
    var row = Array(0...to.count)
    for (index, byte) in from.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in to.indices {
        let change = diagonal + (byte == to[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(change, diagonal + 1, row[column] + 1)
      }
    }
    return row[to.count]
  }
}
