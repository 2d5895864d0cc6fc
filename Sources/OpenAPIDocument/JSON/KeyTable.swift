import OpenAPISyntax

/// The distinct keys of a document, each with a number; the numbers of ``Keyword`` come first.
///
/// Keys are compared by their bytes, because Swift's `String` takes canonically equivalent names for equal.
struct KeyTable: Sendable {
  /// The number of a value that has no key: an array's element or the root.
  static let none: UInt32 = 0x0FFF_FFFF

  private(set) var names: [String] = []
  private var bytes: [UInt8] = []
  /// Where each key's bytes end; they start where those of the key before it end.
  private var ends: [UInt32] = []
  private var hashes: [UInt32] = []
  /// A hash table with open addressing: key numbers plus 1, 0 for a free slot.
  private var slots: [UInt32]
  private var mask: Int

  /// A table that holds the keywords.
  static let keywords: KeyTable = {
    var table = KeyTable()
    for keyword in Keyword.allCases {
      let utf8 = Array(keyword.name.utf8)
      _ = table.intern(utf8, from: 0, to: utf8.count, hash: hash(of: utf8))
    }
    return table
  }()

  private init() {
    slots = [UInt32](repeating: 0, count: 1024)
    mask = 1023
  }

  static let hashSeed: UInt32 = 2_166_136_261

  /// One step of FNV-1a, which can run byte by byte while a key is read.
  static func hash(_ hash: UInt32, _ byte: UInt8) -> UInt32 { (hash ^ UInt32(byte)) &* 16_777_619 }

  static func hash(of utf8: [UInt8]) -> UInt32 { hash(of: utf8, from: 0, to: utf8.count) }

  static func hash(of utf8: [UInt8], from: Int, to: Int) -> UInt32 {
    var hash = hashSeed
    // By index: all keys of YAML are hashed here, and a slice's iterator is slow without optimization.
    var index = from
    while index < to {
      hash = self.hash(hash, utf8[index])
      index += 1
    }
    return hash
  }

  /// The number of the key `source[from..<to]`, which is added if it is new.
  mutating func intern(_ source: [UInt8], from: Int, to: Int, hash: UInt32) -> UInt32 {
    let slot = slot(of: source, from, to, hash: hash)
    if slots[slot] != 0 { return slots[slot] - 1 }
    let id = UInt32(names.count)
    bytes.append(contentsOf: source[from..<to])
    ends.append(UInt32(bytes.count))
    hashes.append(hash)
    names.append(String(decoding: source[from..<to], as: UTF8.self))
    slots[slot] = id + 1
    if names.count * 2 > slots.count { grow() }
    return id
  }

  /// The number of a key, which is added if it is new.
  mutating func intern(_ utf8: [UInt8]) -> UInt32 {
    intern(utf8, from: 0, to: utf8.count, hash: KeyTable.hash(of: utf8))
  }

  /// The number of a key; nil if the document does not have it.
  func find(_ utf8: [UInt8]) -> UInt32? {
    let entry = slots[slot(of: utf8, 0, utf8.count, hash: KeyTable.hash(of: utf8))]
    return entry == 0 ? nil : entry - 1
  }

  /// The slot of a key, or the free one that it would get.
  private func slot(of source: [UInt8], _ from: Int, _ to: Int, hash: UInt32) -> Int {
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if hashes[index] == hash, isEqual(index, source, from, to) { break }
      slot = (slot + 1) & mask
    }
    return slot
  }

  /// The bytes of a key.
  func utf8(of id: UInt32) -> [UInt8] {
    Array(bytes[range(of: Int(id))])
  }

  private func isEqual(_ index: Int, _ source: [UInt8], _ from: Int, _ to: Int) -> Bool {
    bytes[range(of: index)].elementsEqual(source[from..<to])
  }

  private func range(of index: Int) -> Range<Int> {
    (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    mask = slots.count - 1
    for (id, hash) in hashes.enumerated() {
      var slot = Int(hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(id) + 1
    }
  }
}
