import Foundation
import OpenAPIDocument
import Testing

/// The result of reading a YAML text.
struct YAMLReading {
  var root: JSONNode?
  var diagnostics: [Diagnostic]

  /// The value as JSON; nil if it can't be read.
  var json: String? { root?.compactText }

  /// The value as JSON, or `line:column message` of the first diagnostic.
  var result: String { json ?? error }

  /// `line:column message` of the first diagnostic.
  var error: String {
    diagnostics.first.map { "\($0.location.line):\($0.location.column) \($0.message)" } ?? "no diagnostic"
  }
}

/// Reads one document.
func yaml(_ text: String, maximumDepth: Int = 512) -> YAMLReading { yaml(Array(text.utf8), maximumDepth: maximumDepth) }

/// Reads one document.
func yaml(_ bytes: [UInt8], maximumDepth: Int = 512) -> YAMLReading {
  var diagnostics = Diagnostics()
  let tree = JSONTree.parseYAML(bytes, file: "a.yaml", maximumDepth: maximumDepth, diagnostics: &diagnostics)
  return YAMLReading(root: tree?.root, diagnostics: diagnostics.all)
}

/// All documents of a stream as JSON; the messages if it can't be read.
func yamlStream(_ text: String) -> [String] {
  var diagnostics = Diagnostics()
  let trees = JSONTree.parseYAMLStream(Array(text.utf8), file: "a.yaml", diagnostics: &diagnostics)
  return trees?.map(\.root.compactText) ?? diagnostics.all.map(\.message)
}
