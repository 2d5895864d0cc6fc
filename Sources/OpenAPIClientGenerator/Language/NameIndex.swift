/// The positions of names, in the order in which they were added.
///
/// Most types have few members, and comparing a few names one by one costs less than hashing them.
struct NameIndex {
  private var names: [String] = []
  /// Empty while the names are few.
  private var positions: [String: Int] = [:]

  private static let few = 16

  func position(_ name: String) -> Int? {
    if names.count > NameIndex.few { return positions[name] }
    return names.firstIndex(of: name)
  }

  /// Adds a name; false if it was added before.
  mutating func add(_ name: String) -> Bool {
    if position(name) != nil { return false }
    names.append(name)
    if names.count == NameIndex.few + 1 {
      for (index, name) in names.enumerated() { positions[name] = index }
    } else if names.count > NameIndex.few {
      positions[name] = names.count - 1
    }
    return true
  }
}
