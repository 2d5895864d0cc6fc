import HTTPTransport

/// Reads PNG (ISO/IEC 15948): every colour type and depth, interlaced or not.
///
/// Chunks other than the header, the pixels, the palette and transparency are skipped.
package enum PNGDecoder {
  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  package static func isPNG(_ file: [UInt8]) -> Bool { file.starts(with: signature) }

  /// Width and height in pixels; nil if the file doesn't begin like a PNG.
  package static func size(of file: [UInt8]) -> (width: Int, height: Int)? {
    (try? chunks(of: file).first).flatMap { try? PNGHeader($0) }.map { ($0.width, $0.height) }
  }

  /// The pixels of a file, made smaller while they are read.
  ///
  /// - Parameters:
  ///   - file: the whole file.
  ///   - target: the size to scale them to, given the file's own size, which is the limit.
  /// - Returns: the pixels, blended with black where they are transparent.
  /// - Throws: `ImageDamage` if the file is not a complete PNG.
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

/// The first chunk, `IHDR` (section 11.2.1).
struct PNGHeader {
  /// What the channels of a pixel mean; the raw value is the file's number for it.
  enum ColorType: UInt8 {
    case grey = 0
    case rgb = 2
    case palette = 3
    case greyAndAlpha = 4
    case rgbAndAlpha = 6

    var channels: Int {
      switch self {
      case .grey, .palette: 1
      case .greyAndAlpha: 2
      case .rgb: 3
      case .rgbAndAlpha: 4
      }
    }

    var hasAlpha: Bool { self == .greyAndAlpha || self == .rgbAndAlpha }

    /// How many bits a channel may have.
    var depths: [Int] {
      switch self {
      case .grey: [1, 2, 4, 8, 16]
      case .palette: [1, 2, 4, 8]
      case .rgb, .greyAndAlpha, .rgbAndAlpha: [8, 16]
      }
    }
  }

  var width: Int
  var height: Int
  /// Bits of a channel: 1, 2, 4, 8 or 16.
  var depth: Int
  var colorType: ColorType
  var isInterlaced: Bool

  init(_ chunk: PNGDecoder.Chunk) throws(ImageDamage) {
    let data = Array(chunk.data)
    guard chunk.type == "IHDR", data.count == 13 else { throw ImageDamage(reason: "it has no header") }
    width = data[0..<4].reduce(0) { $0 << 8 | Int($1) }
    height = data[4..<8].reduce(0) { $0 << 8 | Int($1) }
    depth = Int(data[8])
    isInterlaced = data[12] == 1
    let sides = 1...65_535
    guard let type = ColorType(rawValue: data[9]), type.depths.contains(depth), sides.contains(width),
      sides.contains(height), data[10] == 0, data[11] == 0, data[12] <= 1
    else { throw ImageDamage(reason: "its header is invalid") }
    colorType = type
  }

  /// The distance in bytes to the byte on the left that filters use: the size of a pixel, at least one.
  var filterDistance: Int { max(1, depth * colorType.channels / 8) }

  /// The bytes of a row of that many pixels, without its filter.
  func bytesPerRow(_ pixels: Int) -> Int { (pixels * colorType.channels * depth + 7) / 8 }

  /// The passes over the picture: the first pixel of each, and the distances between its pixels.
  var passes: [(x: Int, y: Int, stepX: Int, stepY: Int)] {
    guard isInterlaced else { return [(0, 0, 1, 1)] }
    let all = [
      (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
    ]
    return all.filter { $0.0 < width && $0.1 < height }.map { (x: $0.0, y: $0.1, stepX: $0.2, stepY: $0.3) }
  }
}

/// The colours of a palette, or the one colour that is transparent.
struct PNGPalette {
  /// Red, green, blue and alpha of each colour.
  var colors: [UInt8] = []
  /// The colour that is transparent, where there is no palette: a value for each channel.
  var transparent: [Int]?

  init(_ chunks: [PNGDecoder.Chunk], _ header: PNGHeader) throws(ImageDamage) {
    let alpha = chunks.first { $0.type == "tRNS" }.map { Array($0.data) } ?? []
    guard header.colorType == .palette else {
      if alpha.count == header.colorType.channels * 2 {
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
