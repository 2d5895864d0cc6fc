import OpenAPISyntax

/// Finds what somebody may have meant.
package enum NearestName {
  /// `; did you mean '--output'?` or nothing, where nothing is near.
  package static func suggestion(for text: String, among names: [String]) -> String {
    guard let name = nearest(to: text, among: names) else { return "" }
    return "; did you mean '\(name)'?"
  }

  /// The known name with the fewest edits, at most a third of its length; ties by order.
  package static func nearest(to text: String, among names: [String]) -> String? {
    var best: String?
    var bestDistance = Int.max
    for name in names {
      let limit = max(2, name.utf8.count / 3)
      let distance = EditDistance.between(Array(text.lowercased().utf8), Array(name.lowercased().utf8), limit: 100)
      let isPrefix = text.utf8.count >= 3 && name.utf8.starts(with: text.utf8)
      guard distance <= limit || isPrefix, distance < bestDistance else { continue }
      best = name
      bestDistance = distance
    }
    return best
  }
}

/// How many letters are added, left out, replaced or swapped with their neighbour between two texts.
enum EditDistance {
  /// Any number beyond the limit where it is more.
  static func between(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int {
    if abs(left.count - right.count) > limit || left.count > 1000 { return Int.max }
    var before: [Int] = []
    var previous = Array(0...right.count)
    for (i, byte) in left.enumerated() {
      var current = [i + 1]
      for (j, other) in right.enumerated() {
        if byte == other {
          current.append(previous[j])
          continue
        }
        var least = min(previous[j], previous[j + 1], current[j])
        if i > 0, j > 0, byte == right[j - 1], left[i - 1] == other { least = min(least, before[j - 1]) }
        current.append(least + 1)
      }
      before = previous
      previous = current
    }
    let distance = previous.last ?? 0
    return distance > limit ? Int.max : distance
  }
}
