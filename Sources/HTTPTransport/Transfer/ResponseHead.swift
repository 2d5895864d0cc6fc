/// The head of a response.
package struct ResponseHead: Sendable {
  package var status: Int
  package var fields: HTTPFields
  /// The bytes of the body as it is sent, if they are known.
  package var expectedLength: Int64?

  package init(status: Int, fields: HTTPFields, expectedLength: Int64?) {
    self.status = status
    self.fields = fields
    self.expectedLength = expectedLength
  }
}

/// Puts a head together from its lines, as they come in; skips interim responses and trailers.
struct ResponseHeadParser {
  /// The head of the final response, once the blank line after it was seen.
  private(set) var head: ResponseHead?

  private let isBodyless: Bool
  private let limit: Int
  private var size = 0
  private var status: Int?
  private var fields = HTTPFields()
  private var last: HTTPFields.Field?

  /// - Parameters:
  ///   - isBodyless: Whether the request's method gives responses without body.
  ///   - limit: The most bytes of lines.
  init(isBodyless: Bool, limit: Int) {
    self.isBodyless = isBodyless
    self.limit = limit
  }

  /// Takes a line with its end.
  mutating func take(_ line: UnsafeBufferPointer<UInt8>) throws(TransportFailure) {
    size += line.count
    guard size <= limit else { throw Self.invalid("the response's header has more than \(limit) bytes") }
    if head != nil { return }
    var end = line.count
    while end > 0, line[end - 1] == 0x0a || line[end - 1] == 0x0d { end -= 1 }
    guard end > 0 else { return try finish() }
    if status == nil {
      status = try Self.status(UnsafeBufferPointer(rebasing: line[..<end]))
      return
    }
    if line[0] == 0x20 || line[0] == 0x09 {
      guard let field = last else { throw Self.invalid("the response's header begins with a folded line") }
      let rest = Self.text(Self.trimmed(UnsafeBufferPointer(rebasing: line[..<end])))
      last = HTTPFields.Field(name: field.name, value: field.value.isEmpty ? rest : field.value + " " + rest)
      return
    }
    flush()
    var colon = 0
    while colon < end, line[colon] != 0x3a { colon += 1 }
    guard colon > 0, colon < end else { throw Self.invalid("a line of the response's header is no field") }
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
    guard let status else { return }  // Blank lines before the status line say nothing.
    let fields = self.fields
    self.status = nil
    self.fields = HTTPFields()
    guard status >= 200 else {
      if status == 101 { throw Self.invalid("the service switches to a protocol that wasn't asked for") }
      return
    }
    head = ResponseHead(status: status, fields: fields, expectedLength: try length(status, fields))
  }

  private func length(_ status: Int, _ fields: HTTPFields) throws(TransportFailure) -> Int64? {
    if isBodyless || status == 204 || status == 304 { return 0 }
    let lengths = fields.values("Content-Length")
    for other in lengths where other != lengths[0] {
      throw Self.invalid("the response has two different lengths")
    }
    guard fields["Transfer-Encoding"] == nil,
      let text = lengths.first, let length = Int64(text), length >= 0
    else { return nil }
    return length
  }

  private static func status(_ line: UnsafeBufferPointer<UInt8>) throws(TransportFailure) -> Int {
    var index = 0
    while index < line.count, line[index] != 0x20 { index += 1 }
    while index < line.count, line[index] == 0x20 { index += 1 }
    var status = 0
    var digits = 0
    while index < line.count, line[index] >= 0x30, line[index] <= 0x39, digits < 4 {
      status = status * 10 + Int(line[index] - 0x30)
      digits += 1
      index += 1
    }
    guard digits == 3, status >= 100, index == line.count || line[index] == 0x20 else {
      throw invalid("the response's first line has no status")
    }
    return status
  }

  private static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = bytes.count
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return UnsafeBufferPointer(rebasing: bytes[start..<end])
  }

  /// UTF-8 where it is that, otherwise Latin-1, which any bytes are.
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
