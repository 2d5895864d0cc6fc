import Foundation
import OpenAPIDocument
import Testing

@Suite struct `JSONPath queries` {
  // MARK: Selecting

  /// The values that a query selects, as compact JSON.
  private func select(_ query: String, in text: String) throws -> [String] {
    let root = try #require(parse(text).root)
    let path = try JSONPath(query)
    return try #require(path.select(in: root)).map(\.compactText)
  }

  private static let store = """
    { "books": [
        { "title": "Sand", "price": 8.95, "tags": ["sea", "old"] },
        { "title": "Snow", "price": 12, "isbn": "0-1" },
        { "title": "Rain", "price": 22.99, "isbn": "0-2", "tags": [] } ],
      "limit": 12.0, "a-b": { "": 1, "ü": 2 } }
    """

  @Test(arguments: [
    ("$.books[0].title", [#""Sand""#]),
    ("$.books[-1]['title']", [#""Rain""#]),
    ("$.books[1:].title", [#""Snow""#, #""Rain""#]),
    ("$.books[::-1].title", [#""Rain""#, #""Snow""#, #""Sand""#]),
    ("$['a-b']['', \"\\u00fc\"]", ["1", "2"]),
    ("$['a-b'].ü", ["2"]),
    ("$..title", [#""Sand""#, #""Snow""#, #""Rain""#]),
    ("$..tags.*", [#""sea""#, #""old""#]),
    ("$.books[?@.isbn].title", [#""Snow""#, #""Rain""#]),
    ("$.books[?!@.isbn].title", [#""Sand""#]),
    ("$.books[?@.price == $.limit].title", [#""Snow""#]),
    ("$.books[?@.price >= 12 && !(@.title == 'Rain')].title", [#""Snow""#]),
    ("$.books[?@.price < 9 || @['isbn'] == \"0-2\"].title", [#""Sand""#, #""Rain""#]),
    ("$.books[?@.tags[?@ == 'old']].title", [#""Sand""#]),
    ("$.books[?length(@.tags) == 0].title", [#""Rain""#]),
    ("$.books[?count(@.*) == 4].title", [#""Rain""#]),
    ("$.books[?value(@..[1]) == 'old'].title", [#""Sand""#]),
    ("$.books[?match(@.title, 'S.*')].title", [#""Sand""#, #""Snow""#]),
    ("$.books[?search(@.title, '[no]+w')].title", [#""Snow""#]),
    ("$.books[?@.tags == @.tags].title", [#""Sand""#, #""Snow""#, #""Rain""#]),
    ("$.books[0, 0].price", ["8.95", "8.95"]),
    ("$.nothing..here", []),
  ])
  func `a query selects`(_ query: String, _ expected: [String]) throws {
    #expect(try select(query, in: Self.store) == expected)
  }

  @Test func `strings are compared by their bytes`() throws {
    #expect(try select("$['é']", in: "{\"e\\u0301\": 1, \"\\u00e9\": 2}") == ["2"])
  }

  @Test func `numbers are compared exactly`() throws {
    #expect(
      try select("$[?@ < 9007199254740993]", in: "[9007199254740992, 9007199254740993, -1e400, 1e-400]")
        == ["9007199254740992", "-1e400", "1e-400"])
    #expect(try select("$[?@ == 100]", in: "[1e2, 100.0, 1E+2, 100.01]") == ["1e2", "100.0", "1E+2"])
  }

  @Test func `a query that selects the same values over and over is stopped`() throws {
    let deep = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
    let root = try #require(parse(deep).root)
    #expect(try JSONPath("$" + String(repeating: "..*", count: 20)).select(in: root) == nil)
  }

  // MARK: Mistakes

  @Test(arguments: [
    ("", 0), ("paths", 0), ("$ ", 1), ("$.", 2), ("$.a-b", 3), ("$.1", 2), ("$..", 3), ("$[", 2), ("$['a'", 1),
    ("$['a", 2), ("$[a]", 2), ("$[01]", 2), ("$[-0]", 2), ("$[9007199254740992]", 2), ("$['\\x']", 3),
    ("$['\\ud800']", 3), ("$[?@.a==]", 8), ("$[?@.a=1]", 6), ("$[?1]", 3), ("$[?@.a == yes]", 10),
    ("$[?lenght(@.a) == 1]", 3), ("$[?length(@.*) == 1]", 10), ("$[?length(@.a)]", 3), ("$[?count('a') == 1]", 9),
    ("$[?match(@.a, 'a') == true]", 3), ("$[?@.* == 1]", 3), ("$[?(@.a]", 7), ("$[?match(@.a)]", 3),
  ])
  func `text that is not a query is refused at the location of the mistake`(_ query: String, _ offset: Int) {
    do throws(JSONPath.SyntaxError) {
      _ = try JSONPath(query)
      Issue.record("\(query) was taken")
    } catch {
      #expect(error.offset == offset, "\(error.message)")
      #expect(!error.message.isEmpty && !error.message.hasSuffix("."))
    }
  }

  @Test func `deep nesting is refused`() {
    for query in [
      "$[?" + String(repeating: "(", count: 100_000), "$" + String(repeating: "[?@", count: 100_000),
      "$[?" + String(repeating: "length(", count: 100_000),
    ] {
      #expect(throws: JSONPath.SyntaxError.self) { try JSONPath(query) }
    }
  }

  // MARK: Regular expressions

  @Test(arguments: [
    ("a.c", "abc", true), ("a.c", "a\\nc", false), ("a|bc", "bc", true), ("(ab)+", "abab", true),
    ("(ab)+", "aba", false),
    ("[^a-c]", "d", true), ("[^a-c]", "b", false), ("[a-]", "-", true), ("[\\\\]x]+", "]x", true),
    ("x{2,3}", "xx", true),
    ("x{2,3}", "xxxx", false), ("x{2}", "xxx", false), ("x{2,}", "xxxxx", true), ("\\\\p{Lu}\\\\P{L}", "Ä1", true),
    ("\\\\p{L}", "ж", true), ("", "", true), ("()*", "", true), ("(a*)*b", "aaab", true), ("\\\\.\\\\-", ".-", true),
    ("a$", "a", true), ("^a", "a", true), ("🙂", "🙂", true),
    // These are not I-Regexp, so they match nothing.
    ("\\\\d", "1", false), ("(?i)a", "a", false), ("a**", "a", false), ("[", "[", false), ("x{3,2}", "xxx", false),
    ("\\\\p{Greek}", "α", false), ("a{20000}", "a", false),
  ])
  func `a pattern matches a whole text`(_ pattern: String, _ text: String, _ isMatch: Bool) throws {
    let selected = try select("$[?match(@, '\(pattern)')]", in: "[\"\(text)\"]")
    #expect(selected.isEmpty != isMatch)
  }

  @Test func `no pattern takes long`() throws {
    let text = String(repeating: "a", count: 5_000) + "!"
    for pattern in ["(a*)*(a*)*b", "(a|a)*b", "(a?){200}a{200}b", "(.*.*.*)*=x"] {
      #expect(try select("$[?match(@, '\(pattern)')]", in: "[\"\(text)\"]").isEmpty)
    }
  }

  // MARK: The compliance suite

  private static let suite = Corpus.folder.deletingLastPathComponent().appending(path: "jsonpath/cts.json")

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: suite.path(percentEncoded: false)),
      "The suite is not beside the checkout (../shared/corpus/jsonpath)."))
  func `the compliance suite of RFC 9535 passes`() throws {
    var diagnostics = Diagnostics()
    let tree = try #require(
      JSONTree.parse([UInt8](Data(contentsOf: Self.suite)), file: "cts.json", diagnostics: &diagnostics))
    let tests = try #require(tree.root["tests"])
    #expect(tests.count >= 700)
    for test in tests.elements {
      let name = test["name"]?.string ?? ""
      let selector = try #require(test["selector"]?.string)
      guard test["invalid_selector"]?.bool != true else {
        #expect(throws: JSONPath.SyntaxError.self, "\(name): \(selector)") { try JSONPath(selector) }
        continue
      }
      // Parsed by itself, so that the document is a root.
      let text = try #require(test["document"]).compactText
      let document = try #require(parse(text).root)
      let query = try JSONPath(selector)
      let selected = try #require(query.select(in: document), "\(name)")
      let values = test["results"].map { Array($0.elements) } ?? [test["result"]].compactMap { $0 }
      let paths = test["results_paths"].map { Array($0.elements) } ?? [test["result_paths"]].compactMap { $0 }
      var isExpected = false
      for (value, path) in zip(values, paths) {
        let nodes = try path.elements.flatMap { try JSONPath($0.string ?? "").select(in: document) ?? [] }
        let isEqual = zip(selected, value.elements).allSatisfy { $0.isEqual(to: $1) }
        if nodes == selected, isEqual, value.count == selected.count { isExpected = true }
      }
      #expect(isExpected, "\(name): \(selector) gives \(selected.map(\.compactText))")
    }
  }
}
