import OpenAPISyntax

/// Removes secrets from strings, header fields and URLs before they are shown.
public struct Redaction: Sendable, CustomStringConvertible, CustomReflectable {
  /// What replaces a secret.
  public static let mark = "<redacted>"

  /// Shorter secrets aren't redacted, because they would be found everywhere.
  private static let minimumLength = 6

  private let secrets: [String]
  private let fieldNames: [String]
  private let queryNames: [String]

  /// Creates a redaction of texts, and of header fields and query items by name.
  public init(secrets: [String], fieldNames: [String] = [], queryNames: [String] = []) {
    self.secrets = secrets
    self.fieldNames = fieldNames.map { $0.lowercased() }
    self.queryNames = queryNames.map { PercentEncoding.decode($0).lowercased() }
  }

  /// Shows nothing.
  public var description: String { Self.mark }

  /// Shows nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }

  /// The text without secrets, also where they are percent-encoded, in base64 or escaped.
  public func redact(_ text: String) -> String {
    if secrets.isEmpty { return text }
    return String(decoding: redact(Array(text.utf8)), as: UTF8.self)
  }

  /// The bytes without secrets.
  public func redact(_ bytes: [UInt8]) -> [UInt8] {
    if secrets.isEmpty || bytes.isEmpty { return bytes }
    var result = bytes
    for pattern in patterns { result = Self.replace(pattern, in: result) }
    return result
  }

  /// The fields, with the values redacted whose names mark them as secret.
  public func redact(_ fields: HTTPFields) -> HTTPFields {
    var result = HTTPFields()
    for field in fields {
      let isSecret = fieldNames.contains(field.name.lowercased()) || Self.isSensitive(field: field.name)
      result.append(field.name, isSecret ? Self.mark : redact(field.value))
    }
    return result
  }

  /// The URL without user information, and without the values of query items whose names mark them as secret.
  public func redact(url: String) -> String {
    guard var parts = URLParts(url) else { return redact(url) }
    if let query = parts.query {
      let pieces = query.split(separator: "&", omittingEmptySubsequences: false).map { piece -> String in
        guard let equals = piece.firstIndex(of: "=") else { return String(piece) }
        let name = PercentEncoding.decode(String(piece[..<equals])).lowercased()
        let isSecret = queryNames.contains(name) || Self.isSensitive(query: name)
        return isSecret ? piece[...equals] + Self.mark : String(piece)
      }
      parts.query = pieces.joined(separator: "&")
    }
    return redact(parts.text)
  }

  /// Whether a header of this name holds a secret.
  static func isSensitive(field name: String) -> Bool {
    let name = name.lowercased()
    // These are numbers of remaining tokens, and a key that only identifies a request.
    if name.hasSuffix("tokens") || name == "idempotency-key" { return false }
    for word in ["authorization", "cookie", "api-key", "apikey", "token", "secret", "password", "signature", "session"]
    where name.contains(word) { return true }
    return name.hasSuffix("-key") || name.hasSuffix("-auth")
  }

  /// Whether a query item of this name holds a secret.
  static func isSensitive(query name: String) -> Bool {
    let name = name.lowercased()
    for word in ["token", "secret", "password", "signature", "apikey", "api_key", "api-key", "credential"]
    where name.contains(word) { return true }
    return name == "key" || name == "sig" || name == "auth" || name == "code"
  }

  /// Every secret and its forms in base64, the longest first.
  private var patterns: [[UInt8]] {
    var texts: [String] = []
    for secret in secrets {
      var forms = [secret]
      // `Bearer x` is configured, `x` is the secret; likewise for user and password.
      for separator: Character in [" ", ":"] {
        if let split = secret.firstIndex(of: separator) { forms.append(String(secret[secret.index(after: split)...])) }
      }
      for form in forms where form.utf8.count >= Self.minimumLength {
        texts.append(form)
        texts += Self.base64(form)
      }
    }
    let unique = Set(texts).map { Array($0.utf8) }
    return unique.sorted { $0.count != $1.count ? $0.count > $1.count : $0.lexicographicallyPrecedes($1) }
  }

  /// The forms of the secret in base64, of which there are three by its position in the text, without the letters at both
  /// ends that also depend on the neighboring bytes.
  private static func base64(_ secret: String) -> [String] {
    let bytes = Array(secret.utf8)
    var texts: [String] = []
    for shift in 0..<3 {
      let padded = [UInt8](repeating: 0, count: shift) + bytes
      var letters = Array(Base64.encode(padded).utf8)
      let whole = padded.count / 3 * 4
      let extra = padded.count % 3
      letters.removeSubrange((whole + extra)...)
      let head = shift == 0 ? 0 : shift + 1
      guard letters.count > head else { continue }
      let text = String(decoding: letters[head...], as: UTF8.self)
      guard text.utf8.count >= 8 else { continue }
      texts.append(text)
      texts.append(text.replacing("+", with: "-").replacing("/", with: "_"))
    }
    return texts
  }

  private static func replace(_ pattern: [UInt8], in bytes: [UInt8]) -> [UInt8] {
    guard let first = pattern.first, bytes.count >= pattern.count else { return bytes }
    var result: [UInt8] = []
    var index = 0
    var copied = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == first || "%\\+".utf8.contains(byte), let end = match(pattern, bytes, at: index) {
        result += bytes[copied..<index]
        result += mark.utf8
        index = end
        copied = end
      } else {
        index += 1
      }
    }
    if copied == 0 { return bytes }
    result += bytes[copied...]
    return result
  }

  /// The end of the pattern that begins at a position; any of its bytes may be percent-encoded or escaped by a backslash.
  private static func match(_ pattern: [UInt8], _ bytes: [UInt8], at start: Int) -> Int? {
    let (percent, backslash, plus) = (UInt8(ascii: "%"), UInt8(ascii: "\\"), UInt8(ascii: "+"))
    var index = start
    for expected in pattern {
      guard index < bytes.count else { return nil }
      let byte = bytes[index]
      if byte == percent, index + 2 < bytes.count, PercentEncoding.byte(bytes[index + 1], bytes[index + 2]) == expected
      {
        index += 3
      } else if byte == expected {
        index += byte == backslash && index + 1 < bytes.count && bytes[index + 1] == backslash ? 2 : 1
      } else if byte == plus && expected == UInt8(ascii: " ") {
        index += 1
      } else if byte == backslash, index + 1 < bytes.count, bytes[index + 1] == expected {
        index += 2
      } else if byte == backslash, index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "u"),
        JSONEscapes.hex(bytes, index + 2) == UInt32(expected)
      {
        index += 6
      } else {
        return nil
      }
    }
    return index
  }
}
