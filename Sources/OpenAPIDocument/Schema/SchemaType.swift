/// A type that a schema names: the types of JSON, and integer.
public enum SchemaType: UInt8, Sendable, CaseIterable {
  /// `string`.
  case string
  /// `number`.
  case number
  /// `integer`.
  case integer
  /// `boolean`.
  case boolean
  /// `array`.
  case array
  /// `object`.
  case object
  /// `null`.
  case null

  /// The name as documents write it.
  public var name: String {
    switch self {
    case .string: return "string"
    case .number: return "number"
    case .integer: return "integer"
    case .boolean: return "boolean"
    case .array: return "array"
    case .object: return "object"
    case .null: return "null"
    }
  }

  /// The type whose name stands there letter by letter.
  private static func exact(_ node: JSONNode) -> SchemaType? {
    let cell = node.cell
    guard cell.kind == JSONCell.string else { return nil }
    let bytes = node.tree.bytes
    let start = Int(cell.start) + 1
    let count = Int(cell.end) - 1 - start
    let type: SchemaType
    switch (count, bytes[start]) {
    case (6, 0x73): type = .string
    case (6, 0x6E): type = .number
    case (6, 0x6F): type = .object
    case (7, 0x69): type = .integer
    case (7, 0x62): type = .boolean
    case (5, 0x61): type = .array
    case (4, 0x6E): type = .null
    default: return nil
    }
    let name = names[Int(type.rawValue)]
    var index = 1
    while index < count {
      if bytes[start + index] != name[index] { return nil }
      index += 1
    }
    return type
  }

  /// In the order of the cases.
  private static let names = allCases.map { Array($0.name.utf8) }

  /// Reads a type's name; `isExact` is false for a name that only resembles one, such as `String` or `int`.
  static func read(_ node: JSONNode) -> (type: SchemaType, isExact: Bool)? {
    if let type = exact(node) { return (type, true) }
    guard let text = node.string else { return node.isNull ? (.null, false) : nil }
    // One that is written with escapes is exact too.
    for type in allCases where type.name == text { return (type, true) }
    switch text.lowercased() {
    case "string", "str", "file": return (.string, false)
    case "object": return (.object, false)
    case "integer", "int", "int32", "int64", "long": return (.integer, false)
    case "array": return (.array, false)
    case "boolean", "bool": return (.boolean, false)
    case "number", "float", "double": return (.number, false)
    case "null": return (.null, false)
    default: return nil
    }
  }
}

/// A set of schema types.
public struct SchemaTypes: OptionSet, Sendable {
  /// A bit for each type.
  public let rawValue: UInt8

  /// Creates a set from its bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Creates a set of one type.
  public init(_ type: SchemaType) { rawValue = 1 &<< type.rawValue }

  /// `string`.
  public static var string: SchemaTypes { SchemaTypes(rawValue: 1) }
  /// `number`.
  public static var number: SchemaTypes { SchemaTypes(rawValue: 2) }
  /// `integer`.
  public static var integer: SchemaTypes { SchemaTypes(rawValue: 4) }
  /// `boolean`.
  public static var boolean: SchemaTypes { SchemaTypes(rawValue: 8) }
  /// `array`.
  public static var array: SchemaTypes { SchemaTypes(rawValue: 16) }
  /// `object`.
  public static var object: SchemaTypes { SchemaTypes(rawValue: 32) }
  /// `null`.
  public static var null: SchemaTypes { SchemaTypes(rawValue: 64) }
}
