import Foundation
import OpenAPIClientRuntime
import Testing

/// Texts are read and written eight bytes at a time; what ends such a step may stand at any of its positions.
@Suite struct JSONTextTests {
  /// A text as written in a document, and its meaning.
  static let pieces: [(String, String)] = [
    (#"\n"#, "\n"), (#"\""#, "\""), (#"\\"#, "\\"), (#"\/"#, "/"), (#"\b\f\r\t"#, "\u{8}\u{C}\r\t"),
    (#"\u0041"#, "A"), (#"\u0000"#, "\0"), (#"\u00e9"#, "é"), (#"\u20AC"#, "€"), (#"\uD83C\udf0a"#, "🌊"),
    (#"\\u0041"#, #"\u0041"#), ("\u{7F}", "\u{7F}"), ("é", "é"), ("海", "海"), ("🌊", "🌊"),
    (#"\uD800"#, "\u{FFFD}"), (#"\uD800\n"#, "\u{FFFD}\n"), (#"\uD800\u0041"#, "\u{FFFD}A"), (#"\uDC00"#, "\u{FFFD}"),
    (#"\uD83C\uD83C\udf0a\udf0a"#, "\u{FFFD}🌊\u{FFFD}"), (#"\uD83C\udf"# + "00", "\u{1F300}"),
    ("灯台の光は", "灯台の光は"), (#"Море\nтихое"#, "Море\nтихое"), (#"é\"🌊\\"#, "é\"🌊\\"), ("", ""),
  ]

  @Test(arguments: pieces) func `an escape or character is read at every position of a text`(
    _ written: String, _ meant: String
  ) throws {
    for before in 0..<20 {
      for after in 0..<20 {
        let head = String(repeating: "a", count: before)
        let tail = String(repeating: "b", count: after)
        let expected = head + meant + tail
        // At the end of the document, and before more bytes.
        for space in ["", "         "] {
          let text = try String(jsonString: "\"" + head + written + tail + "\"" + space)
          #expect(text == expected && text.utf8.elementsEqual(expected.utf8))
          #expect(text.hashValue == expected.hashValue && text.count == expected.count)
        }
      }
    }
  }

  @Test(arguments: [0, 1, 7, 8, 9, 14, 15, 16, 17, 31, 32, 63, 64, 65, 1023, 1024, 1025, 4095, 4096, 4097, 100_000])
  func `texts of all lengths come back, as names and as values`(_ count: Int) throws {
    for letter in ["a", "\"", "\u{1}", "é", "海", "🌊", "a\\", "é\n"] {
      let text = String(repeating: letter, count: count)
      let bytes = try [text: text].jsonBytes()
      let read = try [String: String](jsonBytes: bytes)
      #expect(read == [text: text])
      #expect(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: String] == [text: text])
    }
  }

  @Test func `a document that breaks off within a text is refused`() {
    let document = Array(#"["Grüße\n\"海\u00e9\uD83C\udf0a🌊 und mehr Text"]"#.utf8)
    for count in 0..<document.count {
      #expect(throws: JSONError.self) { try JSONValue(jsonBytes: Array(document.prefix(count))) }
    }
  }

  @Test(arguments: [
    #"\x"#, #"\"#, #"\u"#, #"\u12"#, #"\u12g4"#, #"\uD800\u12g4"#, "\n", "\u{1F}",
    "\u{1}",
  ]) func `characters that strings can't contain are refused at every position`(_ wrong: String) {
    for before in 0..<20 {
      for after in 0..<12 {
        let text = String(repeating: "a", count: before) + wrong + String(repeating: "z", count: after)
        #expect(throws: JSONError.self) { try JSONValue(jsonString: "[\"" + text + "\"]") }
      }
    }
  }

  @Test func `the reader and Foundation agree about well-formed UTF-8`() {
    let edges: [UInt8] = [0x20, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF]
    let few: [UInt8] = [0x41, 0x80, 0xBF, 0xC3]
    for first in 0x80...0xFF as ClosedRange<UInt8> {
      for second in edges {
        for third in few {
          for fourth in few {
            let bytes = [0x61, first, second, third, fourth, 0x62]
            let isWellFormed = String(bytes: bytes, encoding: .utf8) != nil
            // The last bytes of a document are checked one by one.
            for space in [[], [UInt8](repeating: 0x20, count: 8)] {
              let read = try? String(jsonBytes: [0x22] + bytes + [0x22] + space)
              #expect((read != nil) == isWellFormed, "\(bytes)")
              if let read { #expect(read.utf8.elementsEqual(bytes)) }
            }
          }
        }
      }
    }
  }

  @Test func `every scalar of the first plane, and many of the others, come back, as themselves and as escapes`() throws
  {
    for start in stride(from: 0, to: 0x110000, by: 0x400) {
      let scalars = (start..<(start + (start < 0x10000 ? 0x400 : 0x10))).compactMap {
        UInt32(exactly: $0).flatMap(Unicode.Scalar.init)
      }
      var text = ""
      for scalar in scalars { text.unicodeScalars.append(scalar) }
      #expect(try String(jsonBytes: text.jsonBytes()).utf8.elementsEqual(text.utf8))
      let escaped = text.utf16.map { unit in
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      }
      #expect(try String(jsonString: "\"" + escaped.joined() + "\"").utf8.elementsEqual(text.utf8))
    }
  }

  @Test func `a text of nothing but escapes comes back`() throws {
    #expect(try "".jsonString() == #""""#)
    #expect(try "\"\"\"".jsonString() == #""\"\"\"""#)
    #expect(
      try "\u{0}\u{1}\u{8}\t\n\u{B}\u{C}\r\u{1F}\\".jsonString()
        == #""\u0000\u0001\u0008\t\n\u000b\u000c\r\u001f\\""#)
    #expect(try "é\"海\n🌊\\".jsonString() == #""é\"海\n🌊\\""#)
  }

  @Test func `escaped names are found by their meaning`() throws {
    let reader = try JSONReader(Array(#"{"\u0061bcdefgh\u00e9":1,"abcdefgh\n":2,"abcdefgh\\n":3}"#.utf8))
    let first: Int = try reader.value("abcdefghé")
    let second: Int = try reader.value("abcdefgh\n")
    let third: Int = try reader.value("abcdefgh\\n")
    #expect(first == 1 && second == 2 && third == 3)
  }
}
