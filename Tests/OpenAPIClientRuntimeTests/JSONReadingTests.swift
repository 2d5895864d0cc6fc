import Foundation
import OpenAPIClientRuntime
import Testing

@Suite struct JSONReadingTests {
  static let valid = [
    "null", "true", "false", "0", "-0", "1", "-1", "1.5", "1e5", "1E+5", "1e-5", "12345678901234567890", "\"\"",
    "\"a\"", "\"\\u00e9\\n\\t\\\\\\/\\\"\\b\\f\\r\"", "\"\\uD83D\\uDE00\"", "\"é😀\"", "[]", "[1]", "[1,2]", "[[],{}]",
    "{}",
    "{\"a\":1}", " {\n\"a\" :\t[ ] }\r\n", "{\"a\":{\"b\":{\"c\":null}}}", "\u{FEFF}[1]",
  ]

  @Test(arguments: valid) func `the parser accepts what the grammar allows`(_ text: String) throws {
    _ = try JSONValue(jsonString: text)
  }

  static let invalid = [
    "", " ", "nul", "tru", "True", "+1", "01", "-", "1.", ".5", "1e", "1e+", "0x1", "\"", "\"a", "\"\\x\"", "\"\\u12\"",
    "\"\\uD800\\u12\"", "\"\n\"", "[", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{",
    "{\"a\"",
    "{\"a\":", "{\"a\":1", "{\"a\":1,}", "{a:1}", "{1:1}", "{\"a\" 1}", "{,}", "1 2", "[1]]", "//", "NaN", "Infinity",
  ]

  @Test(arguments: invalid) func `the parser refuses what the grammar doesn't allow`(_ text: String) {
    #expect(throws: JSONError.self) { try JSONValue(jsonString: text) }
  }

  static let illFormed: [[UInt8]] = [
    [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF],
    [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xC3],
  ]

  @Test(arguments: illFormed) func `the parser refuses ill-formed UTF-8 in strings`(_ bytes: [UInt8]) {
    #expect(throws: JSONError.self) { try JSONValue(jsonBytes: [0x22] + bytes + [0x22]) }
  }

  @Test func `the parser refuses deep nesting without overflowing the stack`() {
    let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    #expect(throws: JSONError.self) { try JSONValue(jsonString: deep) }
    let fine = String(repeating: "[", count: 256) + String(repeating: "]", count: 256)
    #expect(throws: Never.self) { try JSONValue(jsonString: fine) }
  }

  @Test func `syntax errors name line and column`() throws {
    let error = #expect(throws: JSONError.self) { try JSONValue(jsonString: "{\n  \"a\": tru }") }
    #expect(error?.path == "line 2, column 11")
    #expect(error?.expected == "'true'")
  }

  struct ResponseReader: JSONCodable {
    var data: [Picture]

    init(json: JSONReader) throws { data = try json.value("data") }
    func write(to json: inout JSONWriter) { json.write("data", data) }
  }

  struct Picture: JSONCodable {
    var url: String
    var width: Int?
    var ready: Bool

    init(json: JSONReader) throws {
      url = try json.value("url")
      width = try json.value("width")
      ready = try json.value("ready", default: true)
    }

    func write(to json: inout JSONWriter) {
      json.write("url", url)
      json.write("width", width)
      json.write("ready", ready)
    }
  }

  @Test func `members are read in any order, and unknown ones are skipped`() throws {
    let text = #"{"x":[1,{"url":2}],"data":[{"ready":false,"width":3,"more":{},"url":"u"},{"url":"v","width":null}]}"#
    let response = try ResponseReader(jsonString: text)
    #expect(response.data.map(\.url) == ["u", "v"])
    #expect(response.data.map(\.width) == [3, nil])
    #expect(response.data.map(\.ready) == [false, true])
  }

  static let paths: [(String, String, String, String)] = [
    (#"{"data":[{"url":"u"},{"url":"u"},{}]}"#, "$.data[2].url", "a string", "nothing"),
    (#"{"data":[{"url":5}]}"#, "$.data[0].url", "a string", "5"),
    (#"{"data":[{"url":null}]}"#, "$.data[0].url", "a string", "null"),
    (#"{"data":[{"url":"u","width":"w"}]}"#, "$.data[0].width", "an integer", "a string"),
    (#"{"data":[{"url":"u","width":1.5}]}"#, "$.data[0].width", "an integer", "1.5"),
    (#"{"data":{}}"#, "$.data", "an array", "an object"),
    (#"{}"#, "$.data", "an array", "nothing"),
    (#"[]"#, "$", "an object", "an array"),
  ]

  @Test(arguments: paths) func `an error names path, expectation and finding`(
    _ text: String, _ path: String, _ expected: String, _ found: String
  ) {
    let error = #expect(throws: JSONError.self) { try ResponseReader(jsonString: text) }
    #expect(error == JSONError(path: path, expected: expected, found: found))
  }

  @Test func `an error does not show what a string holds`() {
    let error = #expect(throws: JSONError.self) { try ResponseReader(jsonString: #"{"data":"sk-secret"}"#) }
    #expect(error.map { "\($0)".contains("sk-secret") } == false)
  }

  @Test func `names that are not plain are quoted in paths`() {
    let error = #expect(throws: JSONError.self) { try [String: Int](jsonString: #"{"a b":"x"}"#) }
    #expect(error?.path == #"$["a b"]"#)
  }

  @Test func `integers may be spelled with fraction or exponent`() throws {
    #expect(try Int(jsonString: "1.0") == 1)
    #expect(try Int(jsonString: "1e3") == 1000)
    #expect(try Int(jsonString: "-0") == 0)
    #expect(try Int64(jsonString: "-9223372036854775808") == .min)
    #expect(try Int64(jsonString: "9223372036854775807") == .max)
    #expect(try UInt64(jsonString: "18446744073709551615") == .max)
  }

  @Test func `integers that don't fit are errors`() {
    #expect(throws: JSONError.self) { try Int8(jsonString: "128") }
    #expect(throws: JSONError.self) { try UInt(jsonString: "-1") }
    #expect(throws: JSONError.self) { try Int64(jsonString: "9223372036854775808") }
    #expect(throws: JSONError.self) { try Int(jsonString: "1e300") }
  }

  @Test(arguments: [
    "0.1", "3.141592653589793", "1e22", "1e23", "5e-324", "1.7976931348623157e308", "123456789012345678", "-0.000001",
    "2.2250738585072011e-308", "9007199254740993", "0.30000000000000004", "100", "1.5E3",
  ]) func `doubles are the nearest`(_ text: String) throws {
    #expect(try Double(jsonString: text) == Double(text))
  }

  @Test func `a double beyond its range is an error`() {
    #expect(throws: JSONError.self) { try Double(jsonString: "1e999") }
    #expect(throws: JSONError.self) { try Float(jsonString: "1e39") }
  }

  @Test func `escaped names are found`() throws {
    #expect(try Picture(jsonString: #"{"\u0075rl":"\u0041\ud83d\ude00"}"#).url == "A😀")
  }

  @Test func `composed and decomposed names are different names`() throws {
    let value = try JSONValue(jsonBytes: Array("{\"\u{e9}\":1,\"x\":2}".utf8))
    let reader = try JSONReader(Array("{\"\u{e9}\":1}".utf8))
    let absent: Int? = try reader.value("e\u{301}")
    #expect(absent == nil)
    #expect(value["x"] == 2)
  }

  @Test func `what is written reads back, on random documents, as with Foundation's own parser`() throws {
    var random = SeededRandom(seed: 7)
    for _ in 0..<300 {
      let value = RandomJSON.value(&random, depth: 4)
      let bytes = try value.jsonBytes()
      #expect(try JSONValue(jsonBytes: bytes) == value)
      let object = try JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed])
      let theirs = try JSONSerialization.data(withJSONObject: object, options: [.fragmentsAllowed, .sortedKeys])
      #expect(try JSONValue(jsonBytes: [UInt8](theirs)) == value)
    }
  }

  @Test func `cut and altered documents never crash the parser`() throws {
    var random = SeededRandom(seed: 11)
    for _ in 0..<300 {
      var bytes = try RandomJSON.value(&random, depth: 4).jsonBytes()
      for _ in 0..<3 where !bytes.isEmpty {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random)))
      let ours = (try? JSONValue(jsonBytes: bytes)) != nil
      let theirs = (try? JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed])) != nil
      if ours { #expect(theirs, "\(String(decoding: bytes, as: UTF8.self))") }
    }
  }
}

@Suite struct JSONDoubleTests {
  @Test func `doubles of all lengths are the nearest, as the standard library finds them`() throws {
    var random = SeededRandom(seed: 23)
    for _ in 0..<20_000 {
      var text = Bool.random(using: &random) ? "-" : ""
      let count = Int.random(in: 1...20, using: &random)
      let digits = (0..<count).map { _ in Int.random(in: 0...9, using: &random) }
      text += "\(digits[0])"
      if digits[0] != 0 && Bool.random(using: &random) {
        text += digits.dropFirst().prefix(Int.random(in: 0..<count, using: &random)).map { "\($0)" }.joined()
      }
      text += "." + digits.map { "\($0)" }.joined()
      #expect(try Double(jsonString: text).bitPattern == Double(text)?.bitPattern, "\(text)")
    }
  }

  @Test func `halves between two doubles go to the even one`() throws {
    for text in [
      "9007199254740993.0", "9007199254740995.0", "9007199254740993.1", "4503599627370496.5", "4503599627370497.5",
      "0.5000000000000001110", "1.000000000000000111", "1152921504606846976.5", "0.0000000000000000001",
      "9999999999999999999.0", "0.9999999999999999999",
    ] {
      #expect(try Double(jsonString: text) == Double(text), "\(text)")
    }
  }

  @Test func `random doubles come back from their text`() throws {
    var random = SeededRandom(seed: 29)
    for _ in 0..<5_000 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      #expect(try Double(jsonString: value.jsonString()).bitPattern == value.bitPattern)
      let small = Double.random(in: -1000...1000, using: &random)
      #expect(try Double(jsonString: small.jsonString()) == small)
    }
  }
}
