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
    let bytes = try await bytes()
    return try decode(bytes)
  }

  @inline(never)
  func decode<T: JSONCodable>(_ bytes: [UInt8]) throws(ClientError) -> T {
    do {
      return try T(jsonBytes: bytes)
    } catch {
      throw report.undecodable(error, status: status, fields: fields, bytes: bytes)
    }
  }
}
