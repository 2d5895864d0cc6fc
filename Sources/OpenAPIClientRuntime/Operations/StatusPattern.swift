/// The statuses of a documented response: one, a range such as `4XX`, or all the others.
public struct StatusPattern: Hashable, Sendable, ExpressibleByIntegerLiteral, CustomStringConvertible {
  enum Form: Hashable, Sendable {
    case exactly(Int)
    case range(Int)
    case others
  }

  let form: Form

  private init(_ form: Form) { self.form = form }

  /// One status.
  public init(integerLiteral status: Int) { form = .exactly(status) }

  /// One status.
  public static func exactly(_ status: Int) -> StatusPattern { StatusPattern(.exactly(status)) }

  /// A hundred statuses: `.range(4)` is `4XX`.
  public static func range(_ hundreds: Int) -> StatusPattern { StatusPattern(.range(hundreds)) }

  /// Every status that nothing else names: among responses each success, among failures each failure.
  public static let `default` = StatusPattern(.others)

  /// How well the pattern fits: 3 exactly, 2 by range, 1 as one of the others, 0 not.
  func rank(_ status: Int, isFailure: Bool) -> Int {
    switch form {
    case .exactly(let value): value == status ? 3 : 0
    case .range(let value): value == status / 100 ? 2 : 0
    case .others: isFailure != (200..<300).contains(status) ? 1 : 0
    }
  }

  /// `404`, `4XX` or `default`.
  public var description: String {
    switch form {
    case .exactly(let value): "\(value)"
    case .range(let value): "\(value)XX"
    case .others: "default"
    }
  }
}
