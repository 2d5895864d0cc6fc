import OpenAPIDocument

/// The types for values of `format`.
enum Formats {
  /// The type of a string by its format; nil for the bytes of a file.
  static func string(_ format: String?, _ overrides: [String: String]) -> API.Scalar? {
    guard let format else { return .string }
    if let type = overrides[format] {
      // A `Decimal` would be written as a JSON number.
      return .custom(type == "Decimal" ? RuntimeNames.decimalText : type)
    }
    if ["binary", "file"].contains(format) { return nil }
    return strings[format] ?? .string
  }

  private static let strings: [String: API.Scalar] = [
    "date-time": .date, "datetime": .date, "dateTime": .date, "date": .calendarDate, "uuid": .uuid, "guid": .uuid,
    "uuid4": .uuid, "byte": .data, "base64": .data,
  ]

  /// The type of an integer by its format.
  static func integer(_ format: String?, _ overrides: [String: String]) -> API.Scalar {
    guard let format else { return .int }
    if let type = overrides[format] { return .custom(type) }
    return integers[format] ?? .int
  }

  /// The type of an integer by its limits, if the format determines none.
  ///
  /// The limits are doubles, because documents often have the largest 64-bit integer as `9223372036854776000`.
  static func integer(from minimum: Double?, to maximum: Double) -> API.Scalar {
    if maximum <= 9_223_372_036_854_775_808 { return .int }
    if maximum <= 18_446_744_073_709_551_616, (minimum ?? 0) >= 0 { return .uint64 }
    return .number
  }

  private static let integers: [String: API.Scalar] = ["int32": .int32, "int64": .int64, "uint64": .uint64]

  /// The type of a number by its format; some documents use formats of integers here.
  static func number(_ format: String?, _ overrides: [String: String]) -> API.Scalar {
    guard let format else { return .double }
    if let type = overrides[format] { return .custom(type) }
    return numbers[format] ?? .double
  }

  private static let numbers: [String: API.Scalar] = [
    "float": .float, "int32": .int32, "int64": .int64, "uint64": .uint64, "integer": .int, "int": .int,
  ]

  /// The type of a schema that has a format and no type.
  static func impliedType(_ format: String) -> SchemaType? {
    if ["int32", "int64", "uint64", "integer"].contains(format) { return .integer }
    if ["float", "double", "decimal"].contains(format) { return .number }
    return texts.contains(format) ? .string : nil
  }

  private static let texts: Set<String> = [
    "date-time", "date", "time", "uuid", "byte", "binary", "uri", "url", "email", "hostname", "ipv4", "ipv6",
    "password", "duration",
  ]

  /// Whether the Swift type expresses the format, so that the documentation needn't name it.
  static func isExpressed(_ type: API.Scalar) -> Bool {
    switch type {
    case .string, .double, .int: return false
    default: return true
    }
  }
}
