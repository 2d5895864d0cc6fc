import OpenAPIDocument
import Testing

@Suite struct YAMLScalarTests {
  @Test(arguments: [
    ("null", "null"), ("~", "null"), ("Null", "null"), ("NULL", "null"), ("nULL", #""nULL""#),
    ("true", "true"), ("True", "true"), ("FALSE", "false"), ("tRUE", #""tRUE""#),
    ("yes", #""yes""#), ("No", #""No""#), ("on", #""on""#), ("off", #""off""#), ("y", #""y""#),
    ("1", "1"), ("-0", "-0"), ("1.50", "1.50"), ("1e3", "1e3"), ("-1.5E-07", "-1.5E-07"),
    ("123456789012345678901234567890", "123456789012345678901234567890"),
    ("+1", "1"), (".5", "0.5"), ("-.5", "-0.5"), ("5.", "5.0"), ("+5.e1", "5.0e1"),
    ("0x1F", "31"), ("0o17", "15"), ("0xFFFFFFFFFFFFFFFFFF", "4722366482869645213695"), ("0x3B9ACA00", "1000000000"),
    ("0123", #""0123""#), ("-012", #""-012""#), ("00.5", #""00.5""#), ("0.5", "0.5"), ("0o8", #""0o8""#),
    ("0xg", #""0xg""#),
    ("1_000", #""1_000""#), ("0b1", #""0b1""#), ("1:30", #""1:30""#), ("1e", #""1e""#), ("--1", #""--1""#),
    ("-", "[null]"),
    ("2001-12-14", #""2001-12-14""#), ("2001-12-14t21:59:43.10-05:00", #""2001-12-14t21:59:43.10-05:00""#),
    ("1.2.3", #""1.2.3""#), ("=", #""=""#), ("<<", #""<<""#), ("a: ", #"{"a":null}"#),
  ]) func `plain scalars have the values of the core schema`(text: String, expected: String) {
    #expect(yaml(text).result == expected)
    #expect(yaml(text).diagnostics.isEmpty)
  }

  @Test(arguments: [".inf", "-.Inf", "+.INF", ".nan", ".NaN"])
  func `numbers without a form in JSON are strings, with a warning at their location`(text: String) {
    let reading = yaml("a: [1, \(text)]")
    #expect(reading.json == "{\"a\":[1,\"\(text)\"]}")
    #expect(reading.diagnostics.map(\.code) == ["number-beyond-json"])
    #expect(reading.diagnostics.first?.location.column == 8)
    #expect(reading.diagnostics.first?.pointer == "#/a/1")
  }

  @Test func `hexadecimal numbers are exact up to 2048 digits`() {
    let digits = String(repeating: "F", count: 2048)
    #expect(yaml("0x" + digits).json?.count == 2467)
    #expect(yaml("0x" + digits + "F").json == "\"0x\(digits)F\"")
  }

  @Test(arguments: [
    ("a b\n  c\n\n\n  d", #""a b c\n\nd""#),
    ("a: b\n c\n  d\ne: f", #"{"a":"b c d","e":"f"}"#),
    ("a: b   \n \t\n  c", #"{"a":"b\nc"}"#),
    ("- a\n  - b", #"["a - b"]"#),
    ("a: 12\n  34", #"{"a":"12 34"}"#),
    ("a: b:c d::e -f ?g", #"{"a":"b:c d::e -f ?g"}"#),
    ("a: ünï…\nü: 1", #"{"a":"ünï…","ü":1}"#),
  ]) func `plain scalars continue over lines`(text: String, expected: String) {
    #expect(yaml(text).result == expected)
  }

  @Test(arguments: [
    (#""a\tb\n\"\\\/ \x41\u00e9\U0001F600\e""#, #""a\tb\n\"\\/ Aé😀\u001b""#),
    (#""\ud83d\ude00""#, #""😀""#),
    (#""\0\a\b\v\f\r\N\_\L\P""#, "\"\\u0000\\u0007\\u0008\\u000b\\u000c\\r\u{85}\u{A0}\u{2028}\u{2029}\""),
    ("\"a  \n  b\n\n  c\\\n   d \\\n  \\ e\"", #""a b\ncd  e""#),
    ("\"a\\t \n b\"", #""a\t b""#),
    ("'it''s'", #""it's""#),
    ("'a\\n''\n\n b '", #""a\\n'\nb ""#),
    ("''", #""""#),
    ("a: \"12\"\nb: 'true'\nc: \"\"", #"{"a":"12","b":"true","c":""}"#),
  ]) func `quoted scalars fold their lines and resolve their escapes`(text: String, expected: String) {
    #expect(yaml(text).result == expected)
  }

  @Test func `half a surrogate pair is warned about`() {
    let reading = yaml(#"a: "x\ud83dy""#)
    #expect(reading.json == #"{"a":"x�y"}"#)
    #expect(reading.diagnostics.map(\.code) == ["lone-surrogate"])
  }

  @Test(arguments: [
    ("a: |\n  x\n   y\n\n  z\nb: 1", #"{"a":"x\n y\n\nz\n","b":1}"#),
    ("a: |-\n  x\n\n\nb: 1", #"{"a":"x","b":1}"#),
    ("a: |+\n  x\n\n\nb: 1", #"{"a":"x\n\n\n","b":1}"#),
    ("a: >\n  x\n  y\n\n  z\n   w\n  v\n", #"{"a":"x y\nz\n w\nv\n"}"#),
    ("a: >-\n  x\n  y\n", #"{"a":"x y"}"#),
    ("a: |2\n   x\n  y\n", #"{"a":" x\ny\n"}"#),
    ("a: |+1 # c\n  x\n", #"{"a":" x\n"}"#),
    ("a:\n- |\n x\n- >\n y\n", #"{"a":["x\n","y\n"]}"#),
    ("- |\n  x: y # no comment\n  - z\n", #"["x: y # no comment\n- z\n"]"#),
    ("a: |\nb: 1", #"{"a":"","b":1}"#),
    ("a: |\n\n\n  x\n", #"{"a":"\n\nx\n"}"#),
    ("a: |\n  x", #"{"a":"x"}"#),
    ("a: |\n  \tx\n", #"{"a":"\tx\n"}"#),
    ("--- |\nx\ny\n", #""x\ny\n""#),
    ("a:\n  b: |\n    x\n  # comment\n  c: 1", #"{"a":{"b":"x\n","c":1}}"#),
  ]) func `block scalars keep or fold their lines`(text: String, expected: String) {
    #expect(yaml(text).result == expected)
  }

  @Test(arguments: [
    ("!!str 12", #""12""#), ("! 12", #""12""#), ("!!int \"3\"", "3"), ("!!float 1", "1"), ("!!null ''", "null"),
    ("!!bool \"true\"", "true"), ("!<tag:yaml.org,2002:str> 1", #""1""#), ("!!str", #""""#),
    ("!!map {a: 1}", #"{"a":1}"#),
    ("!!seq\n- 1", "[1]"), ("!!set {a, b}", #"{"a":null,"b":null}"#), ("!!timestamp 2001-01-01", #""2001-01-01""#),
    ("%TAG !y! tag:yaml.org,2002:\n---\n!y!str 1", #""1""#), ("!!binary aGk=", #""aGk=""#),
  ]) func `tags of the core schema decide the type`(text: String, expected: String) {
    #expect(yaml(text).result == expected)
    #expect(yaml(text).diagnostics.isEmpty)
  }

  @Test func `other tags are ignored, with a warning`() {
    let reading = yaml("a: !ref b\nc: !x {d: !y 1}")
    #expect(reading.json == #"{"a":"b","c":{"d":1}}"#)
    #expect(
      reading.diagnostics.map { "\($0.code) \($0.pointer)" } == [
        "unknown-tag #/a", "unknown-tag #/c", "unknown-tag #/c/d",
      ])
  }
}
