import OpenAPISyntax

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A JSON number: exact, whatever its size.
///
/// Integers of 64 bits and doubles are stored as such, all others as the text that was read. Compared by value.
public struct JSONNumber: JSONCodable, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  CustomStringConvertible
{
  enum Storage: Sendable {
    case int(Int64)
    case double(Double)
    case text(String)
  }

  let storage: Storage

  /// Creates an integer.
  public init(_ value: Int) { storage = .int(Int64(value)) }

  /// Creates a double.
  ///
  /// NaN and infinities can't be written: writing them is an error.
  public init(_ value: Double) { storage = .double(value) }

  /// Creates an integer.
  public init(integerLiteral value: Int) { self.init(value) }

  /// Creates a double.
  public init(floatLiteral value: Double) { self.init(value) }

  /// The number of a JSON text, or nil if it is not a JSON number.
  public init?(_ text: String) {
    guard let reader = try? JSONReader(Array(text.utf8)), reader.kind == .number,
      let number = try? JSONNumber(json: reader)
    else { return nil }
    self = number
  }

  /// Reads a number.
  public init(json: __shared JSONReader) throws {
    guard json.kind == .number else {
      guard let value = json.value(ofText: .number) else { throw json.mismatch("a number") }
      storage = try JSONNumber(json: value).storage
      return
    }
    let node = json.arena.nodes[json.index]
    if let value = Numbers.signed(json.arena.bytes, node) {
      storage = .int(value)
      return
    }
    let text = json.arena.text(of: node)
    if let value = Double(text), value.isFinite, ExactDecimal(text) == ExactDecimal("\(value)") {
      storage = .double(value)
    } else {
      storage = .text(text)
    }
  }

  /// Writes the number.
  public func write(to json: inout JSONWriter) {
    if json.isIdentity {
      json.scalar((ExactDecimal(text)?.canonical ?? text).utf8)
      return
    }
    switch storage {
    case .int(let value): value.write(to: &json)
    case .double(let value): value.write(to: &json)
    case .text(let value): json.scalar(value.utf8)
    }
  }

  /// The number as JSON writes it.
  public var text: String {
    switch storage {
    case .int(let value): "\(value)"
    case .double(let value): NumberText.of(value)
    case .text(let value): value
    }
  }

  /// The number as JSON writes it.
  public var description: String { text }

  /// The number if it is an integer that fits.
  public var int: Int? {
    switch storage {
    case .int(let value): Int(exactly: value)
    case .double(let value): Int(exactly: value)
    case .text: nil
    }
  }

  /// The nearest double, or nil beyond its range.
  public var double: Double? {
    switch storage {
    case .int(let value): return Double(value)
    case .double(let value): return value
    case .text(let value):
      guard let double = Double(value), double.isFinite else { return nil }
      return double
    }
  }

  init?(from container: any SingleValueDecodingContainer) {
    if let value = try? container.decode(Int64.self) {
      storage = .int(value)
    } else if let value = try? container.decode(UInt64.self) {
      storage = .text("\(value)")
    } else if let value = try? container.decode(Double.self) {
      // Decoders round silently; a decimal shows whether this one did.
      if let decimal = try? container.decode(Decimal.self), let exact = JSONNumber("\(decimal)") {
        storage = exact.storage
      } else {
        storage = .double(value)
      }
    } else {
      return nil
    }
  }

  func encode(in container: inout any SingleValueEncodingContainer) throws {
    switch storage {
    case .int(let value): try container.encode(value)
    case .double(let value): try container.encode(value)
    case .text(let text):
      if let value = UInt64(text) {
        try container.encode(value)
      } else if let value = Decimal(string: text), ExactDecimal("\(value)") == ExactDecimal(text) {
        try container.encode(value)
      } else if let value = Double(text), value.isFinite {
        try container.encode(value)
      } else {
        throw EncodingError.invalidValue(
          text,
          EncodingError.Context(
            codingPath: container.codingPath, debugDescription: "The number is too large for this encoder."))
      }
    }
  }
}
