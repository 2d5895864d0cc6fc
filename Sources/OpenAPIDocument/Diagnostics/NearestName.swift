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
      let distance = distance(Array(text.lowercased().utf8), Array(name.lowercased().utf8))
      let isPrefix = text.utf8.count >= 3 && name.utf8.starts(with: text.utf8)
      guard distance <= limit || isPrefix, distance < bestDistance else { continue }
      best = name
      bestDistance = distance
    }
    return best
  }

  /// The number of insertions, removals and replacements between two texts.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    guard left.count < 100, right.count < 100 else { return Int.max }
    var previous = Array(0...right.count)
    for (i, byte) in left.enumerated() {
      var current = [i + 1]
      for (j, other) in right.enumerated() {
        let replaced = previous[j] + (byte == other ? 0 : 1)
        current.append(min(replaced, previous[j + 1] + 1, current[j] + 1))
      }
      previous = current
    }
    return previous.last ?? 0
  }
}
