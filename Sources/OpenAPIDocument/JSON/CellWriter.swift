/// Writes the cells of a tree in document order: the values of a container are appended between it and its `close`.
struct CellWriter {
  private(set) var cells: [JSONCell] = []
  private(set) var origins: [JSONOrigin] = []
  var keys = KeyTable.keywords
  private var repeatedKeys = RepeatedKeys()

  /// The number that the next cell will have.
  var nextIndex: UInt32 { UInt32(cells.count) }

  /// Reserves memory for a number of cells.
  mutating func reserve(_ count: Int) {
    cells.reserveCapacity(count)
    origins.reserveCapacity(count)
  }

  /// Appends a cell and where it was written.
  mutating func append(_ cell: JSONCell, _ origin: JSONOrigin) {
    cells.append(cell)
    origins.append(origin)
  }

  /// Appends a value and its descendants from a list of cells whose first is numbered `offset`.
  mutating func append(
    _ index: UInt32, of source: [JSONCell], _ sourceOrigins: [JSONOrigin], offset: UInt32, parent: UInt32, key: UInt32
  ) {
    let start = nextIndex
    let end = source[Int(index - offset)].next(after: index)
    var current = index
    while current < end {
      var cell = source[Int(current - offset)].moved(from: index, to: start)
      if current == index { cell.attach(to: parent, key: key) }
      append(cell, sourceOrigins[Int(current - offset)])
      current += 1
    }
  }

  /// Appends a copy of a value that was written before, with its descendants.
  mutating func duplicate(_ index: UInt32, parent: UInt32, key: UInt32) {
    let start = nextIndex
    let end = cells[Int(index)].next(after: index)
    var current = index
    // Not by the method above: an array that is passed while it grows would be copied whole.
    while current < end {
      var cell = cells[Int(current)].moved(from: index, to: start)
      if current == index { cell.attach(to: parent, key: key) }
      append(cell, origins[Int(current)])
      current += 1
    }
  }

  /// Changes which bytes are the text of a scalar.
  mutating func setRange(_ range: Range<UInt32>, of index: UInt32) {
    cells[Int(index)].start = range.lowerBound
    cells[Int(index)].end = range.upperBound
  }

  /// Changes where the key and value of a cell were written.
  mutating func setOrigin(_ origin: JSONOrigin, of index: UInt32) { origins[Int(index)] = origin }

  /// Writes the end into a container and marks members whose key came before in the same object.
  ///
  /// - Returns: the marked members.
  mutating func close(_ container: UInt32) -> [UInt32] {
    cells[Int(container)].end = nextIndex
    return repeatedKeys.mark(in: container, of: &cells, keyCount: keys.names.count)
  }

  /// The numbers of the values directly in a closed container.
  func children(of container: UInt32) -> [UInt32] { siblings(from: container + 1, to: cells[Int(container)].end) }

  /// The numbers of a value and of those after it in the same container, up to an end.
  func siblings(from first: UInt32, to end: UInt32) -> [UInt32] {
    Array(sequence(first: first) { cells[Int($0)].next(after: $0) }.prefix { $0 < end })
  }

  /// Removes the cells from a number on.
  mutating func removeCells(from index: UInt32) -> (cells: [JSONCell], origins: [JSONOrigin]) {
    let removed = (Array(cells[Int(index)...]), Array(origins[Int(index)...]))
    cells.removeSubrange(Int(index)...)
    origins.removeSubrange(Int(index)...)
    return removed
  }
}
