import OpenAPISyntax

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A decimal number that is a string in JSON, such as `"12.50"`: exact, and written as it was read.
///
/// With `"formats": { "decimal": "Decimal" }` it is the type of a string of that format, and `Decimal` that of a number.
/// Two are equal if their values are: `"12.50"` equals `"12.5"`.
public struct DecimalText: JSONCodable, Comparable, CustomStringConvertible, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral
{
  /// The number.
  public let decimal: Decimal
  /// The number as a text, with the zeros that it was read with.
  public let description: String

  /// Creates a number.
  public init(_ decimal: Decimal) {
    self.decimal = decimal
    description = "\(decimal)"
  }

  /// The number of a text; nil if it isn't a number in the form of JSON, or has more than 38 digits.
  public init?(_ text: String) {
    guard let exact = ExactDecimal(text), let decimal = Decimal(string: text),
      ExactDecimal("\(decimal)") == exact
    else { return nil }
    self.decimal = decimal
    description = text
  }

  /// Creates a whole number.
  public init(integerLiteral value: Int) { self.init(Decimal(value)) }

  /// Creates the number that is written: `12.1` is 12.1, not the double next to it.
  public init(floatLiteral value: Double) { self.init(Decimal(string: "\(value)") ?? Decimal(value)) }

  /// Reads a string, or a number.
  public init(json: __shared JSONReader) throws {
    let text: String = json.kind == .number ? json.arena.text(of: json.arena.nodes[json.index]) : try json.decode()
    guard let value = DecimalText(text) else { throw json.malformed("a decimal number", format: "decimal") }
    json.arena.score += 1
    self = value
  }

  /// Writes the text.
  public func write(to json: inout JSONWriter) {
    json.scalar(json.isIdentity ? ExactDecimal(description)?.canonical ?? description : description)
  }

  /// By value.
  public static func < (left: DecimalText, right: DecimalText) -> Bool { left.decimal < right.decimal }
}

extension DecimalText: FormattedText {}
