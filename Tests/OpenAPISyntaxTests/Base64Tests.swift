import Foundation
import OpenAPISyntax
import Testing

@Suite struct Base64Tests {
  private func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: ($0 &+ count) &* 2_654_435_761 >> 13) }
  }

  @Test(arguments: 0...70) func `base64 agrees with Foundation at every length`(_ count: Int) {
    let data = Data(bytes(count))
    let text = data.base64EncodedString()
    #expect(Base64.encode(data) == text)
    #expect(Base64.decode(text) == bytes(count))
    #expect(Base64.decodeStrictly(text) == bytes(count))
    let bare = text.filter { $0 != "=" }.map { $0 == "+" ? "-" : ($0 == "/" ? "_" : $0) }
    #expect(Base64.decode(String(bare)) == bytes(count))
  }

  @Test func `base64 decodes in pieces as it does as a whole`() {
    let data = bytes(10_000)
    let text = Array(Base64.encode(data).utf8)
    var decoder = Base64.Decoder()
    var result: [UInt8] = []
    var position = 0
    while position < text.count {
      let end = min(text.count, position + 1 + position % 7)
      let isBase64 = decoder.decode(text[position..<end], into: &result)
      #expect(isBase64)
      position = end
    }
    let isWhole = decoder.finish(into: &result)
    #expect(isWhole)
    #expect(result == data)
  }

  @Test(arguments: ["A", "AAAAA", "AA=A", "A=", "AA!A", "é"]) func `other texts are refused`(_ text: String) {
    #expect(Base64.decode(text) == nil)
  }

  @Test func `line ends within base64 are skipped`() {
    #expect(Base64.decode("QU\r\nJD\n") == Array("ABC".utf8))
  }

  @Test(arguments: ["QQ", "QQ=", "QUJ-", "QUI_", "QU JD", "QUJD\n", "=QUJ", "Q===", "QQ==QQ=="])
  func `strict decoding requires padding and allows nothing between the letters`(_ text: String) {
    #expect(Base64.decodeStrictly(text) == nil)
  }
}
