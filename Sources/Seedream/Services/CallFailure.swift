import OpenAPIClientRuntime

/// Turns what the generated client throws into what a person can act upon.
struct CallFailure {
  var configuration: ServiceConfiguration

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
          ? "The submission was interrupted; \(service.name) may have taken and charged it. \(lookFirst)"
          : "Interrupted before anything was sent.",
        service: service)
      result.mayBeCharged = error.mayHaveBeenProcessed
      return result
    case .decoding: return unknown("answered with something unreadable", error)
    case .timedOut where error.mayHaveBeenProcessed: return unknown("did not answer in time")
    case .connection where error.mayHaveBeenProcessed: return unknown("broke off before answering", error)
    // See Other: what was posted is done, and the answer lies elsewhere.
    case .redirect where error.status == 303: return unknown("answered with a redirect", error)
    default: return asking(error)
    }
  }

  /// A free question failed.
  func asking(_ error: ClientError) -> SeedreamError {
    var result: SeedreamError
    switch error.kind {
    case .status: return status(error, isSubmission: false)
    case .cancelled: return SeedreamError(.cancelled, "Interrupted.", service: service)
    case .timedOut:
      result = SeedreamError(
        .network, "\(service.name) did not answer in time (\(host)). Check the network and try again.",
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
        .unreadableAnswer,
        "\(service.name) answered with something unreadable (\(host)): \(sentence(error)) Check "
          + "\(service.serverVariable), or try again later.", service: service, status: error.status)
      result.isTransient = true
    case .body:
      result = SeedreamError(
        .unusableReference, "A reference picture can't be read: \(sentence(error)) Is it still there?",
        service: service)
    case .redirect:
      result = SeedreamError(
        .unreadableAnswer,
        "\(service.name) did not take the request at \(host): \(sentence(error)) If it has moved, put the new address "
          + "into \(service.serverVariable).", service: service, status: error.status)
    default:
      result = SeedreamError(.refused, "The request can't be sent: \(sentence(error))", service: service)
    }
    return result
  }

  /// The answer to a submission never came, or can't be understood.
  func unknown(_ what: String) -> SeedreamError {
    var result = SeedreamError(
      .submissionUnknown,
      "\(service.name) \(closed(what)) The request may have been accepted and charged, so it is not repeated. \(lookFirst)",
      service: service)
    result.mayBeCharged = true
    return result
  }

  private func unknown(_ what: String, _ error: ClientError) -> SeedreamError {
    var result = unknown("\(what) (\(host)): \(sentence(error))")
    result.status = error.status
    return result
  }

  /// A failure of the service after which nobody knows whether it charged.
  func doubtful(_ error: SeedreamError) -> SeedreamError {
    var result = error
    result.mayBeCharged = true
    result.message += " It may have been charged all the same. \(lookFirst)"
    return result
  }

  private var lookFirst: String { "Look at \(service.console) before you send it again." }

  private var host: String { ImageService.origin(of: configuration.server) }

  private func sentence(_ error: ClientError) -> String {
    closed(Complaint.oneLine(configuration.key.redact(error.message)))
  }

  private func closed(_ text: String) -> String {
    text.hasSuffix(".") || text.hasSuffix("…") ? text : text + "."
  }

  private func status(_ error: ClientError, isSubmission: Bool) -> SeedreamError {
    let status = error.status ?? 0
    let complaint = Complaint(bytes: error.body)
    let isReadable = complaint.map { !$0.isEmpty } ?? false
    if isSubmission && (status == 408 || status == 504 || (status >= 500 && status != 503 && !isReadable)) {
      return unknown("answered \(status)\(isReadable ? ": \(words(complaint))" : "")")
    }
    var result: SeedreamError
    if !isReadable && (status == 404 || status == 405 || (300..<400).contains(status)) {
      result = SeedreamError(
        .refused,
        "There is no \(service.name) at \(host): it answered \(status) to \(error.path). Check "
          + "\(service.serverVariable).", service: service, status: status)
    } else if !isReadable && !error.body.isEmpty && status == 403 {
      result = SeedreamError(
        .refused,
        "Something between here and \(service.name) answered 403, not in the service's words. Check a proxy, the network "
          + "and \(service.serverVariable), then the key in \(service.keyVariable).", service: service, status: status)
    } else {
      result = (complaint ?? Complaint()).error(
        configuration, status: status, retryAfter: error.retryAfter, isQuestion: !isSubmission)
    }
    result.isTransient = isTransient(result, status, isReadable: isReadable, isSubmission: isSubmission)
    if isSubmission && result.kind == .serviceFailed && mayHaveDrawn(status, complaint) { result = doubtful(result) }
    return result
  }

  /// Whether a failure can come after the drawing began: a gateway's that lost the answer, or one that says so.
  private func mayHaveDrawn(_ status: Int, _ complaint: Complaint?) -> Bool {
    if status == 502 || status >= 505 { return true }
    switch service {
    // docs.onerouter.pro/api-reference/errors
    case .oneRouter: return status != 503
    case .novita: return ["TASK_FAILED", "GET_RESULT_FAILED"].contains(complaint?.name)
    case .tensorsLab: return false
    }
  }

  /// What the service says counts before the status it says it with.
  private func isTransient(
    _ error: SeedreamError, _ status: Int, isReadable: Bool, isSubmission: Bool
  ) -> Bool {
    switch error.kind {
    case .insufficientCredits, .keyRefused, .contentRefused: return false
    default: break
    }
    if status >= 500 || status == 408 || status == 425 || status == 429 { return true }
    // TensorsLab's clients ask on until time is up, whatever an answer about a task says.
    return !isSubmission && (!isReadable || service == .tensorsLab)
  }

  private func words(_ complaint: Complaint?) -> String {
    complaint?.words(without: configuration.key) ?? ""
  }
}
