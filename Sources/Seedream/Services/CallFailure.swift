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
    case .decoding: return unknown("answered with something unreadable")
    case .timedOut where error.mayHaveBeenProcessed: return unknown("did not answer in time")
    case .connection where error.mayHaveBeenProcessed: return unknown("broke off before answering")
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
      "\(service.name) \(what). The request may have been accepted and charged, so it is not repeated. \(lookFirst)",
      service: service)
    result.mayBeCharged = true
    return result
  }

  private var lookFirst: String { "Look at \(service.console) before you send it again." }

  private var host: String { ImageService.origin(of: configuration.server) }

  private func sentence(_ error: ClientError) -> String {
    let text = configuration.key.redact(Complaint.oneLine(error.message))
    return text.hasSuffix(".") || text.hasSuffix("…") ? text : text + "."
  }

  private func status(_ error: ClientError, isSubmission: Bool) -> SeedreamError {
    let status = error.status ?? 0
    let complaint = Complaint(bytes: error.body)
    let isReadable = complaint.map { !$0.isEmpty } ?? false
    if isSubmission && (status == 408 || status == 504 || (status >= 500 && status != 503 && !isReadable)) {
      return unknown("answered \(status)\(isReadable ? ": \(words(complaint))" : "")")
    }
    if !isReadable && (status == 404 || status == 405 || (300..<400).contains(status)) {
      return SeedreamError(
        .refused,
        "There is no \(service.name) at \(host): it answered \(status) to \(error.path). Check "
          + "\(service.serverVariable).", service: service, status: status)
    }
    var result = (complaint ?? Complaint()).error(
      configuration, status: status, retryAfter: error.retryAfter, isQuestion: !isSubmission)
    result.isTransient = status >= 500 || status == 408 || status == 425 || status == 429
    return result
  }

  private func words(_ complaint: Complaint?) -> String {
    configuration.key.redact(complaint?.words ?? "")
  }
}
