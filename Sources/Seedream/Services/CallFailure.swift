import Foundation
import HTTPTransport
import OpenAPIClientRuntime

/// Turns errors of the generated client into errors that a person can act on.
struct CallFailure {
  var configuration: ServiceConfiguration
  /// The references of the request, for the message of a request that is too large.
  var references: [PreparedReference] = []

  private var service: ImageService { configuration.service }

  /// The error of a submission; of kind `submissionUnknown` if it may have been charged.
  func submissionError(_ error: ClientError) -> SeedreamError {
    switch error.kind {
    case .status: return statusError(error, isSubmission: true)
    case .cancelled:
      var result = SeedreamError(
        .cancelled,
        error.mayHaveBeenProcessed
          ? "The submission was interrupted; \(service.name) may have accepted and charged it. \(consoleHint)"
          : "Interrupted before anything was sent.",
        service: service)
      result.mayBeCharged = error.mayHaveBeenProcessed
      return result
    case .decoding: return unknownOutcome("sent a response that can't be read", error)
    case .timedOut where error.mayHaveBeenProcessed: return unknownOutcome("did not respond in time")
    case .connection where error.mayHaveBeenProcessed:
      return unknownOutcome("closed the connection before it responded", error)
    // See Other: the request was processed, and the response is elsewhere.
    case .redirect where error.status == 303: return unknownOutcome("responded with a redirect", error)
    default: return pollError(error)
    }
  }

  /// The error of a poll, or of a submission that was not processed: nothing was charged.
  func pollError(_ error: ClientError) -> SeedreamError {
    var result: SeedreamError
    switch error.kind {
    case .status: return statusError(error, isSubmission: false)
    case .cancelled: return SeedreamError(.cancelled, "Interrupted.", service: service)
    case .timedOut:
      result = SeedreamError(
        .network, "\(service.name) did not respond in time (\(host)). Check the network and try again.",
        service: service)
      result.isTransient = true
    case .connection:
      result = SeedreamError(
        .network,
        "\(service.name) can't be reached at \(host): \(sentence(error)) Check the network, a proxy and "
          + "\(service.serverVariable), then try again.", service: service)
      result.isTransient = true
    case .decoding:
      result = SeedreamError(
        .unreadableResponse,
        "\(service.name) sent a response that can't be read (\(host)): \(sentence(error)) Check "
          + "\(service.serverVariable), or try again later.", service: service, status: error.status)
      result.isTransient = true
    case .body:
      result = SeedreamError(
        .unusableReference, "A reference picture can't be read: \(sentence(error)) Check that the file still exists.",
        service: service)
    case .redirect:
      result = SeedreamError(
        .unreadableResponse,
        "\(service.name) did not accept the request at \(host): \(sentence(error)) If it has moved, put the new address "
          + "into \(service.serverVariable).", service: service, status: error.status)
    default:
      result = SeedreamError(.refused, "The request can't be sent: \(sentence(error))", service: service)
    }
    return result
  }

  /// The error of a submission whose response never came, or can't be understood.
  ///
  /// - Parameter what: what the service did, as the end of a sentence that begins with its name.
  /// - Returns: an error of kind `submissionUnknown`.
  func unknownOutcome(_ what: String) -> SeedreamError {
    var result = SeedreamError(
      .submissionUnknown,
      "\(service.name) \(endingWithPeriod(what)) The request may have been accepted and charged, so it is not repeated. "
        + consoleHint, service: service)
    result.mayBeCharged = true
    return result
  }

  private func unknownOutcome(_ what: String, _ error: ClientError) -> SeedreamError {
    var result = unknownOutcome("\(what) (\(host)): \(sentence(error))")
    result.status = error.status
    return result
  }

  /// The error of a submission whose response is not JSON, or incomplete.
  func unreadableResponse(_ error: ClientError, _ bytes: [UInt8]) -> SeedreamError {
    var result: SeedreamError
    switch error.kind {
    case .connection, .timedOut, .cancelled, .redirect: result = submissionError(error)
    default: result = unknownOutcome("sent a response that can't be read", error)
    }
    result.response = beginning(of: TextEncoding.text(Array(bytes.prefix(8192))))
    return result
  }

