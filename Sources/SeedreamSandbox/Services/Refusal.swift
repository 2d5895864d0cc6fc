/// Why a service refuses a request; each service has its own form of response for it.
struct Refusal: Error, Sendable {
  enum Kind: Hashable, Sendable {
    case missingKey
    case wrongKey
    /// The request does not conform to the document.
    case invalidRequest
    case notFound
    case methodNotAllowed
    case bodyTooLarge
    /// A value violates a limit that the document states only in prose.
    case invalid
    case invalidSize
    case imageFormat
    case imageBytes
    case imagePixels
    case imageSides
    case unknownTask
    case failure
    case noCredits
    case unauthorized
    case forbidden
    case moderated
    case rateLimited(SandboxRateLimit.Form, milliseconds: Int)
    case serverError(status: Int)
    case errorInSuccess
    case taskFailed
  }

  var kind: Kind
  var message: String
  /// The field with the invalid value; empty if there is none.
  var field: String

  init(_ kind: Kind, _ message: String, _ field: String = "") {
    self.kind = kind
    self.message = message
    self.field = field
  }

  /// The refusal of a fault; nil if the fault is not a refusal by the service.
  init?(_ fault: SandboxFault) {
    switch fault.kind {
    case .failure: self.init(.failure, "Failure (simulated)")
    case .noCredits: self.init(.noCredits, "Insufficient credits")
    case .unauthorized: self.init(.unauthorized, "Invalid API key")
    case .forbidden: self.init(.forbidden, "This key may not use this service")
    case .moderated: self.init(.moderated, "The prompt was refused by content moderation", "prompt")
    case .rateLimited: self.init(.rateLimited(.seconds, milliseconds: fault.value * 1000), "Too many requests")
    case .rateLimitedDate: self.init(.rateLimited(.date, milliseconds: fault.value * 1000), "Too many requests")
    case .rateLimitedMilliseconds:
      self.init(.rateLimited(.milliseconds, milliseconds: fault.value), "Too many requests")
    case .serverError: self.init(.serverError(status: fault.value), "Server error (simulated)")
    case .errorInSuccess: self.init(.errorInSuccess, "Error after the work began (simulated)")
    default: return nil
    }
  }
}
