/// An upper bound of the memory that a value takes itself, without what it refers to.
struct ValueLayout: Equatable, Sendable {
  /// In bytes.
  private(set) var size = 0
  /// In bytes.
  private(set) var alignment = 1
  /// Whether some bit pattern is no value of the type, so that nil takes no extra byte.
  private(set) var hasSpareValues = false

  /// A reference.
  static let reference = ValueLayout(size: 8, alignment: 8, hasSpareValues: true)

  /// The layout of the type as an optional.
  var orNil: ValueLayout {
    hasSpareValues ? self : ValueLayout(size: size + 1, alignment: alignment, hasSpareValues: false)
  }

  /// Adds a stored property.
  mutating func append(_ member: ValueLayout) {
    size = (size + member.alignment - 1) / member.alignment * member.alignment + member.size
    alignment = max(alignment, member.alignment)
    hasSpareValues = hasSpareValues || member.hasSpareValues
  }

  /// The layout of an enum with these payloads.
  static func oneOf(_ payloads: [ValueLayout]) -> ValueLayout {
    ValueLayout(
      size: (payloads.map(\.size).max() ?? 0) + 1, alignment: payloads.map(\.alignment).max() ?? 1,
      hasSpareValues: false)
  }

  /// The layout of a type; `named` gives those of types of the namespace.
  static func of(_ use: TypeUse, named: ([String]) -> ValueLayout) -> ValueLayout {
    switch use {
    case .void: ValueLayout()
    case .bool: ValueLayout(size: 1, alignment: 1, hasSpareValues: true)
    case .int32, .float: ValueLayout(size: 4, alignment: 4)
    case .int, .int64, .uint64, .double, .date: ValueLayout(size: 8, alignment: 8)
    case .uuid: ValueLayout(size: 16, alignment: 1)
    case .string, .text, .data: ValueLayout(size: 16, alignment: 8, hasSpareValues: true)
    case .url, .bytes, .array, .dictionary: .reference
    case .calendarDate, .jsonNumber, .jsonValue, .events, .jsonLines: ValueLayout(size: 24, alignment: 8)
    // Large types of the runtime, and types of which only the name is known.
    case .filePart, .requestBody, .responseBody, .custom: ValueLayout(size: 64, alignment: 8)
    case .named(let path): named(path)
    case .optional(let wrapped): of(wrapped, named: named).orNil
    }
  }
}
