import OpenAPIClientRuntime

/// What a service says when it refuses, whichever of the three ways it does so.
///
/// TensorsLab: `{code, msg}` with status 200. OneRouter: `{error: {code, message, type}}`, in places `{code, message}`.
/// Novita: `{code, reason, message}`, the name of the error as `reason`.
struct Complaint: Sendable {
  var code: String?
  var name: String?
  var message: String?

  init(code: String? = nil, name: String? = nil, message: String? = nil) {
    self.code = code
    self.name = name
    self.message = message
  }

  /// Reads what there is.
  init(_ value: JSONValue) {
    let inner = value["error"]?.object != nil ? value["error"] ?? value : value
    code = Self.text(inner["code"])
    name = Self.text(inner["reason"]) ?? Self.text(inner["type"])
    message =
      Self.text(inner["message"]) ?? Self.text(inner["msg"]) ?? Self.text(value["error"]) ?? Self.text(inner["detail"])
    if name == nil, let message, Self.isName(message) { name = message }
  }

  /// Reads an answer's bytes; nil if they are no JSON object.
  init?(bytes: [UInt8]) {
    guard let value = try? JSONValue(jsonBytes: bytes), value.object != nil else { return nil }
    self.init(value)
  }

  var isEmpty: Bool { code == nil && name == nil && message == nil }

  /// The service's own words, short and on one line, without the key: `Insufficient credits (9000)`.
  func words(without key: APIKey) -> String {
    let parts = [code, name == message ? nil : name].compactMap { $0 }
    let label = parts.map { Self.oneLine(key.redact($0)) }.joined(separator: " ")
    // What is cut first may leave a part of the key.
    let text = Self.oneLine(key.redact(message ?? ""))
    if text.isEmpty { return label.isEmpty ? "no reason given" : label }
    return label.isEmpty ? text : "\(text) (\(label))"
  }

  /// Text without control characters and line ends, at most 300 characters.
  static func oneLine(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let isBlank = scalar.properties.isWhitespace || scalar.value < 32 || (127..<160).contains(scalar.value)
      if !isBlank {
        result.unicodeScalars.append(scalar)
      } else if !result.isEmpty && !result.hasSuffix(" ") {
        result += " "
      }
    }
    if result.hasSuffix(" ") { result.removeLast() }
    return result.count > 300 ? result.prefix(300) + "…" : result
  }

  private static func text(_ value: JSONValue?) -> String? {
    switch value {
    case .string(let text): text.isEmpty ? nil : text
    case .number(let number): number.text
    default: nil
    }
  }

  /// Whether a text is the name of an error, as `INVALID_API_KEY`.
  private static func isName(_ text: String) -> Bool {
    text.utf8.count >= 4 && text.utf8.allSatisfy { (65...90).contains($0) || $0 == 95 }
  }
}
