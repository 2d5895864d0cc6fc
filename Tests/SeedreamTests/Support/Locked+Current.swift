import HTTPTransport

extension Locked {
  /// The value as it is now.
  var current: Value { withLock { $0 } }
}
