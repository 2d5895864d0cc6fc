/// Reads JPEG (ITU-T T.81) as cameras, browsers and services write it: sequential or progressive, Huffman-coded, eight
/// bits a sample, grey or in three colours.
///
/// What is missing of a truncated file is grey.
package enum JPEGDecoder {
  /// No service draws pictures with more pixels.
  private static let maximumPixels = 1 << 26
  /// Real files have about ten.
  private static let maximumScans = 200

  package static func isJPEG(_ file: [UInt8]) -> Bool { file.starts(with: [0xFF, JPEGMarker.startOfImage, 0xFF]) }

  /// The pixels of a file, made smaller while they are read.
  ///
  /// - Parameters:
  ///   - file: the whole file.
  ///   - target: the size to scale them to, given the file's own size, which is the limit.
  /// - Returns: the pixels.
  /// - Throws: `ImageDamage` if the file is damaged, or a kind of JPEG that isn't supported.
  package static func pixels(
    of file: [UInt8], target: (_ width: Int, _ height: Int) -> (width: Int, height: Int)
  ) throws(ImageDamage) -> PixelGrid {
    var tables = JPEGTables()
    var frame: JPEGFrame?
    var scans = 0
    var position = 2
    while let marker = Self.marker(in: file, &position), marker != JPEGMarker.endOfImage, scans < maximumScans {
      if JPEGMarker.hasNoSegment(marker) { continue }
      guard position + 2 <= file.count else { break }
      let length = Int(file[position]) << 8 | Int(file[position + 1])
      guard length >= 2, position + length <= file.count else { break }
      let segment = Array(file[position + 2..<position + length])
      position += length
      switch marker {
      case JPEGMarker.baselineFrame, JPEGMarker.extendedFrame, JPEGMarker.progressiveFrame:
        guard frame == nil else { throw ImageDamage(reason: "it has two frames") }
        frame = try JPEGFrame(
          segment, isProgressive: marker == JPEGMarker.progressiveFrame, maximumPixels: maximumPixels)
      case JPEGMarker.huffmanTables: try tables.readHuffman(segment)
      case JPEGMarker.quantizationTables: try tables.readQuantization(segment)
      case JPEGMarker.restartInterval where segment.count >= 2:
        tables.restartInterval = Int(segment[0]) << 8 | Int(segment[1])
      case JPEGMarker.adobe where segment.count >= 12 && segment.starts(with: Array("Adobe".utf8)):
        tables.adobeTransform = segment[11]
      case JPEGMarker.scan:
        guard var current = frame else { throw ImageDamage(reason: "it has no frame") }
        // The only reference to the coefficients, or they would be copied when the scan changes them.
        frame = nil
        let scan = try JPEGScan(segment, current, tables)
        position = scan.decode(file, from: position, into: &current)
        frame = current
        scans += 1
      case _ where JPEGMarker.isOtherFrame(marker):
        throw ImageDamage(reason: "it is a kind of JPEG that isn't supported")
      default: break
      }
    }
    guard let frame, scans > 0 else { throw ImageDamage(reason: "it has no pixels") }
    let size = target(frame.width, frame.height)
    return try frame.pixels(tables, (min(size.width, frame.width), min(size.height, frame.height)))
  }

  /// The next marker; moves the position behind it.
  private static func marker(in file: [UInt8], _ position: inout Int) -> UInt8? {
    while position + 1 < file.count {
      let byte = file[position + 1]
      if file[position] == 0xFF, byte != 0, byte != 0xFF {
        position += 2
        return byte
      }
      position += 1
    }
    return nil
  }
}

/// Markers, by the byte behind FF (table B.1).
enum JPEGMarker {
  static let baselineFrame: UInt8 = 0xC0
  static let extendedFrame: UInt8 = 0xC1
  static let progressiveFrame: UInt8 = 0xC2
  static let huffmanTables: UInt8 = 0xC4
  static let startOfImage: UInt8 = 0xD8
  static let endOfImage: UInt8 = 0xD9
  static let scan: UInt8 = 0xDA
  static let quantizationTables: UInt8 = 0xDB
  static let restartInterval: UInt8 = 0xDD
  /// APP14, which Adobe's programs write.
  static let adobe: UInt8 = 0xEE

  /// Whether it begins a frame of another coding: lossless, hierarchical or arithmetic.
  static func isOtherFrame(_ marker: UInt8) -> Bool {
    switch marker {
    case 0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF: true
    default: false
    }
  }

  /// Whether it stands alone: a restart, the start of the image, or TEM.
  static func hasNoSegment(_ marker: UInt8) -> Bool { isRestart(marker) || marker == startOfImage || marker == 0x01 }

  static func isRestart(_ marker: UInt8) -> Bool { (0xD0...0xD7).contains(marker) }
}

/// Tables that segments before the scans define.
struct JPEGTables {
  /// Quantization tables by number, each row by row.
  var quantization = [[Int]?](repeating: nil, count: 4)
  /// Huffman codes for the first coefficient of a block (0 to 3) and for all others (4 to 7).
  var huffman = [JPEGHuffmanCode?](repeating: nil, count: 8)
  /// The number of units after which the coding restarts; 0: never.
  var restartInterval = 0
  /// The colour transform in Adobe's segment: 0 means red, green and blue.
  var adobeTransform: UInt8?

  /// The positions of a block's coefficients, row by row, in the order in which the file has them (figure A.6).
  static let zigzag = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21,
    28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54,
    47, 55, 62, 63,
  ]

  mutating func readQuantization(_ segment: [UInt8]) throws(ImageDamage) {
    var rest = segment[...]
    while let head = rest.popFirst() {
      let isWide = head >> 4 > 0
      let bytes = rest.prefix(isWide ? 128 : 64)
      guard head & 15 < 4, bytes.count == (isWide ? 128 : 64) else {
        throw ImageDamage(reason: "one of its tables is invalid")
      }
      var table = [Int](repeating: 0, count: 64)
      for (index, position) in Self.zigzag.enumerated() {
        let start = bytes.startIndex + (isWide ? index * 2 : index)
        table[position] = isWide ? Int(bytes[start]) << 8 | Int(bytes[start + 1]) : Int(bytes[start])
      }
      quantization[Int(head & 15)] = table
      rest = rest.dropFirst(bytes.count)
    }
  }

  mutating func readHuffman(_ segment: [UInt8]) throws(ImageDamage) {
    var rest = segment[...]
    while let head = rest.popFirst() {
      let counts = rest.prefix(16).map { Int($0) }
      let values = rest.dropFirst(16).prefix(counts.reduce(0, +))
      guard head & 15 < 4, head >> 4 < 2, counts.count == 16, values.count == counts.reduce(0, +) else {
        throw ImageDamage(reason: "one of its tables is invalid")
      }
      huffman[Int(head >> 4) * 4 + Int(head & 15)] = JPEGHuffmanCode(counts: counts, values: Array(values))
      rest = rest.dropFirst(16 + values.count)
    }
  }
}

/// A code of 1 to 16 bits for each value (annex C).
struct JPEGHuffmanCode {
  let values: [UInt8]
  /// By length: the first code, the first value's index, and how many there are.
  private(set) var lengths: [(first: Int, index: Int, count: Int)] = []

  init(counts: [Int], values: [UInt8]) {
    self.values = values
    var (code, index) = (0, 0)
    for count in counts {
      lengths.append((code, index, count))
      code = (code + count) << 1
      index += count
    }
  }
}
