import OpenAPISyntax

/// A type in a schema: those of JSON, and integer.
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

  /// Reads a type's name; `isExact` is false for a similar name, such as `String` or `int`.
  static func read(_ node: JSONNode) -> (type: SchemaType, isExact: Bool)? {
    guard let text = node.string else { return node.isNull ? (.null, false) : nil }
    if let type = allCases.first(where: { $0.name == text }) { return (type, true) }
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
  public static var string: SchemaTypes { SchemaTypes(SchemaType.string) }
  /// `number`.
  public static var number: SchemaTypes { SchemaTypes(SchemaType.number) }
  /// `integer`.
  public static var integer: SchemaTypes { SchemaTypes(SchemaType.integer) }
  /// `boolean`.
  public static var boolean: SchemaTypes { SchemaTypes(SchemaType.boolean) }
  /// `array`.
  public static var array: SchemaTypes { SchemaTypes(SchemaType.array) }
  /// `object`.
  public static var object: SchemaTypes { SchemaTypes(SchemaType.object) }
  /// `null`.
  public static var null: SchemaTypes { SchemaTypes(SchemaType.null) }
}
