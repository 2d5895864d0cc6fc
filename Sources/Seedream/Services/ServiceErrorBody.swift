import OpenAPIClientRuntime
import OpenAPISyntax

/// The error in a response, in any form that services and gateways use.
///
/// TensorsLab: `{code, msg}` with status 200. OneRouter: `{error: {code, message, type}}`, sometimes `{code, message}`.
/// Novita: `{code, reason, message}`, where `reason` is the name of the error. Gateways and frameworks in front of them:
/// `detail` (a text, an object or a list), `errors`, `error_description`, `title`, all of it in a list, plain text, or a page
/// of HTML.
struct ServiceErrorBody: Sendable {
  var code: String?
  var name: String?
  var message: String?
  /// Whether the service itself may have sent this: it is JSON, not a page or plain text.
  var isStructured = true

  init(code: String? = nil, name: String? = nil, message: String? = nil) {
    self.code = code
    self.name = name
    self.message = message
  }

  /// Reads JSON; members that are missing are nil.
  init(_ value: JSONValue) {
    if let items = value.array {
      self.init(items: items)
      return
    }
    self.init()
    let inner = Self.details(of: value)
    code = LenientJSON.text(inner["code"]) ?? LenientJSON.text(value["code"])
    name = LenientJSON.text(inner["reason"]) ?? LenientJSON.text(inner["type"]) ?? Self.name(in: value["error"])
    message =
      Self.sentences(ofListIn: value)
      ?? Self.firstText(in: inner, "message", "msg", "error_message", "error_description", "detail", "details", "title")
      ?? Self.sentence(value["error_description"]) ?? Self.sentence(value["error"]) ?? Self.sentence(value["detail"])
      ?? Self.sentence(inner["errors"]) ?? Self.sentence(value["errors"]) ?? Self.sentence(value["title"])
      ?? Self.firstText(in: value, "message", "msg")
    if name == nil, let message, Self.isName(message) { name = message }
  }

  /// Reads a response's bytes: JSON, a page or plain text.
  init(bytes: [UInt8]) {
    if let value = LenientJSON.value(bytes), value.object != nil || value.array?.isEmpty == false {
      self.init(value)
      return
    }
    self.init(message: PageText.sentence(bytes))
    isStructured = false
  }

  private init(items: [JSONValue]) {
    let bodies = items.prefix(5).map { item in
      item.string.map { ServiceErrorBody(message: $0) } ?? ServiceErrorBody(item)
    }
    self.init(
      code: bodies.lazy.compactMap(\.code).first, name: bodies.lazy.compactMap(\.name).first,
      message: Self.joined(bodies.compactMap(\.message)))
  }

  var isEmpty: Bool { code == nil && name == nil && message == nil }

  /// Whether this is an error of the service itself.
  var isReadable: Bool { isStructured && !isEmpty }

  /// The service's message, on one line and without the key: `Insufficient credits (9000)`.
  func summary(redacting key: APIKey) -> String {
    let parts = [code, name == message ? nil : name].compactMap { $0 }
    let label = parts.map { Self.oneLine(key.redact($0)) }.joined(separator: " ")
    // Redacted before it is cut, because a part of the key would not be found.
    let text = Self.oneLine(key.redact(message ?? ""))
    if text.isEmpty { return label.isEmpty ? "no reason given" : label }
    return label.isEmpty ? text : "\(text) (\(label))"
  }

  /// A text on one line, without control characters, cut after 300 characters.
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

  /// The object with the code and the message: the value itself, or the one in its `error`, `detail` or `errors`.
  private static func details(of value: JSONValue) -> JSONValue {
    for key in ["error", "detail"] {
      if let inner = value[key], inner.object?.isEmpty == false { return inner }
      if let inner = value[key]?.array?.first, inner.object != nil, value["message"] == nil { return inner }
    }
    if let inner = value["errors"]?.array?.first, inner.object != nil, value["message"] == nil, value["msg"] == nil {
      return inner
    }
    return value
  }

  /// The sentences of a list in `error`, `detail` or `errors`, if there is no message beside it.
  private static func sentences(ofListIn value: JSONValue) -> String? {
    guard sentence(value["message"]) == nil, sentence(value["msg"]) == nil else { return nil }
    for key in ["error", "detail", "errors"] where value[key]?.array?.isEmpty == false { return sentence(value[key]) }
    return nil
  }

  private static func firstText(in value: JSONValue, _ keys: String...) -> String? {
    keys.lazy.compactMap { sentence(value[$0]) }.first
  }

  /// The message in a value: a text, an object's message with the field that it is about, or a list of those.
  private static func sentence(_ value: JSONValue?) -> String? {
    switch value {
    case .string, .number: return LenientJSON.text(value)
    case .array(let items)?: return joined(items.prefix(5).compactMap { sentence($0) })
    case .object(let members)?:
      var words: String?
      for key in ["message", "msg", "detail", "error", "reason", "title", "description"] where words == nil {
        words = sentence(members[key])
      }
      guard let words else {
        // `{"prompt": ["too long"]}`: each member is a field with its errors.
        return joined(members.prefix(5).compactMap { member in sentence(member.value).map { "\(member.key): \($0)" } })
      }
      // FastAPI adds the location: `{"loc": ["body", "size"], "msg": "…"}`.
      let path = members["loc"]?.array?.compactMap { LenientJSON.text($0) }.joined(separator: ".")
      let field = path ?? LenientJSON.text(members["field"]) ?? LenientJSON.text(members["param"])
      return field.map { $0.isEmpty ? words : "\($0): \(words)" } ?? words
    default: return nil
    }
  }

  private static func joined(_ sentences: [String]) -> String? {
    sentences.isEmpty ? nil : sentences.joined(separator: "; ")
  }

  /// The name in OAuth's `{"error": "invalid_token", "error_description": "…"}`.
  private static func name(in value: JSONValue?) -> String? {
    guard let text = value?.string, !text.isEmpty, !text.contains(where: \.isWhitespace) else { return nil }
    return text
  }

  /// Whether a text is the name of an error, such as `INVALID_API_KEY`.
  private static func isName(_ text: String) -> Bool {
    text.utf8.count >= 4 && text.utf8.allSatisfy { $0.isUppercaseLetter || $0 == UInt8(ascii: "_") }
  }
}
