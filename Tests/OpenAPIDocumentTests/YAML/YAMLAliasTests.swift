import OpenAPIDocument
import Testing

@Suite struct YAMLAliasTests {
  @Test(arguments: [
    ("a: &x 1\nb: *x", #"{"a":1,"b":1}"#),
    ("a: &x\n  c: [1, 2]\nb: *x\nd: [*x]", #"{"a":{"c":[1,2]},"b":{"c":[1,2]},"d":[{"c":[1,2]}]}"#),
    ("&k a: 1\nb: *k\n*k : 2", #"{"a":1,"b":"a"}"#),
    ("- &x a\n- &x b\n- *x", #"["a","b","b"]"#),
    ("a: &x\nb: *x", #"{"a":null,"b":null}"#),
    ("&all\na: &b !!str 1\nc: *b", #"{"a":"1","c":"1"}"#),
    ("[&x {a: &y 1}, *x, *y]", #"[{"a":1},{"a":1},1]"#),
    ("a: &x-1.2:z 1\nb: *x-1.2:z", #"{"a":1,"b":1}"#),
  ]) func `an alias is the value that its anchor names`(text: String, expected: String) {
    #expect(yaml(text).result == expected)
  }

  @Test(arguments: [
    ("- &a {x: 1, y: 2}\n- <<: *a\n  z: 3", #"{"x":1,"y":2,"z":3}"#),
    ("- &a {x: 1, y: 2}\n- z: 3\n  <<: *a\n  y: 4", #"{"z":3,"x":1,"y":4}"#),
    ("- [&a {x: 1}, &b {x: 2, y: 3}]\n- <<: [*a, *b]", #"{"x":1,"y":3}"#),
    ("- &a {x: 1}\n- {<<: *a, <<: {y: 2}, z: 3}", #"{"x":1,"y":2,"z":3}"#),
    ("- &a {x: 1}\n- &b\n  <<: *a\n  y: {z: 1}\n- <<: *b\n  w: 1", #"{"x":1,"y":{"z":1},"w":1}"#),
    ("- {}\n- <<: {}\n  a: 1", #"{"a":1}"#),
  ]) func `a merge key adds the members that the object doesn't have itself`(text: String, expected: String) throws {
    let root = try #require(yaml(text).root, "\(yaml(text).error)")
    #expect(root[root.count - 1]?.compactText == expected)
    #expect(yaml(text).diagnostics.isEmpty)
  }

  @Test func `anchors inside of merged objects still name their values`() {
    let text = "a:\n  b: &b {c: &c [1]}\n  <<: &m {d: &d 2, e: {f: &f 3}}\n  b2: *b\nz: [*b, *c, *m, *d, *f]"
    #expect(
      yaml(text).result
        == #"{"a":{"b":{"c":[1]},"d":2,"e":{"f":3},"b2":{"c":[1]}},"z":[{"c":[1]},[1],{"d":2,"e":{"f":3}},2,3]}"#)
  }

  @Test func `a merged member is located where it was written`() throws {
    let root = try #require(yaml("base: &b\n  x: 1\nother:\n  y: 2\n  <<: *b\n").root)
    let member = try #require(root.resolve(pointer: "#/other/x"))
    #expect(member.pointer == "#/other/x")
    #expect(member.location == FileLocation(file: "a.yaml", line: 2, column: 3))
  }

  @Test(arguments: [
    ("a: *x", "1:4 There is no anchor &x before this alias"),
    ("a: [*a]", "1:5 There is no anchor &a before this alias"),
    ("&a [*a]", "1:5 This alias is inside the value that it refers to, so that value would never end"),
    ("a: &x\n  b: {c: *x}", "2:10 This alias is inside the value that it refers to, so that value would never end"),
    ("a: &x &y 1", "1:7 A value can have one anchor only"),
    ("a: &x\n  &y 1", "2:3 A value can have one anchor only"),
    ("- &x 1\n- &y *x", "2:3 An alias can't have an anchor or a tag"),
    ("- &x [1]\n- *x : 1", "2:3 A list or object can't be a key: keys are strings"),
    ("<<: 1", "1:5 The value of << must be an object or a list of objects"),
    ("a: & b", "1:4 A name must follow '&' directly"),
  ]) func `an incorrect anchor or alias is refused at its location`(text: String, expected: String) {
    #expect(yaml(text).result == expected)
  }

  @Test func `aliases that multiply are refused before they are expanded`() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...12 {
      let aliases = [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    let reading = yaml(text)
    #expect(reading.diagnostics.map(\.code) == ["alias-expansion"])
    #expect(reading.diagnostics.first?.location.line == 7)
  }

  @Test func `so are merge keys`() {
    var text = "a0: &a0 {" + (0..<1000).map { "k\($0): 1" }.joined(separator: ", ") + "}\n"
    for level in 1...3000 { text += "a\(level): {<<: *a0}\n" }
    #expect(yaml(text).diagnostics.map(\.code) == ["alias-expansion"])
  }

  @Test func `the values of aliases count towards the depth`() {
    let text = "- &a [[[1]]]\n- [[*a]]\n"
    #expect(yaml(text, maximumDepth: 6).json == "[[[[1]]],[[[[[1]]]]]]")
    #expect(yaml(text, maximumDepth: 5).diagnostics.map(\.code) == ["yaml-too-deep"])
  }
}
