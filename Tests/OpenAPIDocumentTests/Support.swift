import OpenAPIDocument
import Testing

/// What reading a document gave.
struct Reading {
  var document: Document?
  var diagnostics: [Diagnostic]
  /// The paths asked for, in order.
  var loaded: [String]

  var codes: [String] { diagnostics.map(\.code) }

  /// `line:column code` of each diagnostic.
  var locations: [String] { diagnostics.map { "\($0.location.line):\($0.location.column) \($0.code)" } }
}

/// Reads `text` as `openapi.json`, with other files beside it.
func read(
  _ text: String, root: String = "openapi.json", overlays: [String] = [], files: [String: String] = [:]
) -> Reading {
  var diagnostics = Diagnostics()
  var loaded: [String] = []
  let document = Document.read(
    root: root, overlays: overlays,
    load: { path in
      loaded.append(path)
      return path == root ? Array(text.utf8) : files[path].map { Array($0.utf8) }
    }, diagnostics: &diagnostics)
  return Reading(document: document, diagnostics: diagnostics.all, loaded: loaded)
}

/// A document of some version with these members besides `openapi` and `info`.
func document(_ members: String, version: String = "3.1.0") -> String {
  #"{"openapi":"\#(version)","info":{"title":"T","version":"1"},\#(members)}"#
}

/// Reads a document of which only the component schemas matter.
func readSchemas(_ schemas: String, version: String = "3.1.0") -> Reading {
  read(document(#""paths":{},"components":{"schemas":{\#(schemas)}}"#, version: version))
}

/// The component schema with a name.
func schema(_ name: String, in reading: Reading) throws -> Schema {
  try #require(reading.document?.components.schemas.first { $0.name == name }?.schema)
}

/// A schema by itself, and the codes that reading it gave.
func component(_ text: String, version: String = "3.1.0") throws -> Schema {
  try schema("S", in: readSchemas(#""S":\#(text)"#, version: version))
}

/// The operations of a document whose paths are given.
func operations(_ paths: String, version: String = "3.1.0", more: String = "") throws -> [Operation] {
  try #require(read(document(#""paths":{\#(paths)}\#(more)"#, version: version)).document).operations
}

/// A tree and what parsing reported.
func parse(_ text: String, maximumDepth: Int = 512) -> (root: JSONNode?, diagnostics: [Diagnostic]) {
  parse(Array(text.utf8), maximumDepth: maximumDepth)
}

/// A tree and what parsing reported.
func parse(_ bytes: [UInt8], maximumDepth: Int = 512) -> (root: JSONNode?, diagnostics: [Diagnostic]) {
  var diagnostics = Diagnostics()
  let tree = JSONTree.parse(bytes, file: "a.json", maximumDepth: maximumDepth, diagnostics: &diagnostics)
  return (tree?.root, diagnostics.all)
}
