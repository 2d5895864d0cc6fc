import OpenAPIDocument
import Testing

@Suite struct YAMLStructureTests {
  @Test(arguments: [
    ("a: 1\nb: 2\n", #"{"a":1,"b":2}"#),
    ("a:\n  b:\n    c: 1\n  d: 2\ne: 3", #"{"a":{"b":{"c":1},"d":2},"e":3}"#),
    ("- 1\n- - 2\n  - 3\n-\n  - 4", "[1,[2,3],[4]]"),
    ("a:\n- 1\n- 2\nb: 3", #"{"a":[1,2],"b":3}"#),
    ("a:\n  - 1\n  - 2\nb: 3", #"{"a":[1,2],"b":3}"#),
    ("- a: 1\n  b: 2\n- c: 3", #"[{"a":1,"b":2},{"c":3}]"#),
    ("-   a: 1\n    b: 2", #"[{"a":1,"b":2}]"#),
    ("a:\n    b:\n     c: 1", #"{"a":{"b":{"c":1}}}"#),
    ("a:\nb:\n", #"{"a":null,"b":null}"#),
    ("- \n-\n- x", #"[null,null,"x"]"#),
    ("? a\n: 1\n? b\n? |\n  c\n: - 2\n", #"{"a":1,"b":null,"c\n":[2]}"#),
    ("  a: 1\n  b: 2", #"{"a":1,"b":2}"#),
    ("scalar", #""scalar""#),
    ("\"a b\": 1\n'c d' : 2\ne f: 3", #"{"a b":1,"c d":2,"e f":3}"#),
    ("a:b: 1\nhttp://x/y: 2\n-c: 3", #"{"a:b":1,"http://x/y":2,"-c":3}"#),
    ("200: a\ntrue: b\n~: c\n0x1F: d\nnull: e", #"{"200":"a","true":"b","~":"c","0x1F":"d","null":"e"}"#),
  ]) func `block collections nest by their columns`(text: String, expected: String) {
    #expect(yaml(text).result == expected)
  }

  @Test(arguments: [
    ("{a: 1, b: [2, {c: d}], }", #"{"a":1,"b":[2,{"c":"d"}]}"#),
    ("a: [1,\n  2,\n  [3]]\nb: {}", #"{"a":[1,2,[3]],"b":{}}"#),
    ("a: [\n  1\n]\nb: {\n  c: 2\n}", #"{"a":[1],"b":{"c":2}}"#),
    ("[a: 1, \"b\":2, ? c : 3, d]", #"[{"a":1},{"b":2},{"c":3},"d"]"#),
    ("{a, b: , \"c\":1, 'd':2, e:f}", #"{"a":null,"b":null,"c":1,"d":2,"e:f":null}"#),
    ("{a:\n  1, # one\n  b\n  : 2}", #"{"a":1,"b":2}"#),
    ("[http://a/b?c=d#e, a-b, a b,\n a\n b]", #"["http://a/b?c=d#e","a-b","a b","a b"]"#),
    ("[[], {}, [[]]]", "[[],{},[[]]]"),
    ("\t{ \"a\":\t[ 1 ] }", #"{"a":[1]}"#),
  ]) func `flow collections need no columns`(text: String, expected: String) {
    #expect(yaml(text).result == expected)
  }

  @Test func `comments start after a space or on lines of their own`() {
    let text = "# first\na: 1 # one\n  # deep\nb: x#y\n# shallow\nc: # three\n  # inner\n  3\nd: 'a # b' # c\n#last"
    #expect(yaml(text).result == #"{"a":1,"b":"x#y","c":3,"d":"a # b"}"#)
  }

  @Test func `lines end with a line feed, a carriage return, or both`() {
    let expected = #"{"a":"x y","b":"1\n2\n","c":[3]}"#
    let text = "a: x\n  y\nb: |\n  1\n  2\nc:\n- 3\n"
    for lineBreak in ["\n", "\r\n", "\r"] {
      #expect(yaml(text.replacing("\n", with: lineBreak)).result == expected)
    }
  }

  @Test func `a file contains one document, with or without markers`() {
    for text in [
      "a: 1", "---\na: 1\n", "%YAML 1.2\n---\na: 1\n...\n", "# c\n--- # d\na: 1\n...\n# e\n", "--- {a: 1}\n---\n",
    ] {
      #expect(yaml(text).result == #"{"a":1}"#)
    }
    #expect(yaml("--- a\n").result == #""a""#)
    let second = yaml("a: 1\n---\nb: 2\n")
    #expect(second.root == nil)
    #expect(second.diagnostics.map(\.code) == ["several-documents"])
    #expect(second.error.hasPrefix("2:1 A second document starts here"))
    #expect(yaml("").error == "1:1 The file is empty")
    #expect(yaml("# nothing\n\n").error == "3:1 The file is empty")
  }

  @Test func `a stream has a value for each document`() {
    #expect(
      yamlStream("a\n---\nb: 1\n...\n%TAG ! tag:x,1:\n---\n!y c\n---\n") == [#""a""#, #"{"b":1}"#, #""c""#, "null"])
    #expect(yamlStream("") == [])
    #expect(yamlStream("&a x\n---\n*a") == ["There is no anchor &a before this alias"])
  }
}
