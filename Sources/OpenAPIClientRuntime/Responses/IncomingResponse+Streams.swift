import OpenAPISyntax

extension IncomingResponse {
  /// Discards the rest of the body: a short one is read, so that the connection can be used again, a longer one cut off.
  func drop() async throws {
    if isEmpty() { return }
    let body = stream()
    guard let length = body.expectedLength, length <= 65_536 else { return }
    _ = try await body.collect(upTo: 65_536)
  }

  /// Throws unless the content type is the documented one or missing.
  func requireStream(of type: String) async throws {
    guard let contentType, let actual = MIMEType(contentType) else { return }
    if actual.essence == type { return }
    let first = await FailureReport.firstBytes(of: stream())
    throw report.unexpectedType(contentType, expected: type, status: status, fields: fields, bytes: first)
  }
}
