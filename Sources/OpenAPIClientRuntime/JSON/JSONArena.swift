import OpenAPISyntax

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
  /// Offsets are below `maximumLength`, so that this bit is free.
  private static let asciiBit: UInt32 = 1 << 31

  /// The offset of the text and whether it is ASCII, or the end of the container.
  private var first: UInt32
  /// The length or count, whether there is a backslash, the kind.
  private var second: UInt32

  init(_ kind: JSONKind, offset: Int, length: Int, isEscaped: Bool, isASCII: Bool) {
    first = UInt32(truncatingIfNeeded: offset) | (isASCII ? Self.asciiBit : 0)
    second = UInt32(truncatingIfNeeded: length) &<< 4 | (isEscaped ? 8 : 0) | UInt32(kind.rawValue)
  }

  var kind: JSONKind { JSONKind(rawValue: UInt8(truncatingIfNeeded: second & 7)) ?? .null }
  /// The string has a backslash somewhere.
  var isEscaped: Bool { second & 8 != 0 }
  var isEmptyText: Bool { kind == .string && length == 0 }
  var isContainer: Bool { second & 7 >= UInt32(JSONKind.array.rawValue) }
  /// Bytes of the text; for containers the number of elements or members.
  var length: Int { Int(second &>> 4) }
  /// Where the text begins: for strings after the quotation mark.
  ///
  /// Meaningless for containers with content.
  var offset: Int { Int(first & ~Self.asciiBit) }
  /// Whether the text as written is ASCII; the text of an escaped one may not be.
  var isASCII: Bool { first & Self.asciiBit != 0 }
  /// The index of the first node after a container.
  var end: Int { Int(first) }

  mutating func close(end: Int, count: Int) {
    first = UInt32(truncatingIfNeeded: end)
    second = UInt32(truncatingIfNeeded: count) &<< 4 | second & 15
  }
}

/// A parsed document: its bytes and its nodes in document order.
///
/// It also keeps the state of one reading: where the last member was found, and how much of the value the current type
/// explains. One task reads it; it is not `Sendable`.
final class JSONArena {
  let bytes: [UInt8]
  let nodes: [JSONNode]
  /// How deep containers are nested.
  let depth: Int

  /// The object in which a member was found last, and the node of the next member.
  var hintObject = -1
  var hintMember = 0
  /// The member asked for that does not exist; see `JSONReader.isMissing`.
  var missingKey = ""
  var missingParent = 0
  /// How many parts of the value have been explained; see `JSONReader.match(_:)`.
  var score = 0
  var unionDepth = 0
  /// The value that variants of a union are being tried on, -1 if none are.
  var triedNode = -1
  /// Whether the variant that was read last is a union itself, and keeps the value only as any JSON.
  var isUnknown = false
  var unions: [UnionKey: UnionMemory] = [:]
  /// The source of values that are all texts, each of which is read as its type needs; nil for JSON.
  let textSource: TextSource?

  /// A source of texts that stand for values of any type.
  enum TextSource {
    case form, headers
  }

  /// The texts that `LargeTextCollector` took out of the document.
  private let largeTexts: [LargeText]

  struct UnionKey: Hashable {
    var node: Int
    var type: ObjectIdentifier
  }

  struct UnionMemory {
    var value: Any?
    var score: Int
  }

  init(
    bytes: [UInt8], nodes: [JSONNode], depth: Int, largeTexts: [LargeText], textSource: TextSource? = nil
  ) {
    self.textSource = textSource
    self.bytes = bytes
    self.nodes = nodes
    self.depth = depth
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

  /// The index of the first node after a value.
  func next(_ index: Int) -> Int {
    let node = nodes[index]
    return node.isContainer ? node.end : index + 1
  }

  /// The node of a member's value, or -1; the object has members.
  func member(of object: Int, _ key: UnsafeBufferPointer<UInt8>) -> Int {
    let first = object + 1
    let end = nodes[object].end
    var candidate = hintObject == object ? hintMember : first
    if candidate >= end { candidate = first }
    let stop = candidate
    repeat {
      let next = next(candidate + 1)
      if matches(nodes[candidate], key) {
        hintObject = object
        hintMember = next
        return candidate + 1
      }
      candidate = next < end ? next : first
    } while candidate != stop
    return -1
  }

  /// Whether the string node is this key, byte by byte.
  private func matches(_ node: JSONNode, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
    if node.isEscaped { return text(of: node).utf8.elementsEqual(key) }
    guard node.length == key.count else { return false }
    return withBytes(of: node) { text in TextScan.equal(text, key) }
  }

  /// The text of a string node, unescaped, or of a number as written.
  func text(of node: JSONNode) -> String {
    if node.isEscaped, let large = large(node) { return largeTexts[large].string(keeping: unionDepth > 0) }
    return withBytes(of: node) { text in
      node.isEscaped
        ? CheckedText.unescaped(text, isASCII: node.isASCII) : CheckedText.string(text, isASCII: node.isASCII)
    }
  }

  /// The bytes of a string node without escapes.
  private func unescaped(_ node: JSONNode) -> [UInt8] {
    withBytes(of: node) { text in JSONEscapes.bytes(of: text) }
  }

  /// The bytes of a node as they are written.
  private func withBytes<Result>(of node: JSONNode, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { bytes in
      // Bounds: the parser makes nodes only of bytes that it has read.
      body(UnsafeBufferPointer(rebasing: bytes[node.offset..<(node.offset &+ node.length)]))
    }
  }

  /// The path of a node, which is searched for from the root; used for errors only.
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
