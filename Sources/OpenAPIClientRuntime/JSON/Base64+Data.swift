import OpenAPISyntax

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Base64 {
  /// The bytes of a base64 text of any length.
  static func data(_ text: ArraySlice<UInt8>) -> Data? {
    var decoder = Decoder()
    var data = Data(capacity: text.count / 4 * 3 + 3)
    guard decode(text, by: &decoder, to: &data) else { return nil }
    var rest: [UInt8] = []
    guard decoder.finish(into: &rest) else { return nil }
    data.append(contentsOf: rest)
    return data
  }

  /// Decodes a text slice by slice, so that it isn't in memory twice as a whole.
  static func decode(_ text: ArraySlice<UInt8>, by decoder: inout Decoder, to data: inout Data) -> Bool {
    var decoded: [UInt8] = []
    var position = text.startIndex
    while position < text.endIndex {
      let end = min(position + 65_536, text.endIndex)
      decoded.removeAll(keepingCapacity: true)
      guard decoder.decode(text[position..<end], into: &decoded) else { return false }
      data.append(contentsOf: decoded)
      position = end
    }
    return true
  }
}
