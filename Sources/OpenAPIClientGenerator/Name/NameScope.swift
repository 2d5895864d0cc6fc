/// Names that must differ from each other: of a type's members, of the types inside a type, of a function's arguments.
struct NameScope {
  private var used = NameIndex()
  /// The last number appended to each name, so that a name claimed again and again isn't counted from 2 each time.
  private var numbers: [String: Int] = [:]

  init(reserved: [String] = []) {
    for name in reserved { _ = used.add(name) }
  }

  func contains(_ name: String) -> Bool { used.position(name) != nil }

  mutating func reserve(_ name: String) { _ = used.add(name) }

  /// Takes the first candidate that is free, or else the first one with a number appended: `id`, `id2`, `id3`.
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
