import OpenAPISyntax

/// A JSON value in a tree: a handle that is cheap to copy.
///
/// Two are equal if they are the same node of the same tree.
public struct JSONNode: Sendable, Hashable {
  /// The kinds of JSON values.
  public enum Kind: UInt8, Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool
    /// A number of any size.
    case number
    /// A string.
    case string
    /// An array.
    case array
    /// An object.
    case object
  }

  /// The tree that the value belongs to.
  public let tree: JSONTree
  /// The node's number in its tree, counted in document order.
  let index: UInt32

  init(tree: JSONTree, index: UInt32) {
    self.tree = tree
    self.index = index
  }

  /// Whether both are the same node of the same tree.
  public static func == (left: JSONNode, right: JSONNode) -> Bool {
    left.index == right.index && left.tree === right.tree
  }

  /// Hashes the node's number.
  public func hash(into hasher: inout Hasher) {
    // Trees are few: the number alone rarely collides.
    hasher.combine(index)
  }

  var cell: JSONCell { tree.cells[Int(index)] }
  /// The kind as `JSONCell` stores it.
  var code: UInt32 { tree.cells[Int(index)].kind }
  /// The number of the key; `KeyTable.none` if there is none.
  var keyID: UInt32 { tree.cells[Int(index)].keyID }
  /// The key, if it is a keyword of OpenAPI or JSON Schema.
  var keyword: Keyword? { Keyword(id: keyID) }

  /// The key, if it is a keyword of schemas.
  var schemaKeyword: Keyword? { keyID < Keyword.schemaCount ? keyword : nil }

  /// The value's kind.
  public var kind: Kind {
    switch code {
    case JSONCell.null: return .null
    case JSONCell.bool: return .bool
    case JSONCell.number: return .number
    case JSONCell.array: return .array
    case JSONCell.object: return .object
    default: return .string
    }
  }

  /// Whether it is `null`.
  public var isNull: Bool { code == JSONCell.null }
  /// Whether it is an object.
  public var isObject: Bool { code == JSONCell.object }
  /// Whether it is an array.
  public var isArray: Bool { code == JSONCell.array }
  /// Whether it is an array or an object.
  var isContainer: Bool { cell.isContainer }
  /// Whether it is `true` or `false`.
  package var isBool: Bool { code == JSONCell.bool }
  /// Whether it is a number.
  package var isNumber: Bool { code == JSONCell.number }
  /// Whether it is a string.
  package var isString: Bool { kind == .string }

  /// The value of `true` or `false`; nil for any other value.
  public var bool: Bool? { isBool ? tree.bytes[Int(cell.start)] == UInt8(ascii: "t") : nil }

  /// The content of a string with escapes resolved; nil for any other value.
  public var string: String? {
    switch code {
    case JSONCell.string: return String(decoding: content, as: UTF8.self)
    case JSONCell.text: return String(decoding: written, as: UTF8.self)
    case JSONCell.escapedString: return String(decoding: utf8, as: UTF8.self)
    default: return nil
    }
  }

  /// A number as written; nil for any other value.
  public var numberText: String? {
    isNumber ? String(decoding: written, as: UTF8.self) : nil
  }

  /// The number, if it is whole and fits: `1`, `1.0` and `1e2` do, `0.5` and `9223372036854775808` don't.
  public var int: Int? { decimal?.int }

  /// The nearest double to the number; nil for any other value, and for numbers beyond the range of doubles.
  public var double: Double? {
    guard let text = numberText, let value = Double(text), value.isFinite else { return nil }
    return value
  }

  /// The exact number.
  var decimal: ExactDecimal? { isNumber ? ExactDecimal(written) : nil }
}
