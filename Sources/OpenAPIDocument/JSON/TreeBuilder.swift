import OpenAPISyntax

/// Builds a tree value by value, in document order, from values of other trees and new ones.
///
/// Each value has the location of the value that it is made from, in whichever file.
struct TreeBuilder {
  private var writer = CellWriter()
  /// The words of JSON, and after them the strings and numbers of the tree.
  private var bytes = Array("truefalsenull".utf8)
  private static let trueWord = 0..<4
  private static let falseWord = 4..<9
  private static let nullWord = 9..<13
  private var sources: [SourceLines]
  /// The trees whose sources are among `sources`, and the positions of their first ones.
  private var known: [(tree: JSONTree, first: UInt32)] = []
  private var stack: [UInt32] = []
  private let file: String

  /// Starts an empty tree with the name of a file.
  init(file: String, lineStarts: [UInt32] = [0]) {
    self.file = file
    sources = [SourceLines(file: file, lineStarts: lineStarts)]
  }

  /// The number that the next value will have.
  var nextIndex: UInt32 { writer.nextIndex }

  // MARK: Values

  /// Opens an object, whose members are added next.
  mutating func beginObject(_ key: String? = nil, at node: JSONNode) { open(JSONCell.object, key, node) }

  /// Opens an array, whose elements are added next.
  mutating func beginArray(_ key: String? = nil, at node: JSONNode) { open(JSONCell.array, key, node) }

  /// Ends the innermost array or object.
  mutating func end() {
    guard let container = stack.popLast() else { return }
    // Repeated keys were reported when the values were read.
    _ = writer.close(container)
  }

  /// Adds a string.
  mutating func add(_ text: String, _ key: String? = nil, at node: JSONNode) {
    let range = append(text.utf8)
    append(JSONCell.text, range, key, node)
  }

  /// Adds `true` or `false`.
  mutating func add(_ value: Bool, _ key: String? = nil, at node: JSONNode) {
    append(JSONCell.bool, value ? Self.trueWord : Self.falseWord, key, node)
  }

  /// Adds a value of another tree with its descendants, under a given key or its own.
  mutating func copy(_ node: JSONNode, _ key: String? = nil) {
    let key = key ?? node.key
    switch node.kind {
    case .null: append(JSONCell.null, Self.nullWord, key, node)
    case .bool: append(JSONCell.bool, node.bool == true ? Self.trueWord : Self.falseWord, key, node)
    case .number: append(JSONCell.number, append(node.written), key, node)
    case .string: append(JSONCell.text, append(node.utf8), key, node)
    case .array:
      beginArray(key, at: node)
      for element in node.children { copy(element) }
      end()
    case .object:
      beginObject(key, at: node)
      for member in node.children { copy(member) }
      end()
    }
  }

  /// Replaces the text of a string that was added.
  mutating func replaceText(of index: UInt32, by text: String) {
    let range = append(text.utf8)
    writer.setRange(UInt32(range.lowerBound)..<UInt32(range.upperBound), of: index)
  }

  /// The finished tree; if values of an original were moved, with the numbers that its nodes have now.
  func tree(convertedFrom original: JSONTree? = nil, convertedNumbers: [UInt32] = []) -> JSONTree {
    JSONTree(
      file: file, bytes: bytes, cells: writer.cells, keys: writer.keys, sources: sources, origins: writer.origins,
      original: original.map { JSONTree.Original(tree: $0, convertedNumbers: convertedNumbers) })
  }

  // MARK: Cells

  private mutating func append(_ text: some Sequence<UInt8>) -> Range<Int> {
    let start = bytes.count
    bytes.append(contentsOf: text)
    return start..<bytes.count
  }

  private mutating func open(_ kind: UInt32, _ key: String?, _ node: JSONNode) {
    let index = writer.nextIndex
    append(kind, 0..<0, key, node)
    stack.append(index)
  }

  private mutating func append(_ kind: UInt32, _ range: Range<Int>, _ key: String?, _ node: JSONNode) {
    var keyID = KeyTable.none
    if let key {
      keyID = writer.keys.intern(Array(key.utf8))
    }
    var origin = node.origin
    origin.source += firstSource(of: node.tree)
    if key == nil { origin.key = JSONOrigin.none }
    writer.append(
      JSONCell(
        start: UInt32(range.lowerBound), end: UInt32(range.upperBound), parent: stack.last ?? 0, key: keyID, kind: kind),
      origin)
  }

  private mutating func firstSource(of tree: JSONTree) -> UInt32 {
    if let found = known.first(where: { $0.tree === tree }) { return found.first }
    let first = UInt32(sources.count)
    sources += tree.sources
    known.append((tree, first))
    return first
  }
}
