import HTTPTransport

/// Reads PNG (ISO/IEC 15948): every colour type and depth, interlaced or not.
///
/// What stands beside the pixels is passed over.
package enum PNGDecoder {
  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  package static func isPNG(_ file: [UInt8]) -> Bool { file.starts(with: signature) }

  /// Width and height in pixels; nil if the file doesn't begin as PNG does.
  package static func size(of file: [UInt8]) -> (width: Int, height: Int)? {
    (try? chunks(of: file).first).flatMap { try? PNGHeader($0) }.map { ($0.width, $0.height) }
  }

  /// The pixels of a file, made smaller while they are read.
  ///
  /// - Parameters:
  ///   - file: the whole file.
  ///   - target: the size to make them of the file's own; never larger.
  /// - Returns: the pixels, on black.
  /// - Throws: `ImageDamage` if the file is no whole PNG.
  package static func pixels(
    of file: [UInt8], target: (_ width: Int, _ height: Int) -> (width: Int, height: Int)
  ) throws(ImageDamage) -> PixelGrid {
    let chunks = try chunks(of: file)
    guard let first = chunks.first else { throw ImageDamage(reason: "it has no header") }
    let header = try PNGHeader(first)
    let size = target(header.width, header.height)
    let sums = PixelSums(
      source: (header.width, header.height),
      target: (min(size.width, header.width), min(size.height, header.height)))
    var rows = PNGRows(header: header, palette: try PNGPalette(chunks, header), sums: sums)
    var decoder = ContentDecoder(.deflate)
    for chunk in chunks where chunk.type == "IDAT" {
      decoder.feed(Array(chunk.data))
      do throws(TransportFailure) {
        while let bytes = try decoder.next() { rows.add(bytes) }
      } catch {
        throw ImageDamage(reason: "its pixels can't be decompressed")
      }
    }
    if rows.hasUnknownFilter { throw ImageDamage(reason: "a row has an unknown filter") }
    guard rows.isComplete else { throw ImageDamage(reason: "it ends early") }
    return rows.sums.average
  }

  struct Chunk {
    var type: String
    var data: ArraySlice<UInt8>
  }

  private static func chunks(of file: [UInt8]) throws(ImageDamage) -> [Chunk] {
    guard isPNG(file) else { throw ImageDamage(reason: "it has no signature") }
    var chunks: [Chunk] = []
    var position = signature.count
    while position + 12 <= file.count {
      let length = file[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
      let start = position + 8
      guard length <= file.count - start - 4 else { throw ImageDamage(reason: "it ends early") }
      let type = String(decoding: file[position + 4..<start], as: UTF8.self)
      if type == "IEND" { break }
      chunks.append(Chunk(type: type, data: file[start..<start + length]))
      position = start + length + 4
    }
    return chunks
  }
}

/// What the first chunk says.
struct PNGHeader {
  var width: Int
  var height: Int
  /// Bits of a channel: 1, 2, 4, 8 or 16.
  var depth: Int
  /// 0 grey, 2 colours, 3 palette, 4 grey and alpha, 6 colours and alpha.
  var colorType: UInt8
  var isInterlaced: Bool

  init(_ chunk: PNGDecoder.Chunk) throws(ImageDamage) {
    let data = Array(chunk.data)
    guard chunk.type == "IHDR", data.count == 13 else { throw ImageDamage(reason: "it has no header") }
    width = data[0..<4].reduce(0) { $0 << 8 | Int($1) }
    height = data[4..<8].reduce(0) { $0 << 8 | Int($1) }
    depth = Int(data[8])
    colorType = data[9]
    isInterlaced = data[12] == 1
    let depths: [UInt8: [Int]] = [0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16]]
    guard depths[colorType]?.contains(depth) == true, (1...65_535).contains(width), (1...65_535).contains(height),
      data[10] == 0, data[11] == 0, data[12] <= 1
    else { throw ImageDamage(reason: "its header makes no sense") }
  }

  var channels: Int { colorType == 2 ? 3 : colorType == 4 ? 2 : colorType == 6 ? 4 : 1 }

  /// The distance that filters look back, in bytes: that of a pixel, at least one.
  var filterDistance: Int { max(1, depth * channels / 8) }

  /// The bytes of a row of that many pixels, without its filter.
  func bytesPerRow(_ pixels: Int) -> Int { (pixels * channels * depth + 7) / 8 }

  /// The passes over the picture: where each begins, and how far apart its pixels lie.
  var passes: [(x: Int, y: Int, stepX: Int, stepY: Int)] {
    guard isInterlaced else { return [(0, 0, 1, 1)] }
    let all = [
      (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
    ]
    return all.filter { $0.0 < width && $0.1 < height }.map { (x: $0.0, y: $0.1, stepX: $0.2, stepY: $0.3) }
  }
}

/// The colours of a palette, and what else is transparent.
struct PNGPalette {
  /// Four bytes a colour.
  var colors: [UInt8] = []
  /// The one colour that is transparent, where there is no palette: as many values as channels.
  var transparent: [Int]?

  init(_ chunks: [PNGDecoder.Chunk], _ header: PNGHeader) throws(ImageDamage) {
    let alpha = chunks.first { $0.type == "tRNS" }.map { Array($0.data) } ?? []
    guard header.colorType == 3 else {
      if alpha.count == header.channels * 2 {
        transparent = stride(from: 0, to: alpha.count, by: 2).map { Int(alpha[$0]) << 8 | Int(alpha[$0 + 1]) }
      }
      return
    }
    guard let bytes = chunks.first(where: { $0.type == "PLTE" }).map({ Array($0.data) }), bytes.count >= 3 else {
      throw ImageDamage(reason: "it has no palette")
    }
    for (number, start) in stride(from: 0, to: bytes.count - 2, by: 3).enumerated() {
      colors += bytes[start..<start + 3] + [number < alpha.count ? alpha[number] : 255]
    }
  }
}
