extension ServiceErrorBody {
  /// What kind of refusal this is.
  ///
  /// Names of errors count before numbers and statuses: Novita sends 400 for an empty account and 403 for a wrong key.
  func kind(status: Int?, service: ImageService) -> SeedreamError.Kind {
    if let name, let kind = Self.named[name] { return kind }
    let number = code.flatMap { Int($0) }
    switch service {
    case .tensorsLab:
      if number == 9000 { return .insufficientCredits }
      if number == 9999, speaksOfKey { return .keyRefused }
    case .oneRouter:
      if name == "content_policy_violation" { return .contentRefused }
      // Here 403 is moderation (docs.onerouter.pro/api-reference/errors).
      if status == 403 || (status == 200 && number == 403) { return speaksOfKey ? .keyRefused : .contentRefused }
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

  private var speaksOfKey: Bool {
    let text = "\(message ?? "") \(name ?? "")".lowercased()
    return [
      "api key", "apikey", "api_key", "this key", "unauthor", "authenticat", "permission", "invalid token",
      "invalid key",
    ].contains {
      text.contains($0)
    }
  }

  /// Novita's names (novita.ai/docs/api-reference/basic-error-code); what is missing here goes by its status.
  private static let named: [String: SeedreamError.Kind] = [
    "MISSING_API_KEY": .keyRefused, "INVALID_API_KEY": .keyRefused, "BILLING_AUTH_FAILED": .keyRefused,
    "FEATURE_NOT_ALLOWED": .keyRefused, "API_NOT_ALLOWED": .keyRefused, "NEED_REAL_NAME_VERIFY": .keyRefused,
    "BILLING_BALANCE_NOT_ENOUGH": .insufficientCredits,
    "ILLEGAL_PROMPT": .contentRefused, "ILLEGAL_IMAGE_CONTENT": .contentRefused,
    "RATE_LIMIT_EXCEEDED": .rateLimited,
    "BILLING_FAILED": .serviceFailed, "CREATE_TASK_FAILED": .serviceFailed, "GET_RESULT_FAILED": .serviceFailed,
    "TASK_FAILED": .serviceFailed,
  ]

  /// What to do about it.
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
        ? "Check the name of the task, and that the key belongs to its account."
        : "Change the request, or see `seedream models` for the limits."
    }
  }

  /// The error of a refusal; a poll asks for a task, anything else submits one.
  func error(
    _ configuration: ServiceConfiguration, status: Int?, retryAfter: Duration? = nil, isPoll: Bool = false
  ) -> SeedreamError {
    let service = configuration.service
    let kind = kind(status: status, service: service)
    let words = words(without: configuration.key)
    let number = status.map { $0 == 200 || words.contains("\($0)") ? "" : " [HTTP \($0)]" } ?? ""
    let said: String
    switch kind {
    case .keyRefused: said = "\(service.name) does not accept the API key: \(words)\(number)."
    case .insufficientCredits: said = "The account at \(service.name) has no credits left: \(words)\(number)."
    case .contentRefused: said = "\(service.name) refuses to draw this: \(words)\(number)."
    case .rateLimited: said = "\(service.name) got too many requests: \(words)\(number)."
    case .serviceFailed where !isStructured && isEmpty: said = "\(service.name) failed\(number)."
    case .serviceFailed: said = "\(service.name) failed: \(words)\(number)."
    default:
      let asked = isPoll ? "to tell about the task" : "the request"
      said = "\(service.name) refused \(asked): \(words)\(number)."
    }
    let advice = advice(kind, service: service, key: configuration.key, retryAfter: retryAfter, isPoll: isPoll)
    var error = SeedreamError(
      kind, "\(said) \(advice)", service: service, status: status,
      code: (name ?? code).map { Self.oneLine(configuration.key.redact($0)) })
    error.retryAfter = retryAfter
    error.isTransient = kind == .rateLimited
    return error
  }
}
