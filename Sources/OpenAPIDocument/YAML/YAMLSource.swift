import OpenAPISyntax

/// The bytes of a YAML file as well-formed UTF-8, with its lines.
struct YAMLSource {
  typealias Failure = JSONParser.Failure

  /// The text, followed by zeros, so that looking ahead needs no check, and by the words of JSON, which cells refer to.
  private(set) var bytes: [UInt8]
  /// The number of bytes of the text.
  let count: Int
  /// Where the text starts: after the byte order mark.
  let start: Int
  let lineStarts: [UInt32]

  /// The offsets of the words, from the end of the text.
  static let trueWord = 8..<12
  static let falseWord = 12..<17
  static let nullWord = 17..<21
  private static let tail: [UInt8] = [UInt8](repeating: 0, count: 8) + Array("truefalsenull".utf8)

  /// Checks the text.
  init(_ text: [UInt8]) throws(Failure) {
    count = text.count
    // Leaves room for folded and escaped texts, which are appended.
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count + text.count / 8 + 64)
    bytes += text
    bytes += YAMLSource.tail
    self.bytes = bytes
    start = JSONParser.textStart(in: text)
    var lineStarts = [UInt32(start)]
    var index = start
    let count = count
    while index < count {
      let byte = text[index]
      if byte >= 0x80 {
        let length = UTF8Sequence.length(in: text, at: index)
        if length == 0 { throw .invalidUTF8(at: index) }
        index += length
        continue
      }
      index += 1
      if byte >= 0x20 { continue }
      if byte == UInt8(ascii: "\n")
        || (byte == UInt8(ascii: "\r") && !(index < count && text[index] == UInt8(ascii: "\n")))
      {
        lineStarts.append(UInt32(index))
      } else if byte != UInt8(ascii: "\t"), byte != UInt8(ascii: "\r") {
        throw Failure(
          code: "invalid-yaml", message: "A control character is not allowed in YAML: \(byte.displayName)",
          hint: byte == 0
            ? "this may not be a text file" : "write it as \"\\x\(byte.twoHexDigits)\" in double quotes",
          offset: index - 1)
      }
    }
    self.lineStarts = lineStarts
  }

  /// Gives the text away, so that it is not copied.
  mutating func takeBytes() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }
}

/// UTF-16 and UTF-32, recognized by a byte order mark or the zeros of the first character.
enum WideEncoding {
  case utf16(isBigEndian: Bool)
  case utf32(isBigEndian: Bool)

  /// The encoding of a file; nil for UTF-8 and files that are not text.
  init?(of bytes: [UInt8]) {
    guard bytes.count >= 2 else { return nil }
    let (first, second) = (bytes[0], bytes[1])
    if bytes.count >= 4 {
      switch (first, second, bytes[2], bytes[3]) {
      case (0, 0, 0xFE, 0xFF): self = .utf32(isBigEndian: true)
      case (0xFF, 0xFE, 0, 0): self = .utf32(isBigEndian: false)
      case (0, 0, 0, 1...0x7F): self = .utf32(isBigEndian: true)
      case (1...0x7F, 0, 0, 0): self = .utf32(isBigEndian: false)
      default:
        guard let wide = WideEncoding.sixteen(first, second) else { return nil }
        self = wide
      }
      return
    }
    guard let wide = WideEncoding.sixteen(first, second) else { return nil }
    self = wide
  }

  private static func sixteen(_ first: UInt8, _ second: UInt8) -> WideEncoding? {
    switch (first, second) {
    case (0xFE, 0xFF), (0, 1...0x7F): .utf16(isBigEndian: true)
    case (0xFF, 0xFE), (1...0x7F, 0): .utf16(isBigEndian: false)
    default: nil
    }
  }

  private var name: String {
    switch self {
    case .utf16: "UTF-16"
    case .utf32: "UTF-32"
    }
  }

  /// The text as UTF-8 without its byte order mark.
  ///
  /// - Throws: if the bytes are not text in this encoding.
  func decode(_ bytes: [UInt8]) throws(JSONParser.Failure) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var high: UInt32?
    var index = 0
    let width: Int
    let isBigEndian: Bool
    switch self {
    case .utf16(let order): (width, isBigEndian) = (2, order)
    case .utf32(let order): (width, isBigEndian) = (4, order)
    }
    while index < bytes.count {
      guard index + width <= bytes.count else { throw invalid }
      var unit: UInt32 = 0
      for step in 0..<width { unit = unit << 8 | UInt32(bytes[isBigEndian ? index + step : index + width - 1 - step]) }
      index += width
      if width == 2, unit & 0xF800 == 0xD800 {
        if unit < 0xDC00 {
          guard high == nil else { throw invalid }
          high = unit
          continue
        }
        guard let first = high else { throw invalid }
        unit = 0x10000 + (first - 0xD800) << 10 + unit - 0xDC00
        high = nil
      }
      guard high == nil, let scalar = Unicode.Scalar(unit) else { throw invalid }
      if unit == 0xFEFF, text.isEmpty, index == width { continue }
      text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
    guard high == nil else { throw invalid }
    return text
  }

  private var invalid: JSONParser.Failure {
    JSONParser.Failure(
      code: "invalid-utf8", message: "The file starts as \(name), but is not valid \(name)",
      hint: "save the file in UTF-8", offset: 0)
  }
}
