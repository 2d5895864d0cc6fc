// The values in forms and header fields are all texts; the type that reads one decides what it stands for.

extension JSONReader {
  /// Creates a reader of values that are texts, whatever their types.
  init(texts: JSONValue, from source: JSONArena.TextSource) throws(JSONError) {
    let parsed = try JSONParser.parse(JSONWriter.document(texts).bytes)
    arena = JSONArena(
      bytes: parsed.bytes, nodes: parsed.nodes, depth: parsed.depth, largeTexts: [], textSource: source)
    index = 0
  }

  /// The value that a text stands for if a number, a boolean, an array or an object is read; nil in JSON.
  @inline(__always)  // One of three that save 1 to 2 % of reading and 1 % of writing: Sources/Benchmarks/README.md.
  func value(ofText kind: JSONKind) -> JSONReader? {
    guard let source = arena.textSource else { return nil }
    return value(ofText: kind, from: source)
  }

  private func value(ofText kind: JSONKind, from source: JSONArena.TextSource) -> JSONReader? {
    guard index >= 0, self.kind == .string else { return nil }
    let text = arena.text(of: arena.nodes[index])
    guard let value = Self.value(of: text, as: kind, source) else { return nil }
    return try? JSONReader(texts: value, from: source)
  }

  private static func value(of text: String, as kind: JSONKind, _ source: JSONArena.TextSource) -> JSONValue? {
    if let value = try? JSONValue(jsonString: text), value.kind == kind { return value }
    switch kind {
    case .array where source == .headers:
      return .array(elements(text).map(JSONValue.string))
    case .array:
      return .array([.string(text)])
    case .object where source == .headers:
      return .object(members(of: elements(text)))
    default: return nil
    }
  }

  /// The elements of a header's list (RFC 9110, section 5.6.1).
  private static func elements(_ text: String) -> [String] {
    text.split(separator: ",").map { element in
      let trimmed = element.drop { $0 == " " || $0 == "\t" }
      return String(trimmed.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }.filter { !$0.isEmpty }
  }

  /// `R=100,G=200` or `R,100,G,200`.
  private static func members(of elements: [String]) -> JSONObject {
    var object = JSONObject()
    if elements.allSatisfy({ $0.contains("=") }) {
      for element in elements {
        let halves = element.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        object[String(halves[0])] = .string(String(halves[1]))
      }
    } else {
      for position in stride(from: 0, to: elements.count - 1, by: 2) {
        object[elements[position]] = .string(elements[position + 1])
      }
    }
    return object
  }
}
