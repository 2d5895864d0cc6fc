/// Base64 (RFC 4648), fast enough for images; long texts can be decoded in pieces.
public enum Base64 {
  /// Decodes a text in pieces: either alphabet, with or without padding; spaces and line ends are skipped.
  public struct Decoder: Sendable {
    private var bits: UInt32 = 0
    private var count = 0
    private var isEnded = false

    /// Creates a decoder at the beginning of a text.
    public init() {}

    /// Decodes the next piece of the text; false if it is not base64.
    public mutating func decode(_ text: ArraySlice<UInt8>, into data: inout [UInt8]) -> Bool {
      let table = Base64.values
      data.reserveCapacity(data.count + text.count / 4 * 3 + 3)
      var index = text.startIndex
      let end = text.endIndex
      while index < end {
        // Most letters come in whole groups of four.
        if count == 0 && index + 4 <= end {
          let a = table[Int(text[index])]
          let b = table[Int(text[index + 1])]
          let c = table[Int(text[index + 2])]
          let d = table[Int(text[index + 3])]
          if (a | b | c | d) < 64 && !isEnded {
            let group = UInt32(a) &<< 18 | UInt32(b) &<< 12 | UInt32(c) &<< 6 | UInt32(d)
            data.append(UInt8(truncatingIfNeeded: group &>> 16))
            data.append(UInt8(truncatingIfNeeded: group &>> 8))
            data.append(UInt8(truncatingIfNeeded: group))
            index += 4
            continue
          }
        }
        let value = table[Int(text[index])]
        index += 1
        switch value {
        case 0..<64:
          if isEnded { return false }
          bits = bits &<< 6 | UInt32(value)
          count += 1
          if count == 4 {
            data.append(UInt8(truncatingIfNeeded: bits &>> 16))
            data.append(UInt8(truncatingIfNeeded: bits &>> 8))
            data.append(UInt8(truncatingIfNeeded: bits))
            bits = 0
            count = 0
          }
        case Base64.padding:
          if count == 1 { return false }
          isEnded = true
        case Base64.whitespace: break
        default: return false
        }
      }
      return true
    }

    /// Decodes the last letters of the text; false if it ends within a byte.
    public mutating func finish(into data: inout [UInt8]) -> Bool {
      switch count {
      case 0: break
      case 2: data.append(UInt8(truncatingIfNeeded: bits &>> 4))
      case 3:
        data.append(UInt8(truncatingIfNeeded: bits &>> 10))
        data.append(UInt8(truncatingIfNeeded: bits &>> 2))
      default: return false
      }
      bits = 0
      count = 0
      return true
    }
  }

  /// The bytes that a text encodes, in either alphabet, with or without padding; nil if it is not base64.
  public static func decode(_ text: String) -> [UInt8]? {
    var decoder = Decoder()
    var data: [UInt8] = []
    guard decoder.decode(Array(text.utf8)[...], into: &data), decoder.finish(into: &data) else { return nil }
    return data
  }

  /// The bytes that a text encodes in the standard alphabet with padding and nothing else; nil if it is not such
  /// base64.
  public static func decodeStrictly(_ text: String) -> [UInt8]? {
    isStrict(Array(text.utf8)) ? decode(text) : nil
  }

  /// Whether a text is base64 in the standard alphabet with padding and nothing else (RFC 4648, section 4).
  public static func isStrict(_ text: [UInt8]) -> Bool {
    let padding = text.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
    return text.count % 4 == 0
      && text.dropLast(padding).allSatisfy {
        $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/")
      }
  }

  /// The base64 of some bytes, with padding.
  @inlinable
  public static func encode(_ data: some Collection<UInt8>) -> String {
    var text: [UInt8] = []
    encode(data, count: data.count, into: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends the base64 of some bytes, with padding; `count` is the number of bytes.
  @inlinable
  public static func encode(_ data: some Sequence<UInt8>, count: Int, into text: inout [UInt8]) {
    let letters = Base64.letters
    text.reserveCapacity(text.count + (count + 2) / 3 * 4 + 2)
    var bits: UInt32 = 0
    var held = 0
    for byte in data {
      bits = bits &<< 8 | UInt32(byte)
      held += 1
      if held == 3 {
        text.append(letters[Int(bits &>> 18 & 63)])
        text.append(letters[Int(bits &>> 12 & 63)])
        text.append(letters[Int(bits &>> 6 & 63)])
        text.append(letters[Int(bits & 63)])
        bits = 0
        held = 0
      }
    }
    if held == 1 {
      text.append(letters[Int(bits &>> 2 & 63)])
      text.append(letters[Int(bits &<< 4 & 63)])
      text += "==".utf8
    } else if held == 2 {
      text.append(letters[Int(bits &>> 10 & 63)])
      text.append(letters[Int(bits &>> 4 & 63)])
      text.append(letters[Int(bits &<< 2 & 63)])
      text.append(UInt8(ascii: "="))
    }
  }

  private static let padding: UInt8 = 64
  private static let whitespace: UInt8 = 65
  private static let invalid: UInt8 = 255
  @usableFromInline static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static let values: [UInt8] = {
    var table = [UInt8](repeating: invalid, count: 256)
    for (value, letter) in letters.enumerated() { table[Int(letter)] = UInt8(value) }
    table[Int(UInt8(ascii: "-"))] = 62
    table[Int(UInt8(ascii: "_"))] = 63
    table[Int(UInt8(ascii: "="))] = padding
    for byte in " \n\r\t".utf8 { table[Int(byte)] = whitespace }
    return table
  }()
}
