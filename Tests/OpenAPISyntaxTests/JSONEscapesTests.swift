import Foundation
import OpenAPISyntax
import Testing

@Suite struct JSONEscapesTests {
  @Test(arguments: [
    ("", #""""#), ("a", #""a""#), ("\"\\/", #""\"\\/""#), ("\n\r\t", #""\n\r\t""#),
    ("\u{0}\u{8}\u{C}\u{1F}", #""\u0000\u0008\u000c\u001f""#), ("\u{7F}é€😀", "\"\u{7F}é€😀\""),
  ])
  func `only characters that must be escaped are`(_ text: String, _ json: String) {
    #expect(JSONEscapes.quoted(text) == json)
    var bytes: [UInt8] = []
    JSONEscapes.appendQuoted(Array(text.utf8), to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == json)
  }

  @Test(arguments: 0...40) func `every character at every position is read back by Foundation`(_ position: Int) throws {
    for scalar in ["\"", "\\", "\u{0}", "\n", "\u{1F}", "é", "😀", "x"] {
      let text = String(repeating: "a", count: position) + scalar + "end of the text"
      let value = try JSONSerialization.jsonObject(
        with: Data(JSONEscapes.quoted(text).utf8), options: .fragmentsAllowed)
      #expect(value as? String == text)
    }
  }

  @Test func `texts longer than one piece of the writer are whole`() throws {
    let text = String(repeating: "a\"b\\\n", count: 3000)
    let value = try JSONSerialization.jsonObject(with: Data(JSONEscapes.quoted(text).utf8), options: .fragmentsAllowed)
    #expect(value as? String == text)
  }

  @Test(arguments: [
    (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{C}\n\r\t"), (#"\u0041\u00e9\u20AC"#, "Aé€"), (#"\ud83d\ude00!"#, "😀!"),
    (#"\ud83d"#, "\u{FFFD}"), (#"\ude00a"#, "\u{FFFD}a"), (#"\ud83d\ud83d\ude00"#, "\u{FFFD}😀"),
    (#"\ud83dx"#, "\u{FFFD}x"), (#"no escape in this text"#, "no escape in this text"),
    (#"an escape \n after the first eight bytes, \u00e9 too"#, "an escape \n after the first eight bytes, é too"),
  ])
  func `escapes are resolved, half a surrogate pair becomes U+FFFD`(_ json: String, _ text: String) {
    let bytes = Array(json.utf8).withUnsafeBufferPointer { JSONEscapes.bytes(of: $0) }
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }

  @Test(arguments: [("00e9", 0xE9), ("ABCD", 0xABCD), ("abcd", 0xABCD), ("FFFF", 0xFFFF)])
  func `four hexadecimal digits are a number`(_ text: String, _ value: UInt32) {
    #expect(JSONEscapes.hex(Array(text.utf8), 0) == value)
  }

  @Test(arguments: ["", "abc", "00g0", "é00"]) func `other texts are more than any of their numbers`(_ text: String) {
    #expect(JSONEscapes.hex(Array(text.utf8), 0) > 0xFFFF)
  }
}

@Suite struct UTF8SequenceTests {
  /// The sequences that Unicode, table 3-7, allows, by its rows.
  private func length(_ bytes: [UInt8]) -> Int {
    func holds(_ ranges: [ClosedRange<UInt8>]) -> Bool {
      bytes.count >= ranges.count && zip(bytes, ranges).allSatisfy { $1.contains($0) }
    }
    let tail: ClosedRange<UInt8> = 0x80...0xBF
    let rows: [[ClosedRange<UInt8>]] = [
      [0xC2...0xDF, tail], [0xE0...0xE0, 0xA0...0xBF, tail], [0xE1...0xEC, tail, tail],
      [0xED...0xED, 0x80...0x9F, tail],
      [0xEE...0xEF, tail, tail], [0xF0...0xF0, 0x90...0xBF, tail, tail], [0xF1...0xF3, tail, tail, tail],
      [0xF4...0xF4, 0x80...0x8F, tail, tail],
    ]
    return rows.first(where: holds)?.count ?? 0
  }

  @Test func `well-formed sequences are those of Unicode's table`() {
    let edges: [UInt8] = [0x00, 0x22, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xF0, 0xFF]
    for first in UInt8(0x80)...0xFF {
      for second in edges {
        for third in edges {
          for fourth in [0x7F, 0x80, 0xBF, 0xC0] as [UInt8] {
            let bytes = [first, second, third, fourth]
            #expect(UTF8Sequence.length(in: bytes, at: 0) == length(bytes), "\(bytes)")
          }
        }
      }
    }
  }

  @Test func `a sequence cut off at the end is ill-formed`() {
    #expect(UTF8Sequence.length(in: [0xE2, 0x82], at: 0) == 0)
    #expect(UTF8Sequence.length(in: [0xC3], at: 0) == 0)
    #expect(UTF8Sequence.length(in: [0x61, 0xC3, 0xA9], at: 1) == 2)
  }

  @Test func `bytes are a text only if all of them are well-formed`() {
    #expect(UTF8Sequence.string(Array("aé€😀".utf8)) == "aé€😀")
    #expect(UTF8Sequence.string([]) == "")
    #expect(UTF8Sequence.string([0x61, 0xFF]) == nil)
    #expect(UTF8Sequence.string([0xED, 0xA0, 0x80]) == nil)
  }
}
