import Foundation
import HTTPTransport
import OpenAPIClientRuntime

/// Turns errors of the generated client into errors that a person can act on.
struct CallFailure {
  var configuration: ServiceConfiguration
  /// What was sent along, for a service that finds it too large.
  var references: [PreparedReference] = []

  private var service: ImageService { configuration.service }

  /// A submission failed.
  ///
  /// What may have been charged is `submissionUnknown`.
  func submitting(_ error: ClientError) -> SeedreamError {
    switch error.kind {
    case .status: return status(error, isSubmission: true)
    case .cancelled:
      var result = SeedreamError(
        .cancelled,
        error.mayHaveBeenProcessed
          ? "The submission was interrupted; \(service.name) may have taken and charged it. \(consoleHint)"
          : "Interrupted before anything was sent.",
        service: service)
      result.mayBeCharged = error.mayHaveBeenProcessed
      return result
    case .decoding: return unknown("sent a response that can't be read", error)
    case .timedOut where error.mayHaveBeenProcessed: return unknown("did not respond in time")
    case .connection where error.mayHaveBeenProcessed: return unknown("broke off before it responded", error)
    // See Other: the request was processed, and the response is elsewhere.
    case .redirect where error.status == 303: return unknown("responded with a redirect", error)
    default: return asking(error)
    }
  }

  /// A poll, which is free, failed.
  func asking(_ error: ClientError) -> SeedreamError {
    var result: SeedreamError
    switch error.kind {
    case .status: return status(error, isSubmission: false)
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
        .unusableReference, "A reference picture can't be read: \(sentence(error)) Is it still there?",
        service: service)
    case .redirect:
      result = SeedreamError(
        .unreadableResponse,
        "\(service.name) did not take the request at \(host): \(sentence(error)) If it has moved, put the new address "
          + "into \(service.serverVariable).", service: service, status: error.status)
    default:
      result = SeedreamError(.refused, "The request can't be sent: \(sentence(error))", service: service)
    }
    return result
  }

  /// The response to a submission never came, or can't be understood.
  func unknown(_ what: String) -> SeedreamError {
    var result = SeedreamError(
      .submissionUnknown,
      "\(service.name) \(endingWithPeriod(what)) The request may have been accepted and charged, so it is not repeated. \(consoleHint)",
      service: service)
    result.mayBeCharged = true
    return result
  }

  private func unknown(_ what: String, _ error: ClientError) -> SeedreamError {
    var result = unknown("\(what) (\(host)): \(sentence(error))")
    result.status = error.status
    return result
  }

  /// The response to a submission came, but is not JSON, or breaks off.
  func unreadable(_ error: ClientError, _ bytes: [UInt8]) -> SeedreamError {
    var result: SeedreamError
    switch error.kind {
    case .connection, .timedOut, .cancelled, .redirect: result = submitting(error)
    default: result = unknown("sent a response that can't be read", error)
    }
    result.response = beginning(of: TextEncoding.text(Array(bytes.prefix(8192))))
    return result
  }

  /// The response to a submission is JSON, but not what the service documents.
  func unreadable(_ value: JSONValue, _ what: String = "sent a response that can't be read") -> SeedreamError {
    var result = unknown(what)
    result.response = beginning(of: (try? value.jsonString()) ?? "")
    return result
  }

  /// The first two thousand characters of a response, without the key.
  private func beginning(of text: String) -> String? {
    // What is cut first may leave a part of the key.
    let redacted = configuration.key.redact(String(text.prefix(8192)))
    return redacted.isEmpty ? nil : String(redacted.prefix(2000))
  }

  /// The service has no way to delete a task.
  func noDeletion(of task: ImageTask) -> SeedreamError {
    SeedreamError(
      .unsupportedRequest,
      "\(service.name) documents no way to delete a task. `seedream tasks --forget` takes it off this machine's list.",
      service: service, task: task)
  }

  /// A failure of the service after which it is unknown whether it charged.
  func doubtful(_ error: SeedreamError) -> SeedreamError {
    var result = error
    result.mayBeCharged = true
    result.message += " It may have been charged all the same. \(consoleHint)"
    return result
  }

  private var consoleHint: String { "Look at \(service.console) before you send it again." }

  private var host: String { ImageService.origin(of: configuration.server) }

  private func sentence(_ error: ClientError) -> String {
    endingWithPeriod(ServiceErrorBody.oneLine(configuration.key.redact(error.message)))
  }

  /// The text with a full stop at its end.
  private func endingWithPeriod(_ text: String) -> String {
    text.hasSuffix(".") || text.hasSuffix("…") ? text : text + "."
  }

  private func status(_ error: ClientError, isSubmission: Bool) -> SeedreamError {
    let status = error.status ?? 0
    let body = ServiceErrorBody(bytes: error.body)
    let isReadable = body.isReadable
    if isSubmission && (status == 408 || status == 504 || (status >= 500 && status != 503 && !isReadable)) {
      var result = unknown("responded with \(status)\(body.isEmpty ? "" : ": \(words(body))")")
      result.status = status
      result.response = beginning(of: TextEncoding.text(error.body))
      return result
    }
    let retryAfter = RequestedWait.duration(in: error.fields)
    var result: SeedreamError
    if status == 407 {
      result = SeedreamError(
        .network,
        "\(ProxyEnvironment.name(for: configuration.server)) wants a name and a password [HTTP 407]\(quoted(body)). Put "
          + "them into its address, as http://name:password@host:port.", service: service, status: status)
    } else if status == 413 {
      result = tooLarge(body)
    } else if !isReadable && (status == 404 || status == 405 || (300..<400).contains(status)) {
      result = SeedreamError(
        .refused,
        "There is no \(service.name) at \(host): it responded with \(status) to \(error.path)\(quoted(body)). Check "
          + "\(service.serverVariable).", service: service, status: status)
    } else if !isReadable && !error.body.isEmpty && status == 403 {
      result = SeedreamError(
        .refused,
        "Something between here and \(service.name) responded with 403, not in the service's words\(quoted(body)). Check a "
          + "proxy, the network and \(service.serverVariable), then the key in \(keySource).", service: service,
        status: status)
    } else {
      result = body.error(configuration, status: status, retryAfter: retryAfter, isPoll: !isSubmission)
    }
    result.retryAfter = retryAfter
    result.isTransient = isTransient(result, status, isReadable: isReadable, isSubmission: isSubmission)
    if isSubmission && result.kind == .serviceFailed && mayHaveDrawn(status, body) { result = doubtful(result) }
    return result
  }

  /// The service, or something before it, takes no request of this size.
  private func tooLarge(_ body: ServiceErrorBody) -> SeedreamError {
    let sized = references.compactMap { reference in reference.byteCount.map { (name: reference.name, bytes: $0) } }
    let total = sized.reduce(0) { $0 + $1.bytes }
    var advice = "Make the request smaller."
    if let first = sized.first {
      advice =
        sized.count == 1
        ? "The reference picture \(first.name) has \(ByteCount.text(total)); send a smaller one."
        : "The reference pictures have \(ByteCount.text(total)) together ("
          + sized.map { "\($0.name): \(ByteCount.text($0.bytes))" }.joined(separator: ", ")
          + "); send smaller or fewer ones."
    }
    let said = body.isEmpty ? "" : ": \(words(body))"
    return SeedreamError(
      .refused, "The request is too large for \(service.name) [HTTP 413]\(said). \(advice)", service: service,
      status: 413, code: body.name ?? body.code)
  }

  /// What a page or a text that is not the service's says, for the middle of a sentence.
  private func quoted(_ body: ServiceErrorBody) -> String {
    body.isEmpty ? "" : " (\"\(words(body))\")"
  }

  private var keySource: String { configuration.key.source?.description ?? service.keyVariable }

  /// Whether the failure may have happened after the drawing began: a gateway lost the response, or the error says so.
  private func mayHaveDrawn(_ status: Int, _ body: ServiceErrorBody) -> Bool {
    if status == 502 || status >= 505 { return true }
    switch service {
    // docs.onerouter.pro/api-reference/errors
    case .oneRouter: return status != 503
    case .novita: return ["TASK_FAILED", "GET_RESULT_FAILED"].contains(body.name)
    case .tensorsLab: return false
    }
  }

  /// The service's own error counts before the status.
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

  private func words(_ body: ServiceErrorBody) -> String { body.words(without: configuration.key) }
}

