/// One pass over the coefficients: all of them, or, in progressive files, some of them or one more bit of some
/// (annexes F and G).
struct JPEGScan {
  /// A component with its Huffman codes.
  private struct Part {
    var component: Int
    /// For the first coefficient of a block.
    var first: JPEGHuffmanCode?
    /// For the other coefficients.
    var others: JPEGHuffmanCode?
  }

  private let parts: [Part]
  /// The coefficients of this scan.
  private let range: ClosedRange<Int>
  /// The lowest bit that earlier scans of these coefficients had; 0 if there was none.
  private let high: Int
  /// The lowest bit of this scan.
  private let low: Int
  private let restartInterval: Int

  init(_ segment: [UInt8], _ frame: JPEGFrame, _ tables: JPEGTables) throws(ImageDamage) {
    let count = Int(segment.first ?? 0)
    guard (1...4).contains(count), segment.count >= 4 + count * 2 else {
      throw ImageDamage(reason: "one of its scans is invalid")
    }
    var parts: [Part] = []
    for start in stride(from: 1, to: 1 + count * 2, by: 2) {
      let codes = segment[start + 1]
      guard let component = frame.components.firstIndex(where: { $0.id == segment[start] }), codes >> 4 < 4,
        codes & 15 < 4
      else { throw ImageDamage(reason: "one of its scans is invalid") }
      parts.append(
        Part(
          component: component, first: tables.huffman[Int(codes >> 4)],
          others: tables.huffman[4 + Int(codes & 15)]))
    }
    self.parts = parts
    let (start, end, bits) = (Int(segment[1 + count * 2]), Int(segment[2 + count * 2]), segment[3 + count * 2])
    guard frame.isProgressive else {
      (range, high, low) = (0...63, 0, 0)
      restartInterval = tables.restartInterval
      return
    }
    // The first coefficient has scans of its own; scans of the others have one component (G.1.1.1).
    guard start <= end, end < 64, start > 0 || end == 0, start == 0 || count == 1, bits & 15 < 14 else {
      throw ImageDamage(reason: "one of its scans is invalid")
    }
    (range, high, low) = (start...end, Int(bits >> 4), Int(bits & 15))
    restartInterval = tables.restartInterval
  }

  /// Decodes the scan, up to the first bits that are damaged or missing.
  ///
  /// - Returns: the offset in the file at which the next marker may be.
  func decode(_ file: [UInt8], from start: Int, into frame: inout JPEGFrame) -> Int {
    var state = State(bits: JPEGBits(file, start))
    // A component alone is coded without the blocks that only complete a unit.
    let only = parts.count == 1 ? parts[0].component : nil
    let size: (wide: Int, high: Int) =
      if let only { frame.blocks(of: frame.components[only]) } else { (frame.unitsWide, frame.unitsHigh) }
    for unit in 0..<size.wide * size.high {
      if restartInterval > 0, unit > 0, unit % restartInterval == 0 {
        guard state.bits.restart() else { break }
        state.predictions = [0, 0, 0, 0]
        state.endRun = 0
      }
      guard !state.bits.isAtEnd else { break }
      let (x, y) = (unit % size.wide, unit / size.wide)
      if let only {
        guard decodeBlock(parts[0], y * frame.components[only].blocksWide + x, &state, &frame) else { break }
        continue
      }
      guard decodeUnit(x, y, &state, &frame) else { break }
    }
    return state.bits.end
  }

  private struct State {
    var bits: JPEGBits
    /// The first coefficient of the previous block, by component.
    var predictions = [0, 0, 0, 0]
    /// How many of the next blocks have no further coefficients.
    var endRun = 0
  }

  /// - Returns: false if the bits are damaged.
  private func decodeUnit(_ x: Int, _ y: Int, _ state: inout State, _ frame: inout JPEGFrame) -> Bool {
    for part in parts {
      // Not the component itself: a second reference to its coefficients would copy them when they change.
      let (wide, high) = (frame.components[part.component].horizontal, frame.components[part.component].vertical)
      let blocksWide = frame.components[part.component].blocksWide
      for row in 0..<high {
        for column in 0..<wide {
          let block = (y * high + row) * blocksWide + x * wide + column
          guard decodeBlock(part, block, &state, &frame) else { return false }
        }
      }
    }
    return true
  }

  /// - Returns: false if the bits are damaged.
  private func decodeBlock(_ part: Part, _ block: Int, _ state: inout State, _ frame: inout JPEGFrame) -> Bool {
    let start = block * 64
    if range.lowerBound == 0 {
      guard decodeFirst(part, start, &state, &frame.components[part.component].coefficients) else { return false }
    }
    guard range.upperBound > 0 else { return true }
    guard let code = part.others else { return false }
    if high > 0 { return refine(code, start, &state, &frame.components[part.component].coefficients) }
    return decodeOthers(code, start, &state, &frame.components[part.component].coefficients)
  }

