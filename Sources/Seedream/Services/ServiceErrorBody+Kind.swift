extension ServiceErrorBody {
  /// The kind of the error.
  ///
  /// Names of errors are more important than numbers and statuses: Novita sends 400 for an account without credits and 403
  /// for a wrong key.
  func kind(status: Int?, service: ImageService) -> SeedreamError.Kind {
    if let name, let kind = Self.named[name] { return kind }
    let number = code.flatMap { Int($0) }
    switch service {
    case .tensorsLab:
      if number == 9000 { return .insufficientCredits }
      if number == 9999, mentionsKey { return .keyRefused }
    case .oneRouter:
      if name == "content_policy_violation" { return .contentRefused }
      // 403 means moderation (docs.onerouter.pro/api-reference/errors).
      if status == 403 || (status == 200 && number == 403) { return mentionsKey ? .keyRefused : .contentRefused }
    case .novita: break
    }
    return Self.kind(of: status == 200 ? number ?? 200 : status ?? number ?? 0)
  }

  private static func kind(of status: Int) -> SeedreamError.Kind {
    switch status {
    case 401, 403: .keyRefused
    case 402: .insufficientCredits
    case 429: .rateLimited
    case 500...599: .serviceFailed
    default: .refused
    }
  }

  private var mentionsKey: Bool {
    let text = "\(message ?? "") \(name ?? "")".lowercased()
    let phrases = [
      "api key", "apikey", "api_key", "this key", "unauthor", "authenticat", "permission", "invalid token",
      "invalid key",
    ]
    return phrases.contains { text.contains($0) }
  }

  /// Novita's names (novita.ai/docs/api-reference/basic-error-code); the kind of others depends on the status.
  private static let named: [String: SeedreamError.Kind] = [
    "MISSING_API_KEY": .keyRefused, "INVALID_API_KEY": .keyRefused, "BILLING_AUTH_FAILED": .keyRefused,
    "FEATURE_NOT_ALLOWED": .keyRefused, "API_NOT_ALLOWED": .keyRefused, "NEED_REAL_NAME_VERIFY": .keyRefused,
    "BILLING_BALANCE_NOT_ENOUGH": .insufficientCredits,
    "ILLEGAL_PROMPT": .contentRefused, "ILLEGAL_IMAGE_CONTENT": .contentRefused,
    "RATE_LIMIT_EXCEEDED": .rateLimited,
    "BILLING_FAILED": .serviceFailed, "CREATE_TASK_FAILED": .serviceFailed, "GET_RESULT_FAILED": .serviceFailed,
    "TASK_FAILED": .serviceFailed,
  ]

  /// What to do about the error, as a sentence.
  func advice(
    _ kind: SeedreamError.Kind, service: ImageService, key: APIKey, retryAfter: Duration?, isPoll: Bool
  ) -> String {
    switch (kind, name) {
    case (.keyRefused, "NEED_REAL_NAME_VERIFY"?): return "Verify your identity in \(service.console)."
    case (.keyRefused, "FEATURE_NOT_ALLOWED"?), (.keyRefused, "API_NOT_ALLOWED"?):
      return "Ask \(service.name) to enable this model for the key, or use another key."
    case (.keyRefused, _):
      return "Check the key in \(key.source?.description ?? service.keyVariable) against \(service.console)."
    case (.insufficientCredits, _): return "Top up the account at \(service.console), then try again."
    case (.contentRefused, _): return "Change the prompt or the reference pictures."
    case (.rateLimited, _):
      let seconds = retryAfter.map { "\(max(1, $0.components.seconds)) s" } ?? "a minute"
      return "Wait \(seconds), then try again."
    case (.serviceFailed, _):
      let time = retryAfter.map { "\(max(1, $0.components.seconds)) s" } ?? "a few minutes"
      return "Try again in \(time)."
    case (_, "IMAGE_FILE_EXCEEDS_MAX_SIZE"?): return "Make the reference picture smaller."
    case (_, "INVALID_IMAGE_FORMAT"?): return "Convert the reference picture to JPEG or PNG."
    case (_, "IMAGE_EXCEEDS_MAX_RESOLUTION"?), (_, "INVALID_IMAGE_SIZE"?):
      return "Scale the reference picture, or ask for another size."
    case (_, "API_NOT_FOUND"?): return "Check the address in \(service.serverVariable)."
    default:
      return isPoll
        ? "Check the ID of the task, and that the key belongs to the account that submitted it."
        : "Change the request; `seedream models` lists the limits."
    }
  }

  /// The error for callers.
  func error(
    _ configuration: ServiceConfiguration, status: Int?, retryAfter: Duration? = nil, isPoll: Bool = false
  ) -> SeedreamError {
    let service = configuration.service
    let kind = kind(status: status, service: service)
    let summary = summary(redacting: configuration.key)
    let number = status.map { $0 == 200 || summary.contains("\($0)") ? "" : " [HTTP \($0)]" } ?? ""
    let reason = summary + number
    let event: String
    switch kind {
    case .keyRefused: event = "\(service.name) does not accept the API key: \(reason)."
    case .insufficientCredits: event = "The account at \(service.name) has no credits left: \(reason)."
    case .contentRefused: event = "\(service.name) refuses to draw this: \(reason)."
    case .rateLimited: event = "\(service.name) got too many requests: \(reason)."
    case .serviceFailed where !isStructured && isEmpty: event = "\(service.name) failed\(number)."
    case .serviceFailed: event = "\(service.name) failed: \(reason)."
    default: event = "\(service.name) refused the \(isPoll ? "poll" : "request"): \(reason)."
    }
    let advice = advice(kind, service: service, key: configuration.key, retryAfter: retryAfter, isPoll: isPoll)
    var error = SeedreamError(
      kind, "\(event) \(advice)", service: service, status: status,
      code: (name ?? code).map { Self.oneLine(configuration.key.redact($0)) })
    error.retryAfter = retryAfter
    error.isTransient = kind == .rateLimited
    return error
  }
}
