import OpenAPIDocument
import Testing

@Suite struct JSONGrammarTests {
  @Test(
    arguments: [
      "null", "true", "false", "0", "-0", "12", "-1.5", "1e6", "1E-2", "1.0e+10",
      "1" + String(repeating: "0", count: 400),
      "\"\"", "\"a\"", #""\"\\\/\b\f\n\r\t\u0041""#, #""\uD83D\uDE00""#, "\"é😀\"", "[]", "[1]", "[[],{}]", "{}",
      #"{"":0}"#, #"{"a":{"b":[null]}}"#, " \n\t\r[ 1 , 2 ] \n", "\u{FEFF}{}", "\"\u{7F}\"",
    ])
  func `JSON is read`(_ text: String) {
    let result = parse(text)
    #expect(result.root != nil)
    #expect(result.diagnostics.isEmpty)
  }

  @Test(
    arguments: [
      ("", "1:1"), ("  ", "1:3"), ("[1,]", "1:4"), ("{\"a\":1,}", "1:8"), ("[1 2]", "1:4"), ("{\"a\" 1}", "1:6"),
      ("{a:1}", "1:2"), ("{'a':1}", "1:2"), ("[", "1:2"), ("{\"a\":", "1:6"), ("{\"a\":1", "1:7"), ("[1]]", "1:4"),
      ("1 2", "1:3"), ("tru", "1:1"), ("nulL", "1:1"), ("TRUE", "1:1"), ("01", "1:1"), ("-", "1:1"), ("1.", "1:1"),
      (".5", "1:1"), ("+1", "1:1"), ("1e", "1:1"), ("0x10", "1:2"), ("NaN", "1:1"), ("Infinity", "1:1"),
      ("\"a", "1:1"), ("\"a\nb\"", "1:1"), ("\"a\tb\"", "1:3"), (#""\x""#, "1:2"), (#""\u12""#, "1:2"),
      (#""\u12G4""#, "1:2"), ("// c\n{}", "1:1"), ("{}\n// c", "2:1"), ("[1,,2]", "1:4"), ("{,}", "1:2"), ("{]", "1:2"),
      ("[}", "1:2"), ("{\"a\":1]", "1:7"), ("openapi: 3.0.0\npaths:", "1:1"), ("{\n  \"a\": 1\n  \"b\": 2\n}", "3:3"),
      ("\u{FEFF}{]", "1:2"), ("\u{0B}1", "1:1"), ("\u{A0}1", "1:1"), ("[1\u{0C}]", "1:3"),
    ])
  func `text that is not JSON is refused at the location of the mistake`(_ text: String, _ location: String) throws {
    let result = parse(text)
    #expect(result.root == nil)
    #expect(result.diagnostics.count == 1)
    let diagnostic = try #require(result.diagnostics.first)
    #expect(diagnostic.severity == .error)
    #expect(diagnostic.code == "invalid-json")
    #expect("\(diagnostic.location.line):\(diagnostic.location.column)" == location)
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0xAF], [0xC1, 0x81], [0xE0, 0x80, 0xAF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
      [0xED, 0xBF, 0xBF], [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF],
      [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xC3, 0x28],
    ] as [[UInt8]])
  func `text that is not UTF-8 is refused`(_ bytes: [UInt8]) {
    for whole in [[0x22] + bytes + [0x22], [0x7B, 0x22] + bytes + [0x22, 0x3A, 0x31, 0x7D]] as [[UInt8]] {
      let result = parse(whole)
      #expect(result.root == nil)
      #expect(result.diagnostics.map(\.code) == ["invalid-utf8"])
    }
  }

  @Test func `a file in UTF-16 is recognized`() {
    for bytes in [[0xFF, 0xFE, 0x7B, 0x00], [0xFE, 0xFF, 0x00, 0x7B]] as [[UInt8]] {
      #expect(parse(bytes).diagnostics.map(\.message) == ["The file is in UTF-16"])
    }
  }

  @Test func `every scalar at a limit of UTF-8 is read`() {
    for value in [0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF] as [UInt32] {
      let text = Unicode.Scalar(value).map { String($0) } ?? ""
      #expect(parse("\"\(text)\"").root?.string == text)
      #expect(parse("{\"\(text)\":1}").root?[text]?.int == 1)
    }
  }

  @Test func `half a surrogate pair is warned about and replaced`() {
    for (text, value) in [
      (#""\uD800""#, "\u{FFFD}"), (#""\uDC00\uD800""#, "\u{FFFD}\u{FFFD}"), (#""a\uD83Db""#, "a\u{FFFD}b"),
      (#""\uD83D\u0041""#, "\u{FFFD}A"),
    ] {
      let result = parse(text)
      #expect(result.root?.string == value)
      #expect(result.diagnostics.map(\.code) == ["lone-surrogate"])
    }
    let key = parse(#"{"\uD800":1}"#)
    #expect(key.root?["\u{FFFD}"]?.int == 1)
    #expect(key.diagnostics.map(\.code) == ["lone-surrogate"])
  }

  @Test func `depth is limited, and an error is at its location`() {
    let deep = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
    #expect(parse(deep).root != nil)
    let deeper = parse("[" + deep + "]")
    #expect(deeper.root == nil)
    #expect(deeper.diagnostics.map(\.code) == ["json-too-deep"])
    #expect(deeper.diagnostics.first?.location.column == 513)
    #expect(parse(String(repeating: "[", count: 1_000_000)).root == nil)
    #expect(parse(String(repeating: "{\"a\":", count: 100_000)).root == nil)
    #expect(parse("[[[1]]]", maximumDepth: 2).root == nil)
  }

  @Test func `common mistakes get a hint`() throws {
    for (text, word) in [
      ("[1,]", "remove the comma"), ("['a']", "double quotes"), ("[ // c\n1]", "no comments"), ("a: 1", "not JSON"),
      ("{\"a\":1 \"b\":2}", "comma"), ("\"a\nb\"", "\\n"),
    ] {
      let hint = try #require(parse(text).diagnostics.first?.hint)
      #expect(hint.contains(word), "\(text): \(hint)")
    }
  }
}
