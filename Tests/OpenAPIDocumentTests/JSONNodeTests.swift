import OpenAPIDocument
import Testing

@Suite struct JSONNodeTests {
  @Test func `members keep their order and a repeated key is reported and left out`() throws {
    let result = parse("{\"b\":1,\n \"a\":{\"b\":0},\n \"b\":2, \"\\u0062\":3}")
    let root = try #require(result.root)
    #expect(root.members.map(\.key) == ["b", "a"])
    #expect(root.count == 2)
    #expect(root["b"]?.int == 1)
    #expect(result.diagnostics.map(\.code) == ["duplicate-key", "duplicate-key"])
    #expect(result.diagnostics.first?.location == FileLocation(file: "a.json", line: 3, column: 2))
    #expect(result.diagnostics.first?.pointer == "#/b")
  }

  @Test func `keys are told apart by their bytes`() throws {
    let root = try #require(parse("{\"\u{E9}\":1,\"e\u{301}\":2}").root)
    #expect(root.count == 2)
    #expect(root["\u{E9}"]?.int == 1)
    #expect(root["e\u{301}"]?.int == 2)
  }

  @Test func `the same key in inner objects is not repeated`() {
    #expect(parse(#"{"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}]}"#).diagnostics.isEmpty)
  }

  @Test func `values of another kind are nil`() throws {
    let root = try #require(parse(#"[1,"1",true,null,{"a":1}]"#).root)
    #expect(root["a"] == nil)
    #expect(root[5] == nil)
    #expect(root[-1] == nil)
    #expect(root.members.isEmpty)
    #expect(root.string == nil && root.int == nil && root.bool == nil && root.double == nil)
    #expect(root[4]?.elements.isEmpty == true)
    #expect(root[0]?.string == nil && root[1]?.int == nil && root[2]?.numberText == nil)
    #expect(root.elements.map(\.kind) == [.number, .string, .bool, .null, .object])
    #expect(root[4]?[0] == nil)
  }

  @Test(
    arguments: [
      ("0", 0), ("-0", 0), ("1.0", 1), ("1e2", 100), ("120e-1", 12), ("9223372036854775807", Int.max),
      ("-9223372036854775808", Int.min), ("0e999999999999", 0), ("0.0", 0), ("1.50e1", 15),
    ])
  func `integral numbers that fit are integers`(_ text: String, _ value: Int) {
    #expect(parse(text).root?.int == value)
  }

  @Test(
    arguments: [
      "0.5", "1e-1", "9223372036854775808", "-9223372036854775809", "1e19", "1e400", "1e99999999999999999999",
      "123456789012345678901234567890",
    ])
  func `other numbers are not integers`(_ text: String) {
    let root = parse(text).root
    #expect(root?.int == nil)
    #expect(root?.numberText == text)
  }

  @Test func `doubles are the nearest ones, and nil beyond their range`() {
    #expect(parse("0.1").root?.double == 0.1)
    #expect(parse("9223372036854776000").root?.double == 0x1p63)
    #expect(parse("1e400").root?.double == nil)
  }

  @Test func `locations are those of keys, in UTF-8 bytes`() throws {
    let root = try #require(parse("{\r\n  \"é\\\"\\\\\": [ 1,\n\t{\"b\" : 2} ]}").root)
    let list = try #require(root["é\"\\"])
    #expect(list.location == FileLocation(file: "a.json", line: 2, column: 3))
    #expect(list.valueLocation == FileLocation(file: "a.json", line: 2, column: 13))
    #expect(list[0]?.location == FileLocation(file: "a.json", line: 2, column: 15))
    #expect(list[1]?.location == FileLocation(file: "a.json", line: 3, column: 2))
    #expect(list[1]?["b"]?.location == FileLocation(file: "a.json", line: 3, column: 3))
    #expect(list[1]?["b"]?.valueLocation == FileLocation(file: "a.json", line: 3, column: 9))
    #expect(root.location == FileLocation(file: "a.json", line: 1, column: 1))
    #expect(parse("\u{FEFF} 1").root?.location == FileLocation(file: "a.json", line: 1, column: 2))
  }

