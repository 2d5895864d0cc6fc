/// Names that must differ from each other: the members of a type, the types inside a type, the labels of a function.
struct NameScope {
  private var used = NameIndex()
  /// The numbers up to which each name is taken, for a name that is asked for again and again.
  private var numbers: [String: Int] = [:]

  init(reserved: [String] = []) {
    for name in reserved { _ = used.add(name) }
  }

  func contains(_ name: String) -> Bool { used.position(name) != nil }

  mutating func reserve(_ name: String) { _ = used.add(name) }

  /// The first candidate that is free, else the first one with the lowest number that makes it free.
  mutating func claim(_ first: String, else others: () -> [String] = { [] }) -> String {
    if !first.isEmpty, used.add(first) { return first }
    for name in others() {
      if !name.isEmpty, used.add(name) { return name }
    }
    let base = first.isEmpty ? "value" : first
    let stem = base.endsInDigit ? base + "_" : base
    var number = numbers[base] ?? 1
    while true {
      number += 1
      let name = stem + String(number)
      if used.add(name) {
        numbers[base] = number
        return name
      }
    }
  }
}
