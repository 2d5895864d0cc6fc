import OpenAPISyntax

extension YAMLParser {
  /// Whether a plain key is `<<`.
  func isMergeKey(_ scalar: Scalar) -> Bool {
    scalar.end - scalar.start == 2 && scalar.start < source.count && source[scalar.start] == UInt8(ascii: "<")
      && source[scalar.start + 1] == UInt8(ascii: "<")
  }

  /// A member of an object after its merge keys are replaced: the number of a value, and whether it is merged.
  private struct Entry {
    var index: UInt32
    var key: UInt32
    var isMerged: Bool
  }

  /// Replaces each `<<` by the members of the objects that it names; the object's own keys win, then those of the first
  /// object.
  mutating func merge(_ frame: Frame) throws(Failure) {
    let mergeKey = writer.keys.intern(Array("<<".utf8))
    var entries: [Entry] = []
    var positions: [UInt32: Int] = [:]
    var merges: [UInt32] = []
    for member in writer.siblings(from: frame.cell + 1, to: writer.nextIndex) {
      let key = writer.cells[Int(member)].keyID
      if key == mergeKey {
        merges.append(member)
        for child in try mergedObjects(member).flatMap(writer.children) {
          let cell = writer.cells[Int(child)]
          guard !cell.isDuplicate, positions[cell.keyID] == nil else { continue }
          positions[cell.keyID] = entries.count
          entries.append(Entry(index: child, key: cell.keyID, isMerged: true))
        }
      } else if let position = positions[key], entries[position].isMerged {
        entries[position] = Entry(index: member, key: key, isMerged: false)
      } else {
        if positions[key] == nil { positions[key] = entries.count }
        entries.append(Entry(index: member, key: key, isMerged: false))
      }
    }
    // A value that later aliases may name stays, but without a key it is hidden.
    let anchored = anchoredCells(after: frame.cell)
    for merge in merges {
      let next = writer.cells[Int(merge)].next(after: merge)
      let first = anchored.partitioningIndex { $0 >= merge }
      guard first < anchored.count, anchored[first] < next else { continue }
      entries.append(Entry(index: merge, key: KeyTable.none, isMerged: false))
    }
    try rewrite(frame, entries)
  }

  private mutating func rewrite(_ frame: Frame, _ entries: [Entry]) throws(Failure) {
    let first = frame.cell + 1
    for entry in entries where entry.isMerged {
      try spend(Int(writer.cells[Int(entry.index)].next(after: entry.index) - entry.index), at: frame.offset)
    }
    let old = writer.removeCells(from: first)
    var moves: [(old: Range<UInt32>, new: UInt32)] = []
    for entry in entries {
      let start = writer.nextIndex
      if !entry.isMerged {
        let next = old.cells[Int(entry.index - first)].next(after: entry.index)
        moves.append((entry.index..<next, start))
      }
      writer.append(entry.index, of: old.cells, old.origins, offset: first, parent: frame.cell, key: entry.key)
    }
    moves.sort { $0.old.lowerBound < $1.old.lowerBound }
    func newIndex(_ index: UInt32) -> UInt32 {
      let found = moves.partitioningIndex { $0.old.upperBound > index }
      guard found < moves.count, moves[found].old.contains(index) else { return frame.cell }
      return moves[found].new + index - moves[found].old.lowerBound
    }
    moveAnchors(after: frame.cell, newIndex)
    moveWarnings(after: frame.cell, newIndex)
  }

  /// The objects that the value of `<<` names: itself, or the elements of a list.
  private func mergedObjects(_ value: UInt32) throws(Failure) -> [UInt32] {
    let cell = writer.cells[Int(value)]
    switch cell.kind {
    case JSONCell.object: return [value]
    case JSONCell.array:
      let elements = writer.children(of: value)
      let other = elements.first { writer.cells[Int($0)].kind != JSONCell.object }
      if let other { throw unmergeable(other) }
      return elements
    default: throw unmergeable(value)
    }
  }

  private func unmergeable(_ cell: UInt32) -> Failure {
    failure(
      "The value of << must be an object or a list of objects",
      hint: "name an object by its anchor, as in <<: *base, or put the key in quotes",
      at: Int(writer.origins[Int(cell)].value))
  }
}

extension Array {
  /// The first position whose element meets a condition that all later ones meet too; the count if there is none.
  fileprivate func partitioningIndex(where condition: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
