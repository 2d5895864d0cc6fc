import OpenAPISyntax

/// One value of a tree, in 16 bytes.
///
/// Nodes are in document order, so an object's first member is the node after it.
struct JSONCell: Sendable {
  /// The byte that the value starts at.
  var start: UInt32
  /// For a scalar the end of its bytes, for an array or object the number of the first node after it.
  var end: UInt32
  /// The array or object that holds it; the root holds itself.
  var parent: UInt32
  /// Bits 0–27 the key's number, bit 28 whether an earlier member has the same key, bits 29–31 the kind.
  private var meta: UInt32

  private static let keyMask: UInt32 = 0x0FFF_FFFF
  private static let duplicateBit: UInt32 = 0x1000_0000
  private static let kindShift: UInt32 = 29

  // Kinds as stored: those of `JSONNode.Kind`, one for a string with escapes, and one for a string whose bytes are its
  // content, without quotes or escapes.
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

  /// The number of the key; `KeyTable.none` if there is none.
  var keyID: UInt32 {
    get { meta & JSONCell.keyMask }
    set { meta = meta & ~JSONCell.keyMask | newValue }
  }

  /// Whether an earlier member of the same object has the same key.
  var isDuplicate: Bool {
    get { meta & JSONCell.duplicateBit != 0 }
    set { meta = newValue ? meta | JSONCell.duplicateBit : meta & ~JSONCell.duplicateBit }
  }

  /// Whether it is an array or an object.
  var isContainer: Bool { kind == JSONCell.array || kind == JSONCell.object }

  /// The number of the node after this one and its descendants, given this one's number.
  func next(after index: UInt32) -> UInt32 { isContainer ? end : index + 1 }

  /// The cell of a descendant in a copy of its subtree: the subtree's first node is moved from one number to another.
  func moved(from first: UInt32, to newFirst: UInt32) -> JSONCell {
    var cell = self
    if isContainer { cell.end = end - first + newFirst }
    cell.parent = parent &- first &+ newFirst
    return cell
  }

  /// Makes it a child of another parent.
  mutating func attach(to parent: UInt32, key: UInt32) {
    self.parent = parent
    keyID = key
    isDuplicate = false
  }
}

/// An immutable parsed file: its bytes and an arena of nodes over them.
///
/// Keys keep their order, repeated keys are reported and left out, and strings are decoded when they are read.
/// A tree that was not read from JSON text also stores where each node was written.
public final class JSONTree: Sendable {
  /// The file's name, as the caller gave it.
  public let file: String
  let bytes: [UInt8]
  let cells: [JSONCell]
  let keys: KeyTable
  /// The files that the values were written in; the first is the tree's own.
  let sources: [SourceLines]
  /// Where each node was written; empty for JSON, whose nodes are at their bytes.
  let origins: [JSONOrigin]
  /// The tree that this one was converted from, if values were moved: references still point to their old locations.
  let original: Original?

  /// A tree that another was converted from.
  struct Original: Sendable {
    let tree: JSONTree
    /// For each of its nodes the number of the converted node plus 1; 0 where there is none.
    let convertedNumbers: [UInt32]
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
  /// A byte order mark is skipped. Repeated keys and lone surrogates are warnings.
  /// - Parameters:
  ///   - bytes: The file's content, at most 512 MiB.
  ///   - file: The name to use in diagnostics.
  ///   - maximumDepth: How deep arrays and objects may be nested.
  ///   - diagnostics: Where to report.
  /// - Returns: The tree; nil if the bytes are not JSON.
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
    diagnostics.add(parser.warnings, in: tree)
    return tree
  }
}
