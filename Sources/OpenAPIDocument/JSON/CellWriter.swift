/// Writes the cells of a tree in document order: containers are opened and closed, the values between belong to them.
struct CellWriter {
  private(set) var cells: [JSONCell] = []
  private(set) var origins: [JSONOrigin] = []
  var keys = KeyTable.keywords
  /// For every key the object, numbered from 1, that had it last; finds duplicates when an object ends.
  private var lastHolder: [UInt32] = []
  private var objectNumber: UInt32 = 0

  /// The number that the next cell will have.
  var nextIndex: UInt32 { UInt32(cells.count) }

  /// Makes room for a number of cells.
  mutating func reserve(_ count: Int) {
    cells.reserveCapacity(count)
    origins.reserveCapacity(count)
  }

  /// Appends a cell; its key is in `meta`.
  mutating func append(_ cell: JSONCell, _ origin: JSONOrigin) {
    cells.append(cell)
    origins.append(origin)
  }

  /// Appends a value and all that it holds from a list of cells whose first is numbered `offset`.
  mutating func append(
    _ index: UInt32, of source: [JSONCell], _ sourceOrigins: [JSONOrigin], offset: UInt32, parent: UInt32, key: UInt32
  ) {
    let start = nextIndex
    let end = source[Int(index - offset)].next(after: index)
    var current = index
    while current < end {
      var cell = source[Int(current - offset)]
      if cell.kind == JSONCell.array || cell.kind == JSONCell.object { cell.end = cell.end - index + start }
      if current == index {
        cell.parent = parent
        cell.keyID = key
        cell.isDuplicate = false
      } else {
        cell.parent = cell.parent - index + start
      }
      append(cell, sourceOrigins[Int(current - offset)])
      current += 1
    }
  }

  /// Appends a copy of a value that is there already, with all that it holds.
  mutating func duplicate(_ index: UInt32, parent: UInt32, key: UInt32) {
    let start = nextIndex
    let end = cells[Int(index)].next(after: index)
    var current = index
    // Not through the method above: an array that is read while it grows would be copied whole.
    while current < end {
      var cell = cells[Int(current)]
      if cell.kind == JSONCell.array || cell.kind == JSONCell.object { cell.end = cell.end - index + start }
      if current == index {
        cell.parent = parent
        cell.keyID = key
        cell.isDuplicate = false
      } else {
        cell.parent = cell.parent - index + start
      }
      append(cell, origins[Int(current)])
      current += 1
    }
  }

  /// Changes where the text of a scalar stands.
  mutating func setRange(_ range: Range<UInt32>, of index: UInt32) {
    cells[Int(index)].start = range.lowerBound
    cells[Int(index)].end = range.upperBound
  }

  /// Changes where the key and value of a cell stand.
  mutating func setOrigin(_ origin: JSONOrigin, of index: UInt32) { origins[Int(index)] = origin }

  /// Writes the end into a container and marks members whose key came before in the same object.
  ///
  /// - Returns: the marked members.
  mutating func close(_ container: UInt32) -> [UInt32] {
    let end = nextIndex
    cells[Int(container)].end = end
    guard cells[Int(container)].kind == JSONCell.object, container + 1 < end else { return [] }
    objectNumber += 1
    while lastHolder.count < keys.names.count { lastHolder.append(0) }
    var duplicates: [UInt32] = []
    var member = container + 1
    while member < end {
      let cell = cells[Int(member)]
      let key = cell.keyID
      if key == KeyTable.none {
        cells[Int(member)].isDuplicate = true
      } else if lastHolder[Int(key)] == objectNumber {
        cells[Int(member)].isDuplicate = true
        duplicates.append(member)
      } else {
        lastHolder[Int(key)] = objectNumber
      }
      member = cell.next(after: member)
    }
    return duplicates
  }

  /// Takes out the cells from a number on.
  mutating func removeCells(from index: UInt32) -> (cells: [JSONCell], origins: [JSONOrigin]) {
    let removed = (Array(cells[Int(index)...]), Array(origins[Int(index)...]))
    cells.removeSubrange(Int(index)...)
    origins.removeSubrange(Int(index)...)
    return removed
  }
}