  /// The error of a submission whose response is JSON, but not as the service documents it.
  func unreadableResponse(
    _ value: JSONValue, _ what: String = "sent a response that can't be read"
  ) -> SeedreamError {
    var result = unknownOutcome(what)
    result.response = beginning(of: (try? value.jsonString()) ?? "")
    return result
  }

  /// The first two thousand characters of a response, without the key.
  private func beginning(of text: String) -> String? {
    // Redacted before it is cut, because a part of the key would not be found.
    let redacted = configuration.key.redact(String(text.prefix(8192)))
    return redacted.isEmpty ? nil : String(redacted.prefix(2000))
  }

  /// The error of a service that can't delete tasks.
  func noDeletion(of task: ImageTask) -> SeedreamError {
    SeedreamError(
      .unsupportedRequest,
      "\(service.name) documents no way to delete a task. `seedream tasks --forget` removes it from this machine's list.",
      service: service, task: task)
  }

  /// The error of a service that has failed and may have charged nevertheless.
  func possiblyCharged(_ error: SeedreamError) -> SeedreamError {
    var result = error
    result.mayBeCharged = true
    result.message += " It may have been charged nevertheless. \(consoleHint)"
    return result
  }

  private var consoleHint: String { "Look at \(service.console) before you send it again." }

  private var host: String { ImageService.origin(of: configuration.server) }

  private func sentence(_ error: ClientError) -> String {
    endingWithPeriod(ServiceErrorBody.oneLine(configuration.key.redact(error.message)))
  }

  /// The text with a period at its end.
  private func endingWithPeriod(_ text: String) -> String {
    text.hasSuffix(".") || text.hasSuffix("…") ? text : text + "."
  }

  /// The error of a response whose status is not a success.
  private func statusError(_ error: ClientError, isSubmission: Bool) -> SeedreamError {
    let status = error.status ?? 0
    let body = ServiceErrorBody(bytes: error.body)
    let isReadable = body.isReadable
    if isSubmission && (status == 408 || status == 504 || (status >= 500 && status != 503 && !isReadable)) {
      var result = unknownOutcome("responded with \(status)\(body.isEmpty ? "" : ": \(summary(body))")")
      result.status = status
      result.response = beginning(of: TextEncoding.text(error.body))
      return result
    }
    let retryAfter = RequestedWait.duration(in: error.fields)
    var result =
      networkError(status, path: error.path, hasBody: !error.body.isEmpty, body)
      ?? body.error(configuration, status: status, retryAfter: retryAfter, isPoll: !isSubmission)
    result.retryAfter = retryAfter
    result.isTransient = isTransient(result, status, isReadable: isReadable, isSubmission: isSubmission)
    if isSubmission && result.kind == .serviceFailed && mayHaveDrawn(status, body) { result = possiblyCharged(result) }
    return result
  }

  /// The error of a response by something other than the service: a proxy, a gateway, or another server; nil if the service
  /// itself has responded.
  private func networkError(
    _ status: Int, path: String, hasBody: Bool, _ body: ServiceErrorBody
  ) -> SeedreamError? {
    switch status {
    case 407:
      return SeedreamError(
        .network,
        "\(ProxyEnvironment.name(for: configuration.server)) needs a user name and a password [HTTP 407]\(quoted(body)). "
          + "Put them into its address, as http://name:password@host:port.", service: service, status: status)
    case 413: return tooLarge(body)
    case 404, 405, 300..<400:
      if body.isReadable { return nil }
      return SeedreamError(
        .refused,
        "\(service.name) was not found at \(host), which responded with \(status) to \(path)\(quoted(body)). Check "
          + "\(service.serverVariable).", service: service, status: status)
    case 403:
      if body.isReadable || !hasBody { return nil }
      return SeedreamError(
        .refused,
        "Something between here and \(service.name) responded with 403, not the service itself\(quoted(body)). Check the "
          + "proxy, the network and \(service.serverVariable), then the key in \(keySource).", service: service,
        status: status)
    default: return nil
    }
  }

