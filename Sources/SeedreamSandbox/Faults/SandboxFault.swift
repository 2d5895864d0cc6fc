/// Something that goes wrong in the sandbox, for tests of how a client copes with it.
///
/// On the command line a fault is written `[POINT.]NAME[=VALUE][:TIMES][/EVERY]`: `no-credits`, `rate-limited=2:3`
/// (three times, each with `Retry-After: 2`), `poll.server-error=503:1`, `download.slow=400`, `download.drop-in-body/5`
/// (every fifth download).
public struct SandboxFault: Hashable, Sendable, CustomStringConvertible {
  /// The kind of request at which a fault occurs.
  public enum Point: String, CaseIterable, Sendable {
    /// A request for pictures.
    case submit
    /// A poll of a task.
    case poll
    /// The download of a picture.
    case download
  }

  /// What goes wrong.
  public let kind: Kind
  /// The number that goes with the kind, such as a status code or milliseconds; see `Kind.valueMeaning`.
  public let value: Int
  /// Where it occurs.
  public let point: Point
  /// How often it occurs, at least 1; nil: always.
  public let times: Int?
  /// Which requests it affects, at least 1: every one, every second one, every third one.
  public let every: Int

  /// Creates a fault.
  ///
  /// - Parameters:
  ///   - kind: What goes wrong.
  ///   - value: The number that goes with it; nil: the kind's default. A value outside ``Kind/values`` becomes the nearest
  ///     one in it.
  ///   - point: Where it occurs; nil, or a point that is not one of ``Kind/points``: the first of those.
  ///   - times: How often it occurs, at least 1; nil: always.
  ///   - every: Which requests it affects, at least 1: every one, every second one, every third one.
  public init(_ kind: Kind, value: Int? = nil, at point: Point? = nil, times: Int? = nil, every: Int = 1) {
    self.kind = kind
    let range = kind.values
    self.value = min(max(value ?? kind.defaultValue, range.lowerBound), range.upperBound)
    self.point = point.flatMap { kind.points.contains($0) ? $0 : nil } ?? kind.points[0]
    self.times = times.map { max(1, $0) }
    self.every = max(1, every)
  }

  /// Reads a fault as it is written on the command line.
  ///
  /// - Throws: `SandboxError.unknownFault` or `.invalidFault`.
  public init(argument: String) throws(SandboxError) {
    var rest = argument[...]
    let every = try Self.takeCount(
      after: "/", from: &rest,
      orThrow: .invalidFault(argument, reason: "after / a number is needed, 1 or more: 2 for every second request"))
    let times = try Self.takeCount(
      after: ":", from: &rest,
      orThrow: .invalidFault(argument, reason: "after : a number is needed, 1 or more: how often it occurs"))
    var value: Int?
    if let equals = rest.firstIndex(of: "=") {
      guard let number = Int(rest[rest.index(after: equals)...]) else {
        throw .invalidFault(argument, reason: "after = a number is needed")
      }
      value = number
      rest = rest[..<equals]
    }
    var point: Point?
    if let dot = rest.firstIndex(of: ".") {
      guard let named = Point(rawValue: String(rest[..<dot])) else {
        throw .invalidFault(argument, reason: "before the dot one of these is needed: submit, poll or download")
      }
      point = named
      rest = rest[rest.index(after: dot)...]
    }
    guard let kind = Kind(rawValue: String(rest)) else {
      throw .unknownFault(String(rest), nearest: Kind.nearest(to: String(rest)))
    }
    if let reason = kind.problem(at: point, value: value) { throw .invalidFault(argument, reason: reason) }
    self.init(kind, value: value, at: point, times: times, every: every ?? 1)
  }

  /// Takes a separator and the number behind it off the end of a text; nil if there is no separator.
  private static func takeCount(
    after separator: Character, from text: inout Substring, orThrow error: SandboxError
  ) throws(SandboxError) -> Int? {
    guard let position = text.lastIndex(of: separator) else { return nil }
    guard let number = Int(text[text.index(after: position)...]), number >= 1 else { throw error }
    text = text[..<position]
    return number
  }

  /// The fault as it would be written on the command line.
  public var description: String {
    var text = point == kind.points[0] ? kind.rawValue : "\(point.rawValue).\(kind.rawValue)"
    if kind.valueMeaning != nil { text += "=\(value)" }
    if let times { text += ":\(times)" }
    if every > 1 { text += "/\(every)" }
    return text
  }

  /// Every kind with a line of help, in the order of ``Kind``.
  public static let all: [(name: String, summary: String)] = Kind.allCases.map { kind in
    var summary = kind.summary
    if let meaning = kind.valueMeaning { summary += " (=N: \(meaning), \(kind.defaultValue) if left out)" }
    let points = kind.points.map(\.rawValue)
    if points.count > 1 { summary += "; at " + points.joined(separator: ", ") }
    return (kind.rawValue, summary)
  }
}
