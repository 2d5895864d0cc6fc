import OpenAPISyntax

/// One value of a tree, in 16 bytes.
///
/// Nodes stand in document order, so an object's first member is the node after it.
struct JSONCell: Sendable {
  /// Where the value starts in the bytes.
  var start: UInt32
  /// For a scalar where its bytes end, for an array or object the number of the first node after it.
  var end: UInt32
  /// The array or object that holds it; the root holds itself.
  var parent: UInt32
  /// Bits 0–27 the key's number, bit 28 whether an earlier member has the same key, bits 29–31 the kind.
  private var meta: UInt32

  private static let keyMask: UInt32 = 0x0FFF_FFFF
  private static let duplicateBit: UInt32 = 0x1000_0000
  private static let kindShift: UInt32 = 29

  // Kinds as stored: those of `JSONNode.Kind`, one more for a string that holds escapes, and one for a string that
  // stands there without quotes and as it is meant.
  static let null: UInt32 = 0
  static let bool: UInt32 = 1
  static let number: UInt32 = 2
  static let string: UInt32 = 3
  static let array: UInt32 = 4
  static let object: UInt32 = 5
  static let escapedString: UInt32 = 6
  static let text: UInt32 = 7

  init(start: UInt32, end: UInt32, parent: UInt32, key: UInt32, kind: UInt32) {
    self.start = start
    self.end = end
    self.parent = parent
    meta = key | kind &<< JSONCell.kindShift
  }

  /// The kind as stored.
  var kind: UInt32 { meta &>> JSONCell.kindShift }

  /// The number of the key, `KeyTable.none` if there is none.
  var keyID: UInt32 {
    get { meta & JSONCell.keyMask }
    set { meta = meta & ~JSONCell.keyMask | newValue }
  }

  /// Whether an earlier member of the same object has the same key.
  var isDuplicate: Bool {
    get { meta & JSONCell.duplicateBit != 0 }
    set { meta = newValue ? meta | JSONCell.duplicateBit : meta & ~JSONCell.duplicateBit }
  }

  /// The number of the node that follows this one, whose number is given, and all that it holds.
  func next(after index: UInt32) -> UInt32 {
    kind == JSONCell.array || kind == JSONCell.object ? end : index + 1
  }
}

/// An immutable parsed file: the bytes as they are and an arena of nodes over them.
///
/// Keys keep their order; a repeated key is reported and left out, strings are decoded when they are asked for.
/// A tree that was not read from JSON text knows beside each node where it was written.
public final class JSONTree: Sendable {
  /// The file's name, as the caller gave it.
  public let file: String
  let bytes: [UInt8]
  let cells: [JSONCell]
  let keys: KeyTable
  /// The files that the values were written in; the first is the tree's own.
  let sources: [SourceLines]
  /// Where each node was written; empty if all stand in the bytes, as those of JSON do.
  let origins: [JSONOrigin]
  /// What the tree was made from if its values were moved; references name them by the old location.
  let original: Original?

  /// A tree that another was made from.
  struct Original: Sendable {
    let tree: JSONTree
    /// For each of its nodes the number of that node's likeness in the new tree plus 1, 0 where there is none.
    let indexes: [UInt32]
  }

  init(
    file: String, bytes: [UInt8], cells: [JSONCell], keys: KeyTable, sources: [SourceLines],
    origins: [JSONOrigin] = [], original: Original? = nil
  ) {
    self.original = original
    self.file = file
    self.bytes = bytes
    self.cells = cells
    self.keys = keys
    self.sources = sources
    self.origins = origins
  }

  /// The document's outermost value.
  public var root: JSONNode { JSONNode(tree: self, index: 0) }

  /// The document as JSON text: as it was written if it was JSON, else printed with a line for each member.
  public var jsonText: String { origins.isEmpty ? String(decoding: bytes, as: UTF8.self) : root.indentedText }

  /// Reads a JSON text (RFC 8259): any bytes give a tree, or nil and one error diagnostic that says where and why.
  ///
  /// A byte order mark is skipped. Repeated keys and lone surrogates are warned about and read on from.
  /// - Parameters:
  ///   - bytes: The file's content, at most 512 MiB.
  ///   - file: The name to use in diagnostics.
  ///   - maximumDepth: How many arrays and objects may stand in each other.
  ///   - diagnostics: Where to report.
  /// - Returns: The tree, nil if the bytes are no JSON text.
  public static func parse(
    _ bytes: [UInt8], file: String, maximumDepth: Int = 512, diagnostics: inout Diagnostics
  ) -> JSONTree? {
    var parser = JSONParser(bytes: bytes, maximumDepth: maximumDepth)
    do throws(JSONParser.Failure) {
      try parser.run()
    } catch {
      error.report(in: bytes, file: file, &diagnostics)
      return nil
    }
    let tree = JSONTree(
      file: file, bytes: bytes, cells: parser.cells, keys: parser.keys,
      sources: [SourceLines(file: file, lineStarts: parser.lineStarts)])
    for warning in parser.warnings {
      let node = JSONNode(tree: tree, index: warning.cell)
      switch warning.kind {
      case .duplicateKey:
        diagnostics.warning(
          "duplicate-key",
          "The key \"\(node.key ?? "")\" appears twice in this object; the first one is used",
          at: node, hint: "remove or rename one of them")
      case .loneSurrogate:
        diagnostics.warning(
          "lone-surrogate", "A \\u escape names half a surrogate pair; U+FFFD is read instead", at: node,
          hint: "write both halves of the pair, or the character itself")
      }
    }
    return tree
  }
}

/// A number for each of many nodes, looked up by their index instead of by hashing them.
package struct NodeNumbers: Sendable {
  /// The files, which are few.
  private var trees: [JSONTree] = []
  /// For each file and each of its nodes the number plus 1; 0 where there is none.
  private var numbers: [[UInt32]] = []

  /// Numbers of no node yet.
  package init() {}

  /// The number of a node, nil if it was given none.
  package subscript(node: JSONNode) -> Int? {
    get {
      guard let file = file(of: node) else { return nil }
      let number = numbers[file][Int(node.index)]
      return number == 0 ? nil : Int(number) - 1
    }
    set {
      let file = self.file(of: node) ?? add(node.tree)
      numbers[file][Int(node.index)] = newValue.map { UInt32($0) + 1 } ?? 0
    }
  }

  private func file(of node: JSONNode) -> Int? {
    trees.firstIndex { $0 === node.tree }
  }

  private mutating func add(_ tree: JSONTree) -> Int {
    trees.append(tree)
    numbers.append([UInt32](repeating: 0, count: tree.cells.count))
    return trees.count - 1
  }
}
