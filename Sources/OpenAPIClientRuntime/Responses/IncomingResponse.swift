import OpenAPISyntax

/// A response to decode: status, fields, and a body that is read once.
final class IncomingResponse: Sendable {
  let status: Int
  let fields: HTTPFields
  let report: FailureReport
  /// Whether a body without content is reported as `NoContent`.
  let isOptional: Bool
  private let limit: Int
  private let body: ResponseBody

  init(_ response: HTTPResponse, limit: Int, report: FailureReport) {
    status = response.status
    fields = response.fields
    body = response.body
    isOptional = false
    self.limit = limit
    self.report = report
  }

  private init(optional other: IncomingResponse, body: ResponseBody) {
    status = other.status
    fields = other.fields
    self.body = body
    isOptional = true
    limit = other.limit
    report = other.report
  }

  /// The error for a body without content where the document allows that.
  struct NoContent: Error {}

  /// The same response, but a body without content throws `NoContent`.
  var optional: IncomingResponse { IncomingResponse(optional: self, body: body) }

  /// The same response to read as it arrives; if content is optional, it is returned once some has arrived.
  func begun() async throws -> IncomingResponse {
    if !isOptional || body.expectedLength ?? 0 > 0 { return self }
    guard let body = try await body.awaitingContent() else { throw NoContent() }
    return IncomingResponse(optional: self, body: body)
  }

  var contentType: String? { fields["Content-Type"] }

  /// The content type, parsed.
  var mediaType: MIMEType? { contentType.flatMap(MIMEType.init) }

  /// The body as it arrives.
  func stream() -> ResponseBody { body }

  /// The whole body.
  func bytes() async throws -> [UInt8] {
    let bytes = try await body.collect(upTo: limit)
    if bytes.isEmpty && isOptional { throw NoContent() }
    return bytes
  }

  /// Whether there is no content, known without reading it.
  func isEmpty() -> Bool {
    status == 204 || status == 205 || fields["Content-Length"] == "0"
  }

  /// Reads JSON; an error shows the first bytes.
  func json<T: JSONCodable>(_ type: T.Type) async throws -> T {
    // Some services respond with a form although JSON was requested.
    if mediaType?.essence == "application/x-www-form-urlencoded" { return try await form(type) }
    // Usually the length is known and small, and a response in another character set is rarely large.
    if let length = body.expectedLength, length <= 1 << 20 { return try decodeWhole(await bytes()) }
    if !CharacterSets.isUTF8(contentType) { return try decodeWhole(await bytes()) }
    let collector = try await collected()
    if isOptional && collector.texts.isEmpty && Self.isBlank(collector.document) { throw NoContent() }
    return try decode(collector.document, collector.texts)
  }

  /// Reads a form; an error shows the first bytes.
  func form<T: JSONCodable>(_ type: T.Type) async throws -> T {
    let bytes = try await bytes()
    if isOptional && Self.isBlank(bytes) { throw NoContent() }
    return try report.attempt(self, bytes) { try FormReader.read(bytes) }
  }

  private func decodeWhole<T: JSONCodable>(_ bytes: [UInt8]) throws -> T {
    if isOptional && Self.isBlank(bytes) { throw NoContent() }
    return try decode(bytes)
  }

  /// Whether there is only white space.
  static func isBlank(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) }
  }

  private func collected() async throws -> LargeTextCollector {
    var collector = LargeTextCollector()
    var chunks = body.makeAsyncIterator()
    while let chunk = try await chunks.next() {
      collector.add(chunk)
      if collector.count > limit { throw ResponseTooLarge(limit: limit) }
    }
    collector.finish()
    return collector
  }

  /// Reads the JSON of an event, which is UTF-8 whatever the content type says (HTML, section 9.2.6).
  func decode<T: JSONCodable>(event bytes: [UInt8]) throws(ClientError) -> T {
    do {
      return try T(jsonBytes: bytes)
    } catch {
      throw report.undecodable(error, status: status, fields: fields, bytes: bytes)
    }
  }

  func decode<T: JSONCodable>(_ bytes: [UInt8], _ largeTexts: [LargeText] = []) throws(ClientError) -> T {
    do {
      let bytes = try CharacterSets.json(bytes, contentType: contentType)
      let arena = try JSONParser.parse(bytes, largeTexts: largeTexts)
      return try JSONReader(arena: arena, index: 0).document(as: T.self)
    } catch {
      throw report.undecodable(error, status: status, fields: fields, bytes: bytes)
    }
  }
}
