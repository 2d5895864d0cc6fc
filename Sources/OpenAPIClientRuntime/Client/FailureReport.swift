/// Makes the errors of one call, which name the operation and never show secrets.
struct FailureReport: Sendable {
  let operationID: String
  let method: HTTPMethod
  let path: String
  let redaction: Redaction
  let maximumResponseSize: Int

  /// How many bytes of a response an error keeps.
  static let keptBytes = 65_536
  /// How many bytes are redacted: more than are kept, so that a secret at the end of those is found whole.
  static let readBytes = keptBytes + 4096

  func parts(_ kind: ClientError.Kind, _ message: String) -> ClientError.Parts {
    var parts = ClientError.Parts(kind: kind, message: redaction.redact(message))
    parts.operationID = operationID
    parts.method = method
    parts.path = redaction.redact(path)
    return parts
  }

  func error(_ kind: ClientError.Kind, _ message: String) -> ClientError { ClientError(parts(kind, message)) }

  /// Any error as a `ClientError`.
  func failure(_ error: any Error) -> ClientError {
    switch error {
    case let error as ClientError: return error
    case let error as TransportFailure: return transport(error)
    case is CancellationError: return self.error(.cancelled, "The call was cancelled.")
    case is EventParser.TooLong: return self.error(.decoding, "An event of the stream is too long.")
    case let error as ResponseTooLarge:
      return self.error(.decoding, "The response has more than \(error.limit) bytes; raise `maximumResponseSize`.")
    default:
      var parts = parts(.other, "\(error)")
      parts.underlying = error
      return ClientError(parts)
    }
  }

  private func transport(_ failure: TransportFailure) -> ClientError {
    let kind: ClientError.Kind
    switch failure.kind {
    case .timedOut: kind = .timedOut
    case .cancelled: kind = .cancelled
    case .invalidRequest: kind = .invalidInput
    case .bodyFailed: kind = .body
    case .tooLarge: kind = .decoding
    default: kind = .connection
    }
    var parts = parts(kind, failure.message)
    parts.mayHaveBeenProcessed = failure.mayHaveBeenProcessed
    return ClientError(parts)
  }

  /// A response that is not what its type says.
  func undecodable(_ error: any Error, status: Int, fields: HTTPFields, bytes: [UInt8]) -> ClientError {
    let bytes = redaction.redact(Array(bytes.prefix(Self.readBytes)))
    var parts: ClientError.Parts
    if let error = error as? JSONError {
      let type = fields["Content-Type"].map { " (\($0))" } ?? ""
      let reason = error.path.hasPrefix("$") ? "\(error)" : "it is not JSON: \(error)"
      parts = self.parts(.decoding, "The response\(type) is not what the document says: \(reason). \(excerpt(bytes))")
      parts.jsonPath = error.path.hasPrefix("$") ? error.path : "$"
    } else {
      parts = self.parts(.decoding, "The response is not what the document says: \(error). \(excerpt(bytes))")
      parts.underlying = error
    }
    describe(&parts, status, fields, bytes)
    return ClientError(parts)
  }

  func unexpectedType(
    _ type: String, expected: String, status: Int, fields: HTTPFields, bytes: [UInt8]
  ) -> ClientError {
    let bytes = redaction.redact(bytes)
    var parts = parts(.decoding, "The response is \(type), where the document says \(expected). \(excerpt(bytes))")
    describe(&parts, status, fields, bytes)
    return ClientError(parts)
  }

  /// A response that is a failure.
  func status(_ response: HTTPResponse, failures: [FailureCase], hint: String) async -> ClientError {
    let bytes = redaction.redact(await Self.firstBytes(of: response.body))
    let documented = failures.filter { $0.status.rank(response.status, isFailure: true) > 0 }
      .max { $0.status.rank(response.status, isFailure: true) < $1.status.rank(response.status, isFailure: true) }
    var message = "The service responded with \(response.status)"
    if let reason = StatusText.reason(response.status) { message += " \(reason)" }
    message += ". \(hint)\(excerpt(bytes))"
    var parts = parts(.status, message)
    parts.documentedBody = documented.flatMap { try? $0.read(bytes, response.fields["Content-Type"]) }
    describe(&parts, response.status, response.fields, bytes)
    return ClientError(parts)
  }

  /// Records the response, whose bytes are redacted already.
  private func describe(_ parts: inout ClientError.Parts, _ status: Int, _ fields: HTTPFields, _ bytes: [UInt8]) {
    parts.describe(status: status, fields: redaction.redact(fields), bytes: bytes)
  }

  /// The first words of a response, for a message.
  private func excerpt(_ bytes: [UInt8]) -> String {
    if bytes.isEmpty { return "The response is empty." }
    var text = ""
    for scalar in String(decoding: bytes.prefix(2000), as: UTF8.self).unicodeScalars {
      if scalar.value < 32 || scalar.value == 127 {
        if !text.hasSuffix(" ") { text += " " }
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    let short = String(text.prefix(200))
    return "It begins: \(short)" + (text.count > 200 ? "…" : "")
  }

  /// Runs a reader of a whole body.
  func attempt<T>(_ incoming: IncomingResponse, _ bytes: [UInt8], _ read: () throws -> T) throws(ClientError) -> T {
    do {
      return try read()
    } catch {
      throw undecodable(error, status: incoming.status, fields: incoming.fields, bytes: bytes)
    }
  }

  func limit(_ count: Int) throws(ResponseTooLarge) {
    if count > maximumResponseSize { throw ResponseTooLarge(limit: maximumResponseSize) }
  }

  /// The first bytes of a body, even if it breaks off.
  static func firstBytes(of body: ResponseBody) async -> [UInt8] {
    var bytes: [UInt8] = []
    var chunks = body.makeAsyncIterator()
    while bytes.count < readBytes {
      guard let chunk = try? await chunks.next() else { break }
      bytes += chunk
    }
    return Array(bytes.prefix(readBytes))
  }
}

/// A response beyond the client's limit.
struct ResponseTooLarge: Error {
  let limit: Int
}
