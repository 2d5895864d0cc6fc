import OpenAPIClientRuntime
import OpenAPIDocument
import OpenAPIValidation

extension ExampleMaker {
  /// A number within the limits, 1 where they allow it.
  func number(_ schema: JSONNode) -> JSONValue {
    let step = schema["multipleOf"]?.double ?? 1
    let low = schema["exclusiveMinimum"]?.double ?? schema["minimum"]?.double
    let high = schema["exclusiveMaximum"]?.double ?? schema["maximum"]?.double
    var candidates = [step]
    if let low {
      let first = (low / step).rounded(.up) * step
      candidates += [first, first + step, low]
    }
    if let high {
      let last = (high / step).rounded(.down) * step
      candidates += [last, last - step, high]
    }
    if let low, let high { candidates.append((low + high) / 2) }
    let values = candidates.map(Self.value)
    return values.first { isValid($0, schema) } ?? values[0]
  }

  private static func value(_ number: Double) -> JSONValue { Int(exactly: number).map { .int($0) } ?? .double(number) }

  /// A value of a schema without a type: a number if its format is one of numbers, else a string.
  func untyped(_ schema: JSONNode) -> JSONValue {
    switch schema["format"]?.string {
    case "int32", "int64", "integer", "float", "double", "decimal": number(schema)
    default: .string(text(schema))
    }
  }

  /// A string of the schema's encoding, format or pattern, and of its length.
  func text(_ schema: JSONNode) -> String {
    let text = formatted(schema)
    guard let pattern = schema["pattern"]?.string, !isValid(.string(text), schema) else { return text }
    let candidates = [0, schema["minLength"]?.int ?? 1].compactMap { PatternText.example(of: pattern, more: $0) }
    return candidates.first { isValid(.string($0), schema) } ?? text
  }

  private func formatted(_ schema: JSONNode) -> String {
    let least = min(schema["minLength"]?.int ?? 0, 100_000)
    let most = max(schema["maxLength"]?.int ?? .max, 0)
    let format = schema["format"]?.string ?? ""
    switch schema["contentEncoding"]?.string?.lowercased() ?? format {
    case "base64", "base64url", "byte": return Self.groups("Ynl0", last: "ZXM=", least, most)
    case "base32": return Self.groups("MJ4XIZLT", last: "", least, most)
    case "base16": return Self.groups("62", last: "79", least, most)
    default: break
    }
    var value = Self.formats[format] ?? "value"
    if Self.formats[format] == nil || Self.extensibleFormats.contains(format) {
      value += String(repeating: "e", count: max(least - value.unicodeScalars.count, 0))
    }
    return Self.formats[format] == nil ? String(value.prefix(most)) : value
  }

  /// A text for each format.
  private static let formats = [
    "date-time": "2026-01-30T12:00:00Z", "date": "2026-01-30", "time": "12:00:00Z", "duration": "PT1H",
    "datetime": "2026-01-30T12:00:00Z", "dateTime": "2026-01-30T12:00:00Z",
    "uuid": "0d6f2a5e-3c1b-4c8e-9f7a-2b6d5e4c3a10", "guid": "0d6f2a5e-3c1b-4c8e-9f7a-2b6d5e4c3a10",
    "uuid4": "0d6f2a5e-3c1b-4c8e-9f7a-2b6d5e4c3a10", "uri": "https://example.com/a", "url": "https://example.com/a",
    "iri": "https://example.com/a", "uri-reference": "/a", "iri-reference": "/a",
    "uri-template": "https://example.com/{a}", "email": "someone@example.com", "idn-email": "someone@example.com",
    "hostname": "example.com", "idn-hostname": "example.com", "ipv4": "192.0.2.1", "ipv6": "2001:db8::1",
    "decimal": "1.5", "regex": "^a+$", "json-pointer": "/a", "relative-json-pointer": "1/a",
  ]
  /// Formats whose texts may end in any letters.
  private static let extensibleFormats: Set = [
    "uri", "url", "iri", "uri-reference", "iri-reference", "uri-template", "json-pointer", "relative-json-pointer",
  ]

  /// Encoded bytes in whole groups: `group` and `last`, or as many of `group` as the lengths need.
  private static func groups(_ group: String, last: String, _ least: Int, _ most: Int) -> String {
    let usual = group + last
    if least <= usual.utf8.count, usual.utf8.count <= most { return usual }
    let size = group.utf8.count
    let count = usual.utf8.count > most ? most / size : (least + size - 1) / size
    return String(repeating: group, count: count)
  }
}
