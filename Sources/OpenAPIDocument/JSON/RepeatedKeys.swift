/// Finds members whose key came before in the same object, when the object ends.
struct RepeatedKeys {
  /// For every key the object, numbered from 1, that had it last.
  private var lastObject: [UInt32] = []
  private var objectNumber: UInt32 = 0

  /// Marks the members of a closed object that repeat a key or, after a merge key of YAML, have lost theirs.
  ///
  /// - Returns: the members that repeat a key; empty for an array.
  mutating func mark(in container: UInt32, of cells: inout [JSONCell], keyCount: Int) -> [UInt32] {
    let end = cells[Int(container)].end
    guard cells[Int(container)].kind == JSONCell.object, container + 1 < end else { return [] }
    objectNumber += 1
    lastObject += repeatElement(0, count: keyCount - lastObject.count)
    var repeated: [UInt32] = []
    var member = container + 1
    while member < end {
      let cell = cells[Int(member)]
      let key = cell.keyID
      if key == KeyTable.none {
        cells[Int(member)].isDuplicate = true
      } else if lastObject[Int(key)] == objectNumber {
        cells[Int(member)].isDuplicate = true
        repeated.append(member)
      } else {
        lastObject[Int(key)] = objectNumber
      }
      member = cell.next(after: member)
    }
    return repeated
  }
}
