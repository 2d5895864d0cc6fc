/// Suggests a known name for one that is misspelled.
package enum NearestName {
  /// `; did you mean '--output'?` or nothing where no name is near.
  package static func suggestion(for text: String, among names: [String]) -> String {
    guard let name = nearest(to: text, among: names) else { return "" }
    return "; did you mean '\(name)'?"
  }

  /// The end of a sentence: `; did you mean '--output'?`, or a full stop where no name is near.
  package static func ending(for text: String, among names: [String]) -> String {
    let suggestion = suggestion(for: text, among: names)
    return suggestion.isEmpty ? "." : suggestion
  }

  /// The known name that begins with the text, else the one with the fewest edits, at most two or a third of its
  /// length; the first of equally near ones.
  package static func nearest(to text: String, among names: [String]) -> String? {
    let completions = text.utf8.count < 3 ? [] : names.filter { $0.utf8.starts(with: text.utf8) }
    return closest(to: text, among: completions)
      ?? closest(to: text, among: names) { name, distance in distance <= max(2, name.utf8.count / 3) }
  }

  /// The known name with the fewest edits among those that are near enough; the first of equally near ones.
  package static func closest(
    to text: String, among names: [String], where isNear: (_ name: String, _ distance: Int) -> Bool = { _, _ in true }
  ) -> String? {
    let text = Array(text.lowercased().utf8)
    return names.map { (name: $0, distance: EditDistance.between(text, Array($0.lowercased().utf8), limit: 100)) }
      .filter { isNear($0.name, $0.distance) }
      .min { $0.distance < $1.distance }?.name
  }
}

/// The number of edits between two texts: a byte added, removed, replaced, or swapped with its neighbour.
package enum EditDistance {
  /// The number of edits; `Int.max` if it is above the limit, or the first text is longer than 1000 bytes.
  package static func between(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int {
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
