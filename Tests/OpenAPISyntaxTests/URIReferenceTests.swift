import OpenAPISyntax
import Testing

@Suite struct URIReferenceTests {
  @Test func `a reference is split into its parts`() {
    let reference = URIReference("HTTPS://user@host:8080/a/b?c=d?e#f#g")
    #expect(reference.scheme == "https")
    #expect(reference.authority == "user@host:8080")
    #expect(reference.path == "/a/b")
    #expect(reference.query == "c=d?e")
    #expect(reference.fragment == "f#g")
    #expect(URIReference("a:b/c").scheme == "a")
    #expect(URIReference("1a:b").scheme == nil)
    #expect(URIReference("./a:b").path == "./a:b")
  }

  @Test func `a combining mark after a slash does not hide it`() {
    let reference = URIReference("https://evil.example/\u{338}@good.example/")
    #expect(reference.authority == "evil.example")
  }

  /// RFC 3986, sections 5.4.1 and 5.4.2.
  @Test(arguments: [
    ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"),
    ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d;p?q"),
    ("g#s", "http://a/b/c/g"), (";x", "http://a/b/c/;x"), ("g;x", "http://a/b/c/g;x"), ("", "http://a/b/c/d;p?q"),
    (".", "http://a/b/c/"), ("./", "http://a/b/c/"), ("..", "http://a/b/"), ("../", "http://a/b/"),
    ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../", "http://a/"), ("../../g", "http://a/g"),
    ("../../../g", "http://a/g"), ("../../../../g", "http://a/g"), ("/./g", "http://a/g"), ("/../g", "http://a/g"),
    ("g.", "http://a/b/c/g."), (".g", "http://a/b/c/.g"), ("g..", "http://a/b/c/g.."), ("..g", "http://a/b/c/..g"),
    ("./../g", "http://a/b/g"), ("./g/.", "http://a/b/c/g/"), ("g/./h", "http://a/b/c/g/h"),
    ("g/../h", "http://a/b/c/h"), ("g;x=1/./y", "http://a/b/c/g;x=1/y"), ("g;x=1/../y", "http://a/b/c/y"),
    ("g?y/./x", "http://a/b/c/g?y/./x"), ("g?y/../x", "http://a/b/c/g?y/../x"), ("http:g", "http:g"),
  ])
  func `references are resolved as in the RFC's examples`(_ reference: String, _ result: String) {
    #expect(URIReference("http://a/b/c/d;p?q").resolve(reference).withoutFragment == result)
  }

  @Test func `a base without a path gets a slash`() {
    #expect(URIReference("http://a").resolve("g").withoutFragment == "http://a/g")
    #expect(URIReference("urn:x:y").resolve("#z").withoutFragment == "urn:x:y")
  }
}

@Suite struct FilePathTests {
  @Test(arguments: [
    ("a/./b", "a/b"), ("a//b/", "a/b"), ("a/../b", "b"), ("../a", "../a"), ("../../a/..", "../.."), ("a/..", "."),
    ("", "."), (".", "."), ("/..", "/"), ("/../a", "/a"), ("/a/../..", "/"), ("a/../../b", "../b"),
  ])
  func `dots are resolved as far as they can be`(_ path: String, _ result: String) {
    #expect(FilePath.normalized(path) == result)
  }

  @Test func `folder and name are the two parts of a path`() {
    #expect(FilePath.folder(of: "a/b/c") == "a/b")
    #expect(FilePath.folder(of: "c") == ".")
    #expect(FilePath.folder(of: "/c") == "/")
    #expect(FilePath.name(of: "a/b/c") == "c")
    #expect(FilePath.join("a", "b") == "a/b")
    #expect(FilePath.join("a/", "b") == "a/b")
    #expect(FilePath.join(".", "b") == "b")
    #expect(FilePath.join("a", "/b") == "/b")
  }
}
