import OpenAPISyntax

extension JSONNode {
  /// Whether two values are the same JSON: numbers are compared by value, members in any order.
  public func isEqual(to other: JSONNode) -> Bool {
    let kind = kind
    if kind != other.kind { return false }
    if self == other { return true }
    switch kind {
    case .null: return true
    case .bool: return bool == other.bool
    case .number: return decimal == other.decimal
    case .string: return utf8 == other.utf8
    case .array:
      return children.elementsEqual(other.children) { $0.isEqual(to: $1) }
    case .object: return hasEqualMembers(as: other)
    }
  }

  private func hasEqualMembers(as other: JSONNode) -> Bool {
    var others: [UInt32: JSONNode] = [:]
    for member in other.children { others[member.keyID] = member }
    var count = 0
    for member in children {
      count += 1
      var id = member.keyID
      if tree !== other.tree {
        guard let found = other.tree.keys.find(tree.keys.utf8(of: id)) else { return false }
        id = found
      }
      guard let match = others[id], member.isEqual(to: match) else { return false }
    }
    return count == others.count
  }

  /// The bytes of a scalar as written.
  var written: ArraySlice<UInt8> {
    let cell = cell
    return tree.bytes[Int(cell.start)..<Int(cell.end)]
  }

  /// The bytes between a string's quotes, with escapes as written.
  var content: ArraySlice<UInt8> {
    let cell = cell
    return tree.bytes[(Int(cell.start) + 1)..<(Int(cell.end) - 1)]
  }

  /// The bytes of a string with escapes resolved; empty for any other value.
  var utf8: [UInt8] {
    let cell = cell
    switch cell.kind {
    case JSONCell.string: return Array(content)
    case JSONCell.text: return Array(written)
    case JSONCell.escapedString:
      return content.withUnsafeBufferPointer(JSONEscapes.bytes)
    default: return []
    }
  }

  /// The string; the text of a number or boolean, which documents have where a string is expected.
  var lenientString: String? { string ?? (isNumber || isBool ? compactText : nil) }

  /// The boolean; also for the strings `"true"` and `"false"`.
  var lenientBool: Bool? {
    switch string {
    case "true": true
    case "false": false
    default: bool
    }
  }

  /// The value as JSON text without white space: numbers as written, strings with the fewest escapes, order kept.
  public var compactText: String {
    var text: [UInt8] = []
    append(to: &text, depth: nil)
    return String(decoding: text, as: UTF8.self)
  }

  /// The value as JSON text with a line for each member and element, and a line end.
  public var indentedText: String {
    var text: [UInt8] = []
    append(to: &text, depth: 0)
    text.append(UInt8(ascii: "\n"))
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends the value; with a depth, its members and elements on lines that are indented one deeper.
  private func append(to text: inout [UInt8], depth: Int?) {
    switch code {
    case JSONCell.escapedString, JSONCell.text: JSONEscapes.appendQuoted(utf8, to: &text)
    case JSONCell.array, JSONCell.object: appendContainer(to: &text, depth: depth)
    default: text += written
    }
  }

  private func appendContainer(to text: inout [UInt8], depth: Int?) {
    let isObject = isObject
    let innerDepth = depth.map { $0 + 1 }
    func startLine(_ depth: Int?) {
      guard let depth else { return }
      text.append(UInt8(ascii: "\n"))
      text += repeatElement(UInt8(ascii: " "), count: 2 * depth)
    }
    text.append(isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
    var isEmpty = true
    for child in children {
      if !isEmpty { text.append(UInt8(ascii: ",")) }
      isEmpty = false
      startLine(innerDepth)
      if isObject {
        JSONEscapes.appendQuoted(tree.keys.utf8(of: child.keyID), to: &text)
        text += (depth == nil ? ":" : ": ").utf8
      }
      child.append(to: &text, depth: innerDepth)
    }
    if !isEmpty { startLine(depth) }
    text.append(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
  }
}
