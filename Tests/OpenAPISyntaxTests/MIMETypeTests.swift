import OpenAPISyntax
import Testing

@Suite struct MIMETypeTests {
  @Test func `type, subtype and parameters are read in any case`() throws {
    let type = try #require(MIMEType(#" Application/JSON ; Charset="utf-8" ;boundary="a;b\"c" ; flag"#))
    #expect(type.essence == "application/json")
    #expect(type["charset"] == "utf-8")
    #expect(type["boundary"] == #"a;b"c"#)
    #expect(type["flag"] == nil)
  }

  @Test(arguments: ["", "json", "/json", "text/", "a/b/c", ";a=b"])
  func `a text without type and subtype is not a media type`(_ text: String) {
    #expect(MIMEType(text) == nil)
  }

  @Test(arguments: [
    ("application/json", true, false), ("application/problem+json", true, false), ("text/json", true, false),
    ("application/jsonl", false, true), ("application/x-ndjson", false, true), ("application/json-seq", false, true),
    ("application/geo+json-seq", false, true), ("application/stream+json", false, true), ("text/plain", false, false),
  ])
  func `JSON values and sequences of them are told apart`(_ text: String, _ isJSON: Bool, _ isLines: Bool) throws {
    let type = try #require(MIMEType(text))
    #expect(type.isJSON == isJSON)
    #expect(type.isJSONLines == isLines)
  }

  @Test(arguments: [
    ("image/png", "*/*", 1), ("image/png", "image/*", 2), ("image/png", "image/png", 3), ("image/png", "image/jpeg", 0),
    ("image/png", "text/*", 0), ("text/a; x=1", "text/a; X=1", 4), ("text/a; x=2", "text/a; x=1", 3),
  ])
  func `a range is the more specific the more of the type it names`(_ type: String, _ range: String, _ specificity: Int)
    throws
  {
    #expect(try #require(MIMEType(type)).specificity(of: try #require(MIMEType(range))) == specificity)
  }
}

@Suite struct FieldValueTests {
  @Test func `separators in quotes don't split`() {
    #expect(FieldValue.split(#" a ;"b;\";c" ; d"#, at: UInt8(ascii: ";")) == ["a", #""b;\";c""#, "d"])
    #expect(FieldValue.split("", at: UInt8(ascii: ",")) == [""])
  }

  @Test func `spaces and tabs around a value are not part of it`() {
    #expect(FieldValue.trimmed(" \t a b \t") == "a b")
    #expect(FieldValue.trimmed(" \t ") == "")
  }

  @Test func `quotes are removed and their escapes resolved`() {
    #expect(FieldValue.unquoted(#""a\"b\\c""#) == #"a"b\c"#)
    #expect(FieldValue.unquoted("plain") == "plain")
    #expect(FieldValue.unquoted("\"") == "\"")
  }
}
