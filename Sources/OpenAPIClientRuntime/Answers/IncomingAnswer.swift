/// An answer on its way to its type: status, fields, and a body that is read once.
final class IncomingAnswer: Sendable {
  let status: Int
  let fields: HTTPFields
  let report: FailureReport
  private let limit: Int
  private let body: ResponseBody

  init(_ response: HTTPResponse, limit: Int, report: FailureReport) {
    status = response.status
    fields = response.fields
    body = response.body
    self.limit = limit
    self.report = report
  }

  var contentType: String? { fields["Content-Type"] }

  /// The body as it comes.
  func stream() -> ResponseBody { body }

  /// The whole body.
  func bytes() async throws -> [UInt8] { try await body.collect(upTo: limit) }

  /// Whether there is no content, told without reading it.
  func isEmpty() -> Bool {
    status == 204 || status == 205 || fields["Content-Length"] == "0"
  }

  /// Reads JSON; an error shows the first bytes.
  @inline(never)
  func json<T: JSONCodable>(_ type: T.Type) async throws -> T {
    // A length that is told and small is the rule.
    if let length = body.expectedLength, length <= 1 << 20 { return try decode(await bytes()) }
    let collector = try await collected()
    return try decode(collector.document, collector.texts)
  }

  @inline(never)
  private func collected() async throws -> LargeTextCollector {
    var collector = LargeTextCollector()
    var chunks = body.makeAsyncIterator()
    while let chunk = try await chunks.next() {
      collector.add(chunk)
      if collector.count > limit { throw AnswerTooLarge(limit: limit) }
    }
    collector.finish()
    return collector
  }

  @inline(never)
  func decode<T: JSONCodable>(_ bytes: [UInt8], _ largeTexts: [LargeText] = []) throws(ClientError) -> T {
    do {
      return try T(json: JSONReader(arena: JSONParser.parse(bytes, largeTexts: largeTexts), index: 0))
    } catch {
      throw report.undecodable(error, status: status, fields: fields, bytes: bytes)
    }
  }
}
