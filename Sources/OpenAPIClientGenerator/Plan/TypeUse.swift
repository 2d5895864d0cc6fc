/// How a type is written where it is used.
public indirect enum TypeUse: Equatable, Sendable {
  case string, bool, int, int32, int64, uint64, double, float
  /// `Date`, `CalendarDate`, `UUID`, `Data`, `URL`.
  case date, calendarDate, uuid, data, url
  case jsonNumber, jsonValue
  /// A part of a multipart body that carries a file.
  case filePart
  /// A streaming body sent; a streaming body received.
  case requestBody, responseBody
  /// The whole text of a body; the whole bytes of a body.
  case text, bytes
  case void
  /// A type of the namespace by its names from the outside in, such as `["SeeDreamV4", "Body"]`.
  case named([String])
  /// A Swift type from the configuration's `formats`, printed as it is.
  case custom(String)
  case array(TypeUse)
  case dictionary(TypeUse)
  case optional(TypeUse)
  /// Server-sent events; JSON lines.
  case events(TypeUse)
  case jsonLines(TypeUse)
}

extension TypeUse {
  /// A name in the text of a type.
  enum Name {
    /// A type of the standard library.
    case standard(String)
    case foundation(String)
    case runtime(String)
    /// A type of the namespace, by its names from the outside in.
    case path([String])
    /// A type from the configuration.
    case custom(String)
  }

  /// The type in Swift: `[Pet]?`.
  ///
  /// `write` gives the text of each name in it.
  func text(_ write: (Name) -> String) -> String {
    switch self {
    case .string, .text: write(.standard("String"))
    case .bool: write(.standard("Bool"))
    case .int: write(.standard("Int"))
    case .int32: write(.standard("Int32"))
    case .int64: write(.standard("Int64"))
    case .uint64: write(.standard("UInt64"))
    case .double: write(.standard("Double"))
    case .float: write(.standard("Float"))
    case .void: write(.standard("Void"))
    case .bytes: "[\(write(.standard("UInt8")))]"
    case .date: write(.foundation("Date"))
    case .uuid: write(.foundation("UUID"))
    case .jsonNumber: write(.runtime(RuntimeNames.jsonNumber))
    case .data: write(.foundation("Data"))
    case .url: write(.foundation("URL"))
    case .calendarDate: write(.runtime(RuntimeNames.calendarDate))
    case .jsonValue: write(.runtime(RuntimeNames.jsonValue))
    case .filePart: write(.runtime(RuntimeNames.filePart))
    case .requestBody: write(.runtime(RuntimeNames.requestBody))
    case .responseBody: write(.runtime(RuntimeNames.responseBody))
    case .named(let path): write(.path(path))
    case .custom(let type): write(.custom(type))
    case .array(let element): "[\(element.text(write))]"
    case .dictionary(let value): "[\(write(.standard("String"))): \(value.text(write))]"
    case .optional(let wrapped): "\(wrapped.text(write))?"
    case .events(let element): "\(write(.runtime(RuntimeNames.eventStream)))<\(element.text(write))>"
    case .jsonLines(let element): "\(write(.runtime(RuntimeNames.jsonLines)))<\(element.text(write))>"
    }
  }

  /// The type as a caller would write it inside the namespace.
  public var text: String {
    text { name in
      switch name {
      case .standard(let name), .foundation(let name), .runtime(let name), .custom(let name): name
      case .path(let path): path.joined(separator: ".")
      }
    }
  }

  /// The type with the paths of types of the namespace replaced.
  func mapped(_ name: ([String]) -> [String]) -> TypeUse {
    switch self {
    case .named(let path): .named(name(path))
    case .array(let element): .array(element.mapped(name))
    case .dictionary(let value): .dictionary(value.mapped(name))
    case .optional(let wrapped): .optional(wrapped.mapped(name))
    case .events(let element): .events(element.mapped(name))
    case .jsonLines(let element): .jsonLines(element.mapped(name))
    default: self
    }
  }

  /// The type without `Optional` around it.
  var unwrapped: TypeUse {
    switch self {
    case .optional(let wrapped): wrapped.unwrapped
    default: self
    }
  }

  var isOptional: Bool {
    if case .optional = self { return true }
    return false
  }

  /// The type as an optional, which it may be already.
  var orNil: TypeUse {
    if case .optional = self { return self }
    return .optional(self)
  }
}
