/// Any JSON value.
public enum JSONValue: Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number, exact whatever its size.
  case number(JSONNumber)
  /// A string.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object, in its order.
  case object(JSONObject)

  /// An integer.
  public static func int(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }

  /// A double.
  public static func double(_ value: Double) -> JSONValue { .number(JSONNumber(value)) }

  /// The kind of the value.
  public var kind: JSONKind {
    switch self {
    case .null: .null
    case .bool: .bool
    case .number: .number
    case .string: .string
    case .array: .array
    case .object: .object
    }
  }

  /// Whether this is null.
  public var isNull: Bool { kind == .null }

  /// The boolean, if this is one.
  public var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The integer, if this is a number that is one and fits.
  public var int: Int? {
    if case .number(let value) = self { value.int } else { nil }
  }

  /// The nearest double, if this is a number within its range.
  public var double: Double? {
    if case .number(let value) = self { value.double } else { nil }
  }

  /// The string, if this is one.
  public var string: String? {
    if case .string(let value) = self { value } else { nil }
  }

  /// The elements, if this is an array.
  public var array: [JSONValue]? {
    if case .array(let value) = self { value } else { nil }
  }

  /// The members, if this is an object.
  public var object: JSONObject? {
    if case .object(let value) = self { value } else { nil }
  }

  /// A member's value; nil if this is not an object or has no such member.
  ///
  /// Setting makes an object of null.
  public subscript(key: String) -> JSONValue? {
    get { object?[key] }
    set {
      var members = object ?? JSONObject()
      guard isNull || kind == .object else { return }
      members[key] = newValue
      self = .object(members)
    }
  }

  /// An element; nil if this is not an array or it is shorter.
  public subscript(position: Int) -> JSONValue? {
    guard case .array(let elements) = self, elements.indices.contains(position) else { return nil }
    return elements[position]
  }

  /// The same JSON as another type.
  ///
  /// - Throws: `JSONError` if it doesn't fit.
  public func decode<T: JSONCodable>(as type: T.Type = T.self) throws -> T {
    try T(jsonBytes: JSONWriter.document(self).bytes)
  }

  /// The JSON of a value of any type.
  ///
  /// - Throws: `JSONError` if a number in it is not finite.
  public init<T: JSONCodable>(encoding value: T) throws {
    try self.init(jsonBytes: value.jsonBytes())
  }
}

extension JSONValue {
  /// Reads a document of any size, as long as it is its texts that are large.
  ///
  /// - Throws: `JSONError` if the bytes are not JSON.
  package init(largeDocument bytes: [UInt8]) throws {
    var collector = LargeTextCollector()
    var start = 0
    while start < bytes.count {
      let end = min(start + 1_048_576, bytes.count)
      collector.add(Array(bytes[start..<end]))
      start = end
    }
    collector.finish()
    let arena = try JSONParser.parse(collector.document, largeTexts: collector.texts)
    try self.init(json: JSONReader(arena: arena, index: 0))
  }
}

extension JSONValue: JSONCodable {
  /// Reads any value.
  public init(json: __shared JSONReader) throws {
    guard !json.isMissing else { throw json.mismatch("a value") }
    if json.arena.triedNode == json.index { json.arena.isUnknown = true }
    switch json.kind {
    case .null: self = .null
    case .bool: self = .bool(try Bool(json: json))
    case .number: self = .number(try JSONNumber(json: json))
    case .string: self = .string(json.arena.text(of: json.arena.nodes[json.index]))
    case .object: self = .object(try JSONObject(json: json))
    case .array:
      var elements: [JSONValue] = []
      let node = json.arena.nodes[json.index]
      elements.reserveCapacity(node.length)
      var child = json.index + 1
      while child < node.end {
        elements.append(try JSONValue(json: JSONReader(arena: json.arena, index: child)))
        child = json.arena.next(child)
      }
      self = .array(elements)
    }
  }

  /// Writes the value.
  public func write(to json: inout JSONWriter) {
    switch self {
    case .null: json.null()
    case .bool(let value): json.scalar(value)
    case .number(let value): value.write(to: &json)
    case .string(let value): json.scalar(value)
    case .array(let values): json.writeElements(values)
    case .object(let value): value.write(to: &json)
    }
  }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// Null.
  public init(nilLiteral: ()) { self = .null }
  /// Creates a boolean.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// Creates an integer.
  public init(integerLiteral value: Int) { self = .int(value) }
  /// Creates a double.
  public init(floatLiteral value: Double) { self = .double(value) }
  /// Creates a string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// Creates an array.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// Creates an object.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    var members = JSONObject()
    for (key, value) in elements { members[key] = value }
    self = .object(members)
  }
}

extension JSONValue: CustomStringConvertible {
  /// The JSON text without whitespace.
  public var description: String { jsonText }
}
