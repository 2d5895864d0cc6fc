import CommandLineSupport
import Seedream

extension ExitStatus {
  static let network = ExitStatus(rawValue: 3)
  static let timeIsUp = ExitStatus(rawValue: 4)
  static let interrupted = ExitStatus(rawValue: 130)

  init(_ error: SeedreamError) {
    switch error.kind {
    case .unsupportedRequest, .unusableReference, .missingKey, .notWritable: self = .wrongUsage
    case .network, .submissionUnknown: self = .network
    case .deadlineExceeded: self = .timeIsUp
    case .cancelled: self = .interrupted
    default: self = .failed
    }
  }
}
