import OpenAPISyntax

extension JSONNode {
  /// Whether two values are the same JSON: numbers by value, however written, objects in any order.
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

  /// The bytes between a string's quotes, escapes as they are.
  var content: ArraySlice<UInt8> {
    let cell = cell
    return tree.bytes[(Int(cell.start) + 1)..<(Int(cell.end) - 1)]
  }

  /// The bytes of a string with escapes resolved; empty for all else.
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

  /// The string; of a number or a truth value, which people write where a string belongs, the text.
  var lenientString: String? { string ?? (isNumber || isBool ? compactText : nil) }

  /// The truth value; of the strings `"true"` and `"false"` what they say.
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
    appendCompact(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// The value as JSON text with a line for each member and element, as people read it.
  public var indentedText: String {
    var text: [UInt8] = []
    appendIndented(by: 0, to: &text)
    text.append(UInt8(ascii: "\n"))
    return String(decoding: text, as: UTF8.self)
  }

  private func appendIndented(by depth: Int, to text: inout [UInt8]) {
    guard isObject || isArray, children.first(where: { _ in true }) != nil else { return appendCompact(to: &text) }
    func startLine(_ depth: Int) {
      text.append(UInt8(ascii: "\n"))
      text += repeatElement(UInt8(ascii: " "), count: 2 * depth)
    }
    text.append(isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
    var isFirst = true
    for child in children {
      if !isFirst { text.append(UInt8(ascii: ",")) }
      isFirst = false
      startLine(depth + 1)
      if isObject {
        JSONEscapes.appendQuoted(tree.keys.utf8(of: child.keyID), to: &text)
        text += ": ".utf8
      }
      child.appendIndented(by: depth + 1, to: &text)
    }
    startLine(depth)
    text.append(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
  }

  private func appendCompact(to text: inout [UInt8]) {
    switch code {
    case JSONCell.escapedString, JSONCell.text:
      JSONEscapes.appendQuoted(utf8, to: &text)
    case JSONCell.array, JSONCell.object:
      let isObject = isObject
      text.append(isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
      var isFirst = true
      for child in children {
        if !isFirst { text.append(UInt8(ascii: ",")) }
        isFirst = false
        if isObject {
          JSONEscapes.appendQuoted(tree.keys.utf8(of: child.keyID), to: &text)
          text.append(UInt8(ascii: ":"))
        }
        child.appendCompact(to: &text)
      }
      text.append(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
    default:
      text.append(contentsOf: written)
    }
  }
}
