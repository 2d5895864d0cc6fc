/// Reads forms (`application/x-www-form-urlencoded`) into types that read JSON.
enum FormReader {
  /// A form has only texts: numbers and booleans are tried where the texts don't fit.
  static func read<T: JSONCodable>(_ bytes: [UInt8]) throws -> T {
    let pairs = pairs(bytes)
    let texts = object(pairs) { .string($0) }
    do {
      return try texts.decode()
    } catch {
      return try object(pairs, value).decode()
    }
  }

  private static func value(_ text: String) -> JSONValue {
    switch text {
    case "true": .bool(true)
    case "false": .bool(false)
    default: JSONNumber(text).map(JSONValue.number) ?? .string(text)
    }
  }

  private static func pairs(_ bytes: [UInt8]) -> [(String, String)] {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.split(separator: "&").map { pair in
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (decode(halves[0]), halves.count > 1 ? decode(halves[1]) : "")
    }
  }

  private static func decode(_ text: Substring) -> String {
    PercentEncoding.decode(String(text.map { $0 == "+" ? " " : $0 }))
  }

  /// Repeated names, and names that end in `[]`, become arrays.
  private static func object(_ pairs: [(String, String)], _ make: (String) -> JSONValue) -> JSONValue {
    var object = JSONObject()
    for (name, text) in pairs {
      let isArray = name.hasSuffix("[]")
      let key = isArray ? String(name.dropLast(2)) : name
      switch object[key] {
      case .array(let elements): object[key] = .array(elements + [make(text)])
      case let value?: object[key] = .array([value, make(text)])
      case nil: object[key] = isArray ? .array([make(text)]) : make(text)
      }
    }
    return .object(object)
  }
}