/// How long a service asks to wait.
enum RequestedWait {
  /// `retry-after-ms` in milliseconds, or `Retry-After` in seconds or as a date (RFC 9110, section 10.2.3).
  static func duration(in fields: HTTPFields) -> Duration? {
    if let text = fields["retry-after-ms"], let milliseconds = Double(text), milliseconds >= 0 {
      return .milliseconds(min(milliseconds, 86_400_000))
    }
    return fields["Retry-After"].flatMap { RetryAfter.parse($0) }
  }
}

/// Which proxy requests go through, for messages.
enum ProxyEnvironment {
  /// `The proxy 10.0.0.1:3128 (https_proxy)`, by the variables that curl reads.
  static func name(
    for server: String, environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> String {
    let isSecure = server.prefix(8).lowercased() == "https://"
    // The capital HTTP_PROXY is not curl's: a CGI program gets it from a request's header.
    let variables = isSecure ? ["https_proxy", "HTTPS_PROXY"] : ["http_proxy"]
    for variable in variables + ["all_proxy", "ALL_PROXY"] {
      guard let address = environment[variable], !address.isEmpty else { continue }
      let host = address.split(separator: "@").last.map(String.init) ?? address
      return "The proxy \(ServiceErrorBody.oneLine(host)) (\(variable))"
    }
    return "A proxy on the way to \(ImageService.origin(of: server))"
  }
}