  @Test func `pointers lead back to their values`() throws {
    let text = #"{"a/b":[{"c~d":[0,[true,"x"]]},{}],"":{"":null},"é %25":1,"0":{"1":2}}"#
    let root = try #require(parse(text).root)
    var stack = [root]
    var count = 0
    while let node = stack.popLast() {
      count += 1
      #expect(root.resolve(pointer: node.pointer.replacing("%", with: "%25")) == node)
      #expect(root.resolve(pointer: String(node.pointer.dropFirst())) == node)
      stack += node.elements
      stack += node.members.map(\.value)
      for child in Array(node.elements) + node.members.map(\.value) { #expect(child.parent == node) }
    }
    #expect(count == 14)
    #expect(root["a/b"]?[0]?["c~d"]?[1]?[0]?.pointer == "#/a~1b/0/c~0d/1/0")
  }

  @Test func `pointers in fragments are percent-decoded, others are not`() throws {
    let root = try #require(parse(#"{"a b":1,"a%20b":2,"é":3,"x{y}":4,"%":5,"%zz":6}"#).root)
    #expect(root.resolve(pointer: "#/a%20b")?.int == 1)
    #expect(root.resolve(pointer: "/a%20b")?.int == 2)
    #expect(root.resolve(pointer: "#/%C3%A9")?.int == 3)
    #expect(root.resolve(pointer: "#/x%7By%7d")?.int == 4)
    #expect(root.resolve(pointer: "#/%")?.int == 5)
    #expect(root.resolve(pointer: "#/%zz")?.int == 6)
  }

  @Test(arguments: [
    "a", "#a", "/a/0/0", "/l/01", "/l/-", "/l/2", "/l/+1", "/l/", "/l/99999999999999999999", "/s/0", "/~0",
  ])
  func `pointers without a value give nil`(_ pointer: String) throws {
    let root = try #require(parse(#"{"a":{},"l":[1,2],"s":"text"}"#).root)
    #expect(root.resolve(pointer: pointer) == nil)
  }

  @Test(
    arguments: [
      ("1", "1.0", true), ("1e2", "100", true), ("0.10", "1e-1", true), ("-0", "0", true), ("1", "-1", false),
      ("123456789012345678901", "123456789012345678900", false), ("\"a\"", #""\u0061""#, true), ("1", "\"1\"", false),
      ("null", "false", false), (#"{"a":1,"b":[2]}"#, #"{"b":[2.0],"a":1}"#, true),
      (#"{"a":1}"#, #"{"a":1,"b":2}"#, false),
      (#"{"a":1,"b":2}"#, #"{"a":1}"#, false), (#"{"a":1}"#, #"{"b":1}"#, false), ("[1,2]", "[2,1]", false),
      ("[1]", "[1,2]", false), ("[]", "{}", false), ("true", "true", true), ("true", "false", false),
    ])
  func `values are equal as JSON`(_ left: String, _ right: String, _ isEqual: Bool) throws {
    let a = try #require(parse(left).root)
    let b = try #require(parse(right).root)
    #expect(a.isEqual(to: b) == isEqual)
    #expect(b.isEqual(to: a) == isEqual)
    let both = try #require(parse("[\(left),\(right)]").root)
    #expect(try #require(both[0]).isEqual(to: #require(both[1])) == isEqual)
  }

  @Test func `compact text keeps numbers and order, and drops space and needless escapes`() throws {
    let text =
      "{ \"b\" : [ 1.0 , 1e+5 ] , \"a\\u0041\\n\" : \"\\u00e9\\/\\\"\\u0001\", \"b\": 0, \"n\": null, \"t\": [true, false] }"
    let root = try #require(parse(text).root)
    #expect(root.compactText == #"{"b":[1.0,1e+5],"aA\n":"é/\"\u0001","n":null,"t":[true,false]}"#)
    #expect(parse(root.compactText).root?.isEqual(to: root) == true)
  }

  @Test func `nodes are equal by location, not by value`() throws {
    let root = try #require(parse("[1,1]").root)
    #expect(root[0] == root[0])
    #expect(root[0] != root[1])
    #expect(parse("1").root != parse("1").root)
    #expect(Set([root[0], root[1], root[0]]).count == 2)
  }
}
