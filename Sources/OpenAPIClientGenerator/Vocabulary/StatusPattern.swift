/// The statuses that a response of the document is for.
public enum StatusPattern: Hashable, Sendable {
  case code(Int)
  /// A hundred statuses: `4` for `4XX`.
  case range(Int)
  /// All statuses that the operation doesn't list.
  case `default`

  /// The pattern as documents write it: `404`, `4XX`, `default`.
  var label: String {
    switch self {
    case .code(let code): "\(code)"
    case .range(let hundreds): "\(hundreds)XX"
    case .default: "default"
    }
  }
}
