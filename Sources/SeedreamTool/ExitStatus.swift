import Seedream

/// What the process ends with; scripts rely on the numbers.
enum ExitStatus: Int32 {
  case saved = 0
  case failed = 1
  case usage = 2
  case network = 3
  case timeIsUp = 4
  case interrupted = 130

  init(_ error: SeedreamError) {
    switch error.kind {
    case .unsupportedRequest, .unusableReference, .missingKey, .notWritable: self = .usage
    case .network, .submissionUnknown: self = .network
    case .deadlineExceeded: self = .timeIsUp
    case .cancelled: self = .interrupted
    default: self = .failed
    }
  }
}
