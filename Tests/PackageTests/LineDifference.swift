/// How one text becomes another: the lines that go (`-`) and come (`+`), with two lines around each.
struct LineDifference: CustomStringConvertible {
  private(set) var description = ""

  init(from old: String, to new: String) {
    let before = Self.lines(old)
    let after = Self.lines(new)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in after.difference(from: before) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }

    var rows: [(mark: String, line: Substring, number: Int)] = []
    var (left, right) = (0, 0)
    while left < before.count || right < after.count {
      if left < before.count, removed.contains(left) {
        rows.append(("-", before[left], left + 1))
        left += 1
      } else if right < after.count, inserted.contains(right) {
        rows.append(("+", after[right], left + 1))
        right += 1
      } else {
        rows.append((" ", before[left], left + 1))
        left += 1
        right += 1
      }
    }

    let changed = rows.indices.filter { rows[$0].mark != " " }
    var shown: [String] = []
    var last: Int?
    for index in rows.indices where changed.contains(where: { abs($0 - index) <= 2 }) {
      if last != index - 1 { shown.append("@@ \(rows[index].number) @@") }
      shown.append("\(rows[index].mark) \(rows[index].line)")
      last = index
    }
    description = shown.joined(separator: "\n")
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}
