import OpenAPISyntax

/// A JSON value without a location, such as a default value or a value of an `enum`.
public indirect enum JSONLiteral: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Number)
  case string(String)
  case array([JSONLiteral])
  case object([Member])

  /// A number, as written and by value.
  public struct Number: Hashable, Sendable {
    /// The number as written.
    public let text: String
    /// The number, if it is integral and fits.
    public let int: Int?
    /// The nearest double, nil beyond the range of doubles.
    public let double: Double?

    /// Creates a number.
    public init(text: String, int: Int?, double: Double?) {
      self.text = text
      self.int = int
      self.double = double
    }

    /// Creates an integer.
    public init(_ int: Int) { self.init(text: String(int), int: int, double: Double(int)) }
  }

  /// A member of an object.
  public struct Member: Hashable, Sendable {
    /// The name.
    public let key: String
    /// The value.
    public let value: JSONLiteral

    /// Creates a member.
    public init(key: String, value: JSONLiteral) {
      self.key = key
      self.value = value
    }
  }

  /// The value as JSON text without white space: numbers as written, order kept.
  public var text: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func append(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes += Array("null".utf8)
    case .bool(let value): bytes += Array((value ? "true" : "false").utf8)
    case .number(let number): bytes += Array(number.text.utf8)
    case .string(let text): JSONEscapes.appendQuoted(Array(text.utf8), to: &bytes)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        element.append(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        JSONEscapes.appendQuoted(Array(member.key.utf8), to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.append(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }
}

extension JSONNode {
  /// The value without its location in a document.
  public var literal: JSONLiteral {
    switch kind {
    case .null: return .null
    case .bool: return .bool(bool ?? false)
    case .number: return .number(JSONLiteral.Number(text: numberText ?? "0", int: int, double: double))
    case .string: return .string(string ?? "")
    case .array: return .array(elements.map { $0.literal })
    case .object: return .object(members.map { JSONLiteral.Member(key: $0.key, value: $0.value.literal) })
    }
  }
}
