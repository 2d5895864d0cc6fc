import OpenAPIDocument
import OpenAPISyntax

/// Reads JSON text, and writes it in a canonical form.
enum JSONText {
  /// The value of a text, nil if it is not JSON.
  static func parse(_ text: String, file: String = "value") -> JSONNode? {
    var diagnostics = Diagnostics()
    return JSONTree.parse(Array(text.utf8), file: file, diagnostics: &diagnostics)?.root
  }

  /// A text whose bytes are the same for equal values only: members are sorted, and numbers have one form.
  static func canonical(_ node: JSONNode) -> String {
    switch node.kind {
    case .null, .bool, .string: return node.compactText
    case .number: return node.numberText.flatMap { ExactDecimal($0) }?.canonical ?? ""
    case .array: return "[" + node.elements.map(canonical).joined(separator: ",") + "]"
    case .object:
      let members = node.members.map { JSONEscapes.quoted($0.key) + ":" + canonical($0.value) }
      return "{" + members.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined(separator: ",") + "}"
    }
  }
}
