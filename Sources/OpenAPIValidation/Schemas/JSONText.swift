import OpenAPIDocument
import OpenAPISyntax

/// JSON text, made and read.
enum JSONText {
  /// The value of a text, nil if it is no JSON.
  static func parse(_ text: String, file: String = "value") -> JSONNode? {
    var diagnostics = Diagnostics()
    return JSONTree.parse(Array(text.utf8), file: file, diagnostics: &diagnostics)?.root
  }

  /// Bytes that are equal exactly for equal values: members sorted, numbers in one form.
  static func canonical(_ node: JSONNode) -> [UInt8] {
    switch node.kind {
    case .null, .bool, .string: return Array(node.compactText.utf8)
    case .number:
      return Array((node.numberText.flatMap { ExactDecimal($0) }?.canonical ?? "").utf8)
    case .array:
      var bytes: [UInt8] = [0x5B]
      for element in node.elements {
        bytes.append(contentsOf: canonical(element))
        bytes.append(0x2C)
      }
      return bytes + [0x5D]
    case .object:
      var members: [(key: [UInt8], value: [UInt8])] = []
      for member in node.members {
        members.append((Array(JSONEscapes.quoted(member.key).utf8), canonical(member.value)))
      }
      members.sort { $0.key.lexicographicallyPrecedes($1.key) }
      var bytes: [UInt8] = [0x7B]
      for member in members {
        bytes.append(contentsOf: member.key)
        bytes.append(0x3A)
        bytes.append(contentsOf: member.value)
        bytes.append(0x2C)
      }
      return bytes + [0x7D]
    }
  }
}
