import OpenAPIDocument
import Testing

/// The result of reading a document.
struct Reading {
  var document: Document?
  var diagnostics: [Diagnostic]
  /// The paths of the loaded files, in order.
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

/// A document with the given members besides `openapi` and `info`.
func document(_ members: String, version: String = "3.1.0") -> String {
  #"{"openapi":"\#(version)","info":{"title":"T","version":"1"},\#(members)}"#
}

/// Reads a document with the given component schemas.
func readSchemas(_ schemas: String, version: String = "3.1.0") -> Reading {
  read(document(#""paths":{},"components":{"schemas":{\#(schemas)}}"#, version: version))
}

/// The component schema with a name.
func schema(_ name: String, in reading: Reading) throws -> Schema {
  try #require(reading.document?.components.schemas.first { $0.name == name }?.schema)
}

/// The schema that a text is read as.
func component(_ text: String, version: String = "3.1.0") throws -> Schema {
  try schema("S", in: readSchemas(#""S":\#(text)"#, version: version))
}

/// The operations of a document with the given paths.
func operations(_ paths: String, version: String = "3.1.0", more: String = "") throws -> [Operation] {
  try #require(read(document(#""paths":{\#(paths)}\#(more)"#, version: version)).document).operations
}

/// The root of a JSON text, and the diagnostics.
func parse(_ text: String, maximumDepth: Int = 512) -> (root: JSONNode?, diagnostics: [Diagnostic]) {
  parse(Array(text.utf8), maximumDepth: maximumDepth)
}

/// The root of a JSON text in bytes, and the diagnostics.
func parse(_ bytes: [UInt8], maximumDepth: Int = 512) -> (root: JSONNode?, diagnostics: [Diagnostic]) {
  var diagnostics = Diagnostics()
  let tree = JSONTree.parse(bytes, file: "a.json", maximumDepth: maximumDepth, diagnostics: &diagnostics)
  return (tree?.root, diagnostics.all)
}

/// Random numbers that are the same each time (SplitMix64).
struct RandomNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
