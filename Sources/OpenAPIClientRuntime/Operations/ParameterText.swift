import OpenAPISyntax

/// A parameter's value, written in a style.
struct ParameterText {
  let name: String
  let value: JSONValue
  let style: ParameterStyle
  let kept: PercentEncoding.AllowedBytes

  /// The value of any type as JSON.
  ///
  /// Scalars, by far the most, are not parsed again.
  static func value<T: JSONCodable>(of value: T) throws(JSONError) -> JSONValue {
    let bytes = try value.jsonBytes()
    if let scalar = scalar(bytes) { return scalar }
    if bytes.isEmpty { return .null }
    do {
      return try JSONValue(jsonBytes: bytes)
    } catch let error as JSONError {
      throw error
    } catch {
      throw JSONError(path: "$", expected: "JSON", found: "something else")
    }
  }

  /// A string without escapes, a boolean, an integer.
  private static func scalar(_ bytes: [UInt8]) -> JSONValue? {
    guard let first = bytes.first else { return nil }
    switch first {
    case UInt8(ascii: "\"") where bytes.count > 1 && !bytes.contains(UInt8(ascii: "\\")):
      return .string(String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self))
    case UInt8(ascii: "0")...UInt8(ascii: "9") where bytes.count < 19:
      return Int(String(decoding: bytes, as: UTF8.self)).map(JSONValue.int)
    case UInt8(ascii: "t"): return .bool(true)
    case UInt8(ascii: "f"): return .bool(false)
    default: return nil
    }
  }

  /// For a path or header: one text; nil where the value is null.
  func single() -> String? {
    switch style.form {
    case .json: return encode(value.jsonText)
    case .label: return label()
    case .matrix: return matrix()
    default: return simple()
    }
  }

  /// For a query, form or cookie: `name=value` pieces.
  func pairs() -> [String] { items().map { $0.name + "=" + $0.text } }

  /// Names and texts, each encoded; the parts of a multipart body keep every character.
  func items() -> [(name: String, text: String)] {
    if value.isNull { return style.form == .json ? [(encode(name), "null")] : [] }
    switch style.form {
    case .json: return [(encode(name), encode(value.jsonText))]
    case .deepObject:
      var items: [(name: String, text: String)] = []
      deep(name, value, &items)
      return items
    case .spaceDelimited where !style.explode: return delimited(kept == .form ? "+" : encode(" "))
    case .pipeDelimited where !style.explode: return delimited(encode("|"))
    default: break
    }
    switch value {
    case .array(let elements):
      return style.explode ? elements.map { (encode(name), encode(Self.text($0))) } : delimited(",")
    case .object(let members): return style.explode ? members.flatMap(exploded) : delimited(",")
    default: return [(encode(name), encode(Self.text(value)))]
    }
  }

  /// A member of an exploded object; a list repeats the name, which is what services expect that bind queries to objects.
  private func exploded(_ member: JSONObject.Member) -> [(name: String, text: String)] {
    (member.value.array ?? [member.value]).map { (encode(member.key), encode(Self.text($0))) }
  }

  // MARK: Styles

  private func simple() -> String? {
    switch value {
    case .null: return nil
    case .array(let elements): return elements.map { encode(Self.text($0)) }.joined(separator: ",")
    case .object(let members):
      let separator = style.explode ? "=" : ","
      return members.map { encode($0.key) + separator + encode(Self.text($0.value)) }.joined(separator: ",")
    default: return encode(Self.text(value))
    }
  }

  private func label() -> String? {
    let separator = style.explode ? "." : ","
    switch value {
    case .null: return ""
    case .array(let elements):
      return elements.isEmpty ? "" : "." + elements.map { encode(Self.text($0)) }.joined(separator: separator)
    case .object(let members):
      if members.isEmpty { return "" }
      let inner = style.explode ? "=" : ","
      return "." + members.map { encode($0.key) + inner + encode(Self.text($0.value)) }.joined(separator: separator)
    default: return "." + encode(Self.text(value))
    }
  }

  private func matrix() -> String? {
    let prefix = ";" + encode(name)
    switch value {
    case .null: return ""
    case .array(let elements):
      if elements.isEmpty { return "" }
      if style.explode { return elements.map { prefix + "=" + encode(Self.text($0)) }.joined() }
      return prefix + "=" + elements.map { encode(Self.text($0)) }.joined(separator: ",")
    case .object(let members):
      if members.isEmpty { return "" }
      if style.explode { return members.map { ";" + encode($0.key) + "=" + encode(Self.text($0.value)) }.joined() }
      return prefix + "=" + members.map { encode($0.key) + "," + encode(Self.text($0.value)) }.joined(separator: ",")
    default:
      let text = encode(Self.text(value))
      return text.isEmpty ? prefix : prefix + "=" + text
    }
  }

  private func delimited(_ separator: String) -> [(name: String, text: String)] {
    var parts: [String] = []
    switch value {
    case .array(let elements): parts = elements.map { encode(Self.text($0)) }
    case .object(let members):
      for member in members {
        parts.append(encode(member.key))
        parts.append(encode(Self.text(member.value)))
      }
    default: parts = [encode(Self.text(value))]
    }
    return parts.isEmpty ? [] : [(encode(name), parts.joined(separator: separator))]
  }

  private func deep(_ name: String, _ value: JSONValue, _ items: inout [(name: String, text: String)]) {
    switch value {
    case .null: break
    case .object(let members):
      for member in members { deep(name + "[" + member.key + "]", member.value, &items) }
    case .array(let elements):
      // Elements that are containers need their position, because members of different elements would mix otherwise.
      let isFlat = elements.allSatisfy { $0.kind != .array && $0.kind != .object }
      for (position, element) in elements.enumerated() {
        deep(name + (isFlat ? "[]" : "[\(position)]"), element, &items)
      }
    default: items.append((encode(name), encode(Self.text(value))))
    }
  }

  private func encode(_ text: String) -> String { PercentEncoding.encode(text, kept) }

  /// The plain text of a scalar; a container within a container, for which OpenAPI has no rule, is written as JSON.
  static func text(_ value: JSONValue) -> String {
    switch value {
    case .null: ""
    case .string(let text): text
    default: value.jsonText
    }
  }
}
