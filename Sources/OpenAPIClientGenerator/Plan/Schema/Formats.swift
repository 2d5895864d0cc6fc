import OpenAPIDocument

/// What `format` means for Swift.
enum Formats {
  /// The type of a string by its format; nil: bytes of a file.
  static func string(_ format: String?, _ overrides: [String: String]) -> TypeUse? {
    guard let format else { return .string }
    if let type = overrides[format] { return .custom(type) }
    switch format {
    case "date-time", "datetime", "dateTime": return .date
    case "date": return .calendarDate
    case "uuid", "guid", "uuid4": return .uuid
    case "byte", "base64": return .data
    case "binary", "file": return nil
    default: return .string
    }
  }

  /// The type of an integer by its format.
  static func integer(_ format: String?, _ overrides: [String: String]) -> TypeUse {
    guard let format else { return .int }
    if let type = overrides[format] { return .custom(type) }
    switch format {
    case "int32": return .int32
    case "int64": return .int64
    default: return .int
    }
  }

  /// The type of a number by its format; documents write integer formats here too.
  static func number(_ format: String?, _ overrides: [String: String]) -> TypeUse {
    guard let format else { return .double }
    if let type = overrides[format] { return .custom(type) }
    switch format {
    case "float": return .float
    case "int32": return .int32
    case "int64": return .int64
    case "integer", "int": return .int
    default: return .double
    }
  }

  /// The type of a schema that names a format and no type.
  static func impliedType(_ format: String) -> SchemaType? {
    switch format {
    case "date-time", "date", "time", "uuid", "byte", "binary", "uri", "url", "email", "hostname", "ipv4", "ipv6",
      "password", "duration":
      return .string
    case "int32", "int64", "integer": return .integer
    case "float", "double", "decimal": return .number
    default: return nil
    }
  }

  /// Whether a string's format is expressed by its Swift type, so that the documentation needn't name it.
  static func isExpressed(_ type: TypeUse) -> Bool {
    switch type {
    case .string, .double, .int: return false
    default: return true
    }
  }
}
