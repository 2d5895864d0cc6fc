/// Reads a PNG back by the specification alone: chunks, checksums, inflate, rows.
///
/// It shares no code with the writer.
struct PNGReader {
  struct Damage: Error {
    var reason: String
  }

  private(set) var width = 0
  private(set) var height = 0
  private(set) var texts: [String] = []
  /// Rows without their filter byte, three bytes a pixel.
  private(set) var rows: [[UInt8]] = []

  init(_ file: [UInt8]) throws {
    guard file.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else {
      throw Damage(reason: "no signature")
    }
    var position = 8
    var stream: [UInt8] = []
    var types: [String] = []
    while position < file.count {
      guard position + 12 <= file.count else { throw Damage(reason: "a chunk is cut") }
      let length = Self.number(file, position)
      let type = String(decoding: file[(position + 4)..<(position + 8)], as: UTF8.self)
      guard position + 12 + length <= file.count else { throw Damage(reason: "\(type) is cut") }
      let data = Array(file[(position + 8)..<(position + 8 + length)])
      let checksum = Self.number(file, position + 8 + length)
      guard Self.crc(Array(file[(position + 4)..<(position + 8 + length)])) == UInt32(checksum) else {
        throw Damage(reason: "\(type) has a wrong CRC")
      }
      types.append(type)
      switch type {
      case "IHDR":
        width = Self.number(data, 0)
        height = Self.number(data, 4)
        guard Array(data[8...]) == [8, 2, 0, 0, 0] else { throw Damage(reason: "not 8 bits RGB") }
      case "IDAT": stream += data
      case "iTXt": texts.append(String(decoding: data.drop { $0 != 0 }.drop { $0 == 0 }, as: UTF8.self))
      default: break
      }
      position += 12 + length
    }
    guard types.first == "IHDR", types.last == "IEND" else { throw Damage(reason: "chunks in a wrong order") }
    let raw = try Inflater.zlib(stream)
    guard raw.count == height * (3 * width + 1) else { throw Damage(reason: "\(raw.count) bytes of pixels") }
    for row in 0..<height {
      let start = row * (3 * width + 1)
      guard raw[start] == 0 else { throw Damage(reason: "an unexpected filter") }
      rows.append(Array(raw[(start + 1)..<(start + 1 + 3 * width)]))
    }
  }

  /// How many different pixels there are.
  var colorCount: Int {
    var colors: Set<Int> = []
    for row in rows {
      var index = 0
      while index < row.count {
        colors.insert(Int(row[index]) << 16 | Int(row[index + 1]) << 8 | Int(row[index + 2]))
        index += 3
      }
    }
    return colors.count
  }

  /// The size in the header, without decoding the pixels.
  static func size(_ file: [UInt8]) -> (width: Int, height: Int)? {
    file.count > 24 ? (number(file, 16), number(file, 20)) : nil
  }

  private static func number(_ bytes: [UInt8], _ offset: Int) -> Int {
    Int(bytes[offset]) << 24 | Int(bytes[offset + 1]) << 16 | Int(bytes[offset + 2]) << 8 | Int(bytes[offset + 3])
  }

  /// Bit by bit, as the specification defines it.
  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var value: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? (value >> 1) ^ 0xEDB8_8320 : value >> 1 }
    }
    return ~value
  }
}

/// Inflate (RFC 1951) for stored blocks and blocks with fixed codes.
struct Inflater {
  private let bytes: [UInt8]
  private var position: Int
  private var bit = 0
  private var output: [UInt8] = []

  static func zlib(_ bytes: [UInt8]) throws -> [UInt8] {
    guard bytes.count > 6, bytes[0] & 15 == 8, (Int(bytes[0]) << 8 | Int(bytes[1])) % 31 == 0 else {
      throw PNGReader.Damage(reason: "no zlib header")
    }
    var inflater = Inflater(bytes: bytes, position: 2)
    try inflater.run()
    var low = 1
    var high = 0
    for byte in inflater.output {
      low = (low + Int(byte)) % 65521
      high = (high + low) % 65521
    }
    let end = inflater.bit == 0 ? inflater.position : inflater.position + 1
    guard end + 4 == bytes.count else { throw PNGReader.Damage(reason: "bytes behind the stream") }
    var checksum = 0
    for byte in bytes[end...] { checksum = checksum << 8 | Int(byte) }
    guard checksum == high << 16 | low else { throw PNGReader.Damage(reason: "wrong Adler-32") }
    return inflater.output
  }

  private init(bytes: [UInt8], position: Int) {
    self.bytes = bytes
    self.position = position
  }

  private mutating func next() throws -> Int {
    guard position < bytes.count else { throw PNGReader.Damage(reason: "the stream is cut") }
    let value = Int(bytes[position] >> UInt8(bit)) & 1
    bit += 1
    if bit == 8 {
      bit = 0
      position += 1
    }
    return value
  }

  private mutating func bits(_ count: Int) throws -> Int {
    var value = 0
    for index in 0..<count { value |= try next() << index }
    return value
  }

  private mutating func run() throws {
    var isLast = false
    while !isLast {
      isLast = try next() == 1
      guard try bits(2) == 1 else { throw PNGReader.Damage(reason: "not a block with fixed codes") }
      while let symbol = try fixedSymbol() {
        if symbol < 256 {
          output.append(UInt8(symbol))
          continue
        }
        let length = try self.length(symbol)
        var code = 0
        for _ in 0..<5 { code = code << 1 | (try next()) }
        let distance = try self.distance(code)
        guard distance <= output.count else { throw PNGReader.Damage(reason: "a match before the start") }
        for _ in 0..<length { output.append(output[output.count - distance]) }
      }
    }
  }

  /// Nil: the end of the block.
  private mutating func fixedSymbol() throws -> Int? {
    var code = 0
    for _ in 0..<7 { code = code << 1 | (try next()) }
    if code < 0b0011000 { return code == 0 ? nil : 256 + code }
    code = code << 1 | (try next())
    if (0x30...0xBF).contains(code) { return code - 0x30 }
    if (0xC0...0xC7).contains(code) { return 280 + code - 0xC0 }
    code = code << 1 | (try next())
    return 144 + code - 0x190
  }

  private mutating func length(_ symbol: Int) throws -> Int {
    let bases = [
      3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
    ]
    let index = symbol - 257
    guard bases.indices.contains(index) else { throw PNGReader.Damage(reason: "no such length") }
    let extra = index < 8 || index == 28 ? 0 : (index - 4) / 4
    return bases[index] + (try bits(extra))
  }

  private mutating func distance(_ code: Int) throws -> Int {
    if code < 4 { return code + 1 }
    let extra = code / 2 - 1
    return (2 + code % 2) << extra + 1 + (try bits(extra))
  }
}
