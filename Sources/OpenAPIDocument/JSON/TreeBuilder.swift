import OpenAPISyntax

/// Builds a tree value by value, in document order, from values of other trees and new ones.
///
/// Every value is located where the one it is made from was written, in whatever file that is.
struct TreeBuilder {
  private var writer = CellWriter()
  /// Texts and numbers, behind the words of JSON.
  private var bytes = Array("truefalsenull".utf8)
  private var sources: [SourceLines]
  /// The trees whose sources are among `sources`, and where those start.
  private var known: [(tree: JSONTree, first: UInt32)] = []
  private var stack: [UInt32] = []
  private let file: String

  /// Starts a tree of a file's name, with nothing in it.
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

  /// Ends what was opened last.
  mutating func end() {
    guard let container = stack.popLast() else { return }
    // The tree it is made from has reported what stands in it twice.
    _ = writer.close(container)
  }

  /// Adds a string.
  mutating func add(_ text: String, _ key: String? = nil, at node: JSONNode) {
    let range = append(text.utf8)
    append(JSONCell.text, range, key, node)
  }

  /// Adds `true` or `false`.
  mutating func add(_ value: Bool, _ key: String? = nil, at node: JSONNode) {
    append(JSONCell.bool, value ? 0..<4 : 4..<9, key, node)
  }

  /// Adds a value of another tree with all that it holds, under a key or under its own.
  mutating func copy(_ node: JSONNode, _ key: String? = nil) {
    let key = key ?? node.key
    switch node.kind {
    case .null: append(JSONCell.null, 9..<13, key, node)
    case .bool: append(JSONCell.bool, node.bool == true ? 0..<4 : 4..<9, key, node)
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

  /// Gives a string that was added another text.
  mutating func replaceText(of index: UInt32, by text: String) {
    let range = append(text.utf8)
    writer.setRange(UInt32(range.lowerBound)..<UInt32(range.upperBound), of: index)
  }

  /// The tree.
  func tree(convertedFrom original: JSONTree? = nil, indexes: [UInt32] = []) -> JSONTree {
    JSONTree(
      file: file, bytes: bytes, cells: writer.cells, keys: writer.keys, sources: sources, origins: writer.origins,
      original: original.map { JSONTree.Original(tree: $0, indexes: indexes) })
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
      let utf8 = Array(key.utf8)
      keyID = writer.keys.intern(utf8, from: 0, to: utf8.count, hash: KeyTable.hash(of: utf8))
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