  private func decodeFirst(_ part: Part, _ start: Int, _ state: inout State, _ coefficients: inout [Int16]) -> Bool {
    if high > 0 {
      if state.bits.next() == 1 { coefficients[start] |= 1 << Int16(low) }
      return true
    }
    guard let code = part.first, let size = state.bits.symbol(code), size <= 15 else { return false }
    state.predictions[part.component] += state.bits.number(Int(size))
    coefficients[start] = Int16(truncatingIfNeeded: state.predictions[part.component] << low)
    return true
  }

  private func decodeOthers(
    _ code: JPEGHuffmanCode, _ start: Int, _ state: inout State, _ coefficients: inout [Int16]
  ) -> Bool {
    if state.endRun > 0 {
      state.endRun -= 1
      return true
    }
    var index = max(1, range.lowerBound)
    while index <= range.upperBound {
      guard let symbol = state.bits.symbol(code) else { return false }
      let (run, size) = (Int(symbol >> 4), Int(symbol & 15))
      if size == 0 {
        if run < 15 {
          state.endRun = 1 << run - 1 + state.bits.bits(run)
          return true
        }
        index += 16
        continue
      }
      index += run
      guard index <= range.upperBound else { return false }
      coefficients[start + JPEGTables.zigzag[index]] = Int16(truncatingIfNeeded: state.bits.number(size) << low)
      index += 1
    }
    return true
  }

  /// Reads one more bit of the coefficients that aren't zero, and new ones between them (G.1.2.3).
  private func refine(
    _ code: JPEGHuffmanCode, _ start: Int, _ state: inout State, _ coefficients: inout [Int16]
  ) -> Bool {
    let bit = Int16(1) << Int16(low)
    var index = range.lowerBound
    if state.endRun == 0 {
      while index <= range.upperBound {
        guard let symbol = state.bits.symbol(code) else { return false }
        var run = Int(symbol >> 4)
        var new: Int16 = 0
        if symbol & 15 == 0 {
          if run < 15 {
            state.endRun = 1 << run + state.bits.bits(run)
            break
          }
        } else {
          new = state.bits.next() == 1 ? bit : -bit
        }
        while index <= range.upperBound {
          let position = start + JPEGTables.zigzag[index]
          if coefficients[position] != 0 {
            Self.refine(&coefficients[position], bit, &state.bits)
          } else if run == 0 {
            coefficients[position] = new
            index += 1
            break
          } else {
            run -= 1
          }
          index += 1
        }
      }
    }
    guard state.endRun > 0 else { return true }
    while index <= range.upperBound {
      let position = start + JPEGTables.zigzag[index]
      if coefficients[position] != 0 { Self.refine(&coefficients[position], bit, &state.bits) }
      index += 1
    }
    state.endRun -= 1
    return true
  }

  private static func refine(_ coefficient: inout Int16, _ bit: Int16, _ bits: inout JPEGBits) {
    guard bits.next() == 1, coefficient & bit == 0 else { return }
    coefficient &+= coefficient > 0 ? bit : -bit
  }
}

/// The bits of a scan, up to a marker: in the scan itself a byte FF is followed by 00.
struct JPEGBits {
  private let file: [UInt8]
  private var position: Int
  private var current: UInt8 = 0
  private var left = 0
  /// Whether more bits were read than there are; the missing ones are zeros.
  private(set) var isAtEnd = false

  init(_ file: [UInt8], _ start: Int) {
    self.file = file
    position = start
  }

  /// The offset at which the next marker may be.
  var end: Int { position }

  mutating func next() -> Int {
    if left == 0 {
      guard position < file.count, file[position] != 0xFF || (position + 1 < file.count && file[position + 1] == 0)
      else {
        isAtEnd = true
        return 0
      }
      current = file[position]
      position += current == 0xFF ? 2 : 1
      left = 8
    }
    left -= 1
    return Int(current >> UInt8(left) & 1)
  }

  mutating func bits(_ count: Int) -> Int {
    var value = 0
    for _ in 0..<count { value = value << 1 | next() }
    return value
  }

  /// A number of `count` bits; those that begin with 0 are negative (F.2.2.1).
  mutating func number(_ count: Int) -> Int {
    guard count > 0 else { return 0 }
    let value = bits(count)
    return value < 1 << (count - 1) ? value - (1 << count) + 1 : value
  }

  /// The value of the next code; nil if there is no such code.
  mutating func symbol(_ code: JPEGHuffmanCode) -> UInt8? {
    var word = 0
    for length in code.lengths {
      word = word << 1 | next()
      if word - length.first < length.count, word >= length.first {
        return code.values[length.index + word - length.first]
      }
    }
    return nil
  }

  /// Skips to behind the next marker, which must be a restart; false if it is another one, or there is none.
  mutating func restart() -> Bool {
    left = 0
    isAtEnd = false
    while position + 1 < file.count {
      if file[position] == 0xFF, file[position + 1] != 0, file[position + 1] != 0xFF {
        guard JPEGMarker.isRestart(file[position + 1]) else { return false }
        position += 2
        return true
      }
      position += 1
    }
    return false
  }
}
