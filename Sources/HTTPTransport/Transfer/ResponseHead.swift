/// The head of a response.
package struct ResponseHead: Sendable {
  package var status: Int
  package var fields: HTTPFields
  /// How many bytes the body has as it is sent, if that is known.
  package var expectedLength: Int64?

  package init(status: Int, fields: HTTPFields, expectedLength: Int64?) {
    self.status = status
    self.fields = fields
    self.expectedLength = expectedLength
  }
}

/// Parses a head line by line as it arrives; skips interim responses and trailers.
struct ResponseHeadParser {
  /// The head of the final response, once the blank line after it has arrived.
  private(set) var head: ResponseHead?

  private let isBodyless: Bool
  private let limit: Int
  private var size = 0
  private var status: Int?
  private var fields = HTTPFields()
  private var last: HTTPFields.Field?

  /// - Parameters:
  ///   - isBodyless: Whether responses to the request's method have no body.
  ///   - limit: How many bytes all lines may have together.
  init(isBodyless: Bool, limit: Int) {
    self.isBodyless = isBodyless
    self.limit = limit
  }

  /// Parses a line, which includes its line end.
  mutating func take(_ line: UnsafeBufferPointer<UInt8>) throws(TransportFailure) {
    size += line.count
    guard size <= limit else { throw Self.invalid("the response's header has more than \(limit) bytes") }
    if head != nil { return }
    var end = line.count
    while end > 0, line[end - 1] == UInt8(ascii: "\n") || line[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    guard end > 0 else { return try finish() }
    if status == nil {
      status = try Self.status(UnsafeBufferPointer(rebasing: line[..<end]))
      return
    }
    if Self.isSpace(line[0]) {
      guard let field = last else { throw Self.invalid("the response's header begins with a folded line") }
      let rest = Self.text(Self.trimmed(UnsafeBufferPointer(rebasing: line[..<end])))
      last = HTTPFields.Field(name: field.name, value: field.value.isEmpty ? rest : field.value + " " + rest)
      return
    }
    flush()
    guard let colon = line[..<end].firstIndex(of: UInt8(ascii: ":")), colon > 0 else {
      throw Self.invalid("a line of the response's header is not a field")
    }
    last = HTTPFields.Field(
      name: Self.text(UnsafeBufferPointer(rebasing: line[..<colon])),
      value: Self.text(Self.trimmed(UnsafeBufferPointer(rebasing: line[(colon + 1)..<end]))))
  }

  private mutating func flush() {
    if let field = last { fields.append(field.name, field.value) }
    last = nil
  }

  private mutating func finish() throws(TransportFailure) {
    flush()
    guard let status else { return }  // Blank lines before the status line are skipped.
    let fields = self.fields
    self.status = nil
    self.fields = HTTPFields()
    guard status >= 200 else {
      if status == 101 { throw Self.invalid("the service switches to a protocol that wasn't requested") }
      return
    }
    head = ResponseHead(status: status, fields: fields, expectedLength: try length(status, fields))
  }

  private func length(_ status: Int, _ fields: HTTPFields) throws(TransportFailure) -> Int64? {
    if isBodyless || status == 204 || status == 304 { return 0 }
    let lengths = fields.values("Content-Length")
    guard Set(lengths).count <= 1 else { throw Self.invalid("the response has two different lengths") }
    guard fields["Transfer-Encoding"] == nil,
      let text = lengths.first, let length = Int64(text), length >= 0
    else { return nil }
    return length
  }

  private static func status(_ line: UnsafeBufferPointer<UInt8>) throws(TransportFailure) -> Int {
    // The version, the status, and a reason phrase that has no meaning.
    let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
    guard parts.count > 1, parts[1].count == 3, parts[1].allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains),
      let status = Int(String(decoding: parts[1], as: UTF8.self)), status >= 100
    else { throw invalid("the response's first line has no status") }
    return status
  }

  private static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = bytes.count
    while start < end, isSpace(bytes[start]) { start += 1 }
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    return UnsafeBufferPointer(rebasing: bytes[start..<end])
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  /// The bytes as UTF-8, or if they aren't that as Latin-1, which has a character for every byte.
  private static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    if text.utf8.elementsEqual(bytes) { return text }
    var latin = ""
    for byte in bytes { latin.unicodeScalars.append(Unicode.Scalar(byte)) }
    return latin
  }

  static func invalid(_ message: String) -> TransportFailure {
    TransportFailure(kind: .invalidResponse, message: message, mayHaveBeenProcessed: true)
  }
}