  /// The error of a service, or a gateway in front of it, that accepts no request of this size.
  private func tooLarge(_ body: ServiceErrorBody) -> SeedreamError {
    let sized = references.compactMap { reference in reference.byteCount.map { (name: reference.name, bytes: $0) } }
    let total = sized.reduce(0) { $0 + $1.bytes }
    let advice: String
    switch sized.count {
    case 0: advice = "Make the request smaller."
    case 1: advice = "The reference picture \(sized[0].name) has \(ByteCount.text(total)); send a smaller one."
    default:
      let list = sized.map { "\($0.name): \(ByteCount.text($0.bytes))" }.joined(separator: ", ")
      advice = "The reference pictures have \(ByteCount.text(total)) together (\(list)); send smaller or fewer ones."
    }
    let reason = body.isEmpty ? "" : ": \(summary(body))"
    return SeedreamError(
      .refused, "The request is too large for \(service.name) [HTTP 413]\(reason). \(advice)", service: service,
      status: 413, code: body.name ?? body.code)
  }

  /// The text of a page, in parentheses and quotes, for a message; empty if there is none.
  private func quoted(_ body: ServiceErrorBody) -> String {
    body.isEmpty ? "" : " (\"\(summary(body))\")"
  }

  private var keySource: String { configuration.key.source?.description ?? service.keyVariable }

  /// Whether the service may have drawn pictures before it failed: a gateway lost the response, or the error says so.
  private func mayHaveDrawn(_ status: Int, _ body: ServiceErrorBody) -> Bool {
    if status == 502 || status >= 505 { return true }
    switch service {
    // docs.onerouter.pro/api-reference/errors
    case .oneRouter: return status != 503
    case .novita: return ["TASK_FAILED", "GET_RESULT_FAILED"].contains(body.name)
    case .tensorsLab: return false
    }
  }

  /// Whether the same call may succeed later; the service's own error is more important than the status.
  private func isTransient(
    _ error: SeedreamError, _ status: Int, isReadable: Bool, isSubmission: Bool
  ) -> Bool {
    switch error.kind {
    case .insufficientCredits, .keyRefused, .contentRefused: return false
    default: break
    }
    if status >= 500 || status == 408 || status == 425 || status == 429 { return true }
    // TensorsLab's clients poll until their deadline, whatever a response about a task says.
    return !isSubmission && (!isReadable || service == .tensorsLab)
  }

  private func summary(_ body: ServiceErrorBody) -> String { body.summary(redacting: configuration.key) }
}

/// How long to wait before the next request, as a response says.
enum RequestedWait {
  /// `retry-after-ms` in milliseconds, or `Retry-After` in seconds or as a date (RFC 9110, section 10.2.3).
  static func duration(in fields: HTTPFields) -> Duration? {
    if let text = fields["retry-after-ms"], let milliseconds = Double(text), milliseconds >= 0 {
      return .milliseconds(min(milliseconds, 86_400_000))
    }
    return fields["Retry-After"].flatMap { RetryAfter.parse($0) }
  }
}

/// The proxy of a server, for messages.
enum ProxyEnvironment {
  /// The beginning of a sentence: `The proxy 10.0.0.1:3128 (https_proxy)`, by the variables that curl reads.
  static func name(
    for server: String, environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> String {
    let isSecure = server.prefix(8).lowercased() == "https://"
    // curl doesn't read HTTP_PROXY, because a CGI program gets it from a header field of its request.
    let variables = isSecure ? ["https_proxy", "HTTPS_PROXY"] : ["http_proxy"]
    for variable in variables + ["all_proxy", "ALL_PROXY"] {
      guard let address = environment[variable], !address.isEmpty else { continue }
      let host = address.split(separator: "@").last.map(String.init) ?? address
      return "The proxy \(ServiceErrorBody.oneLine(host)) (\(variable))"
    }
    return "A proxy on the way to \(ImageService.origin(of: server))"
  }
}
