/// A status, a range of a hundred, or all that are not listed.
public enum StatusPattern: Hashable, Sendable {
  case code(Int)
  /// `4` for `4XX`.
  case range(Int)
  case `default`
}
