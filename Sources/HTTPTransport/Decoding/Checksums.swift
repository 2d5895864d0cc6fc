/// The checksum of gzip (RFC 1952, section 8): CRC-32, eight bytes at a time.
struct CRC32: Sendable {
  private var state: UInt32 = 0xffff_ffff

  var value: UInt32 { ~state }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    state = Self.tables.withUnsafeBufferPointer { tables in
      var state = state
      var offset = 0
      while bytes.count - offset >= 8 {
        let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) ^ UInt64(state)
        var sum: UInt32 = 0
        for index in 0..<8 { sum ^= tables[(7 - index) << 8 + Int(word >> UInt64(8 * index) & 0xff)] }
        state = sum
        offset += 8
      }
      while offset < bytes.count {
        state = state >> 8 ^ tables[Int((state ^ UInt32(bytes[offset])) & 0xff)]
        offset += 1
      }
      return state
    }
  }

  /// Eight tables of 256: what a byte does to the checksum that far from the end of eight.
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 8 << 8)
    for index in 0..<256 {
      var value = UInt32(index)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xedb8_8320 : value >> 1 }
      tables[index] = value
    }
    for index in 256..<tables.count {
      let shorter = tables[index - 256]
      tables[index] = shorter >> 8 ^ tables[Int(shorter & 0xff)]
    }
    return tables
  }()
}

/// The checksum of zlib's format (RFC 1950, section 8.2).
struct Adler32: Sendable {
  private var low: UInt32 = 1
  private var high: UInt32 = 0

  var value: UInt32 { high << 16 | low }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var offset = 0
    while offset < bytes.count {
      // As many as can be added before a sum of 32 bits overflows.
      let end = min(offset + 5552, bytes.count)
      while offset < end {
        low += UInt32(bytes[offset])
        high += low
        offset += 1
      }
      low %= 65521
      high %= 65521
    }
  }
}
