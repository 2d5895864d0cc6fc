#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One value of a parsed document, 8 bytes: documents have many.
///
/// An object's members follow it as pairs of a string node (the name) and the value's nodes.
struct JSONNode {
  /// How long a text may be, and how many elements a container may have.
  static let maximumLength = 1 << 28

  /// The offset of the text, or the end of the container.
  private var first: UInt32
  /// The length or count, whether there is a backslash, the kind.
  private var second: UInt32

  init(_ kind: JSONKind, offset: Int, length: Int, isEscaped: Bool) {
    first = UInt32(truncatingIfNeeded: offset)
    second = UInt32(truncatingIfNeeded: length) &<< 4 | (isEscaped ? 8 : 0) | UInt32(kind.rawValue)
  }

  var kind: JSONKind { JSONKind(rawValue: UInt8(truncatingIfNeeded: second & 7)) ?? .null }
  /// The string has a backslash somewhere.
  var isEscaped: Bool { second & 8 != 0 }
  var isContainer: Bool { second & 7 >= UInt32(JSONKind.array.rawValue) }
  /// Bytes of the text; for containers the number of elements or members.
  var length: Int { Int(second &>> 4) }
  /// Where the text begins: for strings after the quotation mark.
  ///
  /// Not for containers with content.
  var offset: Int { Int(first) }
  /// The index of the first node behind a container.
  var end: Int { Int(first) }

  mutating func close(end: Int, count: Int) {
    first = UInt32(truncatingIfNeeded: end)
    second = UInt32(truncatingIfNeeded: count) &<< 4 | second & 15
  }
}

/// A parsed document: its bytes and its nodes in document order.
///
/// Also holds what one reading of it remembers: where the last member was found, and how much of the
/// value the type being tried explains. One task reads it; it is not `Sendable`.
final class JSONArena {
  let bytes: [UInt8]
  let nodes: [JSONNode]

  /// The object in which a member was found last, and the node of the next member.
  var hintObject = -1
  var hintMember = 0
  /// The member asked for that does not exist; see `JSONReader.isMissing`.
  var missingKey = ""
  var missingParent = 0
  /// How many parts of the value have been explained; see `JSONReader.match(_:)`.
  var score = 0
  var unionDepth = 0
  var unions: [UnionKey: UnionMemory] = [:]
  /// What `LargeTextCollector` took out of the document.
  private let largeTexts: [LargeText]

  struct UnionKey: Hashable {
    var node: Int
    var type: ObjectIdentifier
  }

  struct UnionMemory {
    var value: Any?
    var score: Int
  }

  init(bytes: [UInt8], nodes: [JSONNode], largeTexts: [LargeText]) {
    self.bytes = bytes
    self.nodes = nodes
    self.largeTexts = largeTexts
  }

  /// The number of the large text that a node stands for.
  private func large(_ node: JSONNode) -> Int? {
    guard !largeTexts.isEmpty, node.isEscaped, node.length > 1, bytes[node.offset] == LargeTextCollector.mark else {
      return nil
    }
    return Int(String(decoding: bytes[(node.offset + 1)..<(node.offset + node.length)], as: UTF8.self))
  }

  /// The bytes of a base64 text.
  func data(of node: JSONNode) -> Data? {
    if let large = large(node) { return largeTexts[large].data(keeping: unionDepth > 0) }
    let source = node.isEscaped ? unescaped(node) : bytes
    let start = node.isEscaped ? 0 : node.offset
    return Base64.data(source[start..<(node.isEscaped ? source.count : start + node.length)])
  }

  /// The index of the first node behind a value.
  func next(_ index: Int) -> Int {
    let node = nodes[index]
    return node.isContainer ? node.end : index + 1
  }

  /// Whether the string node is this key, byte by byte.
  func matches(_ node: JSONNode, _ key: String) -> Bool {
    if node.isEscaped { return text(of: node).utf8.elementsEqual(key.utf8) }
    guard key.utf8.count == node.length else { return false }
    return Self.equal(bytes, node.offset, key)
  }

  private static func equal(_ bytes: [UInt8], _ start: Int, _ key: String) -> Bool {
    let equal = key.utf8.withContiguousStorageIfAvailable { key in
      var index = start
      for byte in key {
        if bytes[index] != byte { return false }
        index &+= 1
      }
      return true
    }
    return equal ?? key.utf8.elementsEqual(bytes[start..<(start + key.utf8.count)])
  }

  /// The text of a string node, unescaped, or of a number as written.
  func text(of node: JSONNode) -> String {
    let start = node.offset
    let end = start + node.length
    if !node.isEscaped { return String(decoding: bytes[start..<end], as: UTF8.self) }
    if let large = large(node) { return largeTexts[large].string(keeping: unionDepth > 0) }
    return String(decoding: unescaped(node), as: UTF8.self)
  }

  /// The bytes of a string node without escapes.
  ///
  /// The parser has checked the escapes.
  func unescaped(_ node: JSONNode) -> [UInt8] {
    var index = node.offset
    let end = index + node.length
    var result: [UInt8] = []
    result.reserveCapacity(node.length)
    while index < end {
      // Most of a text has no escapes.
      let plain = bytes[index..<end].firstIndex(of: 0x5C) ?? end
      result.append(contentsOf: bytes[index..<plain])
      index = plain
      guard index < end else { break }
      let escape = bytes[index + 1]
      index += 2
      switch escape {
      case 0x62: result.append(8)
      case 0x66: result.append(12)
      case 0x6E: result.append(10)
      case 0x72: result.append(13)
      case 0x74: result.append(9)
      case 0x75:
        var scalar = JSONParser.hex(bytes, index)
        index += 4
        if scalar >= 0xD800 && scalar < 0xDC00 {
          // The parser lets only pairs pass.
          scalar = 0x10000 + ((scalar - 0xD800) &<< 10) + (JSONParser.hex(bytes, index + 2) - 0xDC00)
          index += 6
        }
        if let unicode = Unicode.Scalar(scalar) { result.append(contentsOf: Array(String(unicode).utf8)) }
      default: result.append(escape)
      }
    }
    return result
  }

  /// The path of a node, found from the root; only errors ask.
  func path(of target: Int) -> String {
    var path = "$"
    var index = 0
    while index != target {
      let node = nodes[index]
      var child = index + 1
      let end = node.isContainer ? node.end : child
      var position = 0
      var found = false
      while child < end {
        let value = node.kind == .object ? child + 1 : child
        let next = next(value)
        if target >= value && target < next {
          if node.kind == .object {
            JSONError.append(key: text(of: nodes[child]), to: &path)
          } else {
            path += "[\(position)]"
          }
          index = value
          found = true
          break
        }
        child = next
        position += 1
      }
      if !found { return path }
    }
    return path
  }
}
