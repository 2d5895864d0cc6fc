/// Which API keys each service accepts.
///
/// Keys never appear in its description.
public struct SandboxKeys: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  private let accepted: [SandboxService: Set<String>]

  /// Accepts any key that is not empty.
  public static let any = SandboxKeys()

  /// - Parameters:
  ///   - tensorsLab: Keys that TensorsLab accepts; nil: any that is not empty.
  ///   - oneRouter: Keys that OneRouter accepts; nil: any that is not empty.
  ///   - novita: Keys that Novita accepts; nil: any that is not empty.
  public init(tensorsLab: Set<String>? = nil, oneRouter: Set<String>? = nil, novita: Set<String>? = nil) {
    var accepted: [SandboxService: Set<String>] = [:]
    accepted[.tensorsLab] = tensorsLab
    accepted[.oneRouter] = oneRouter
    accepted[.novita] = novita
    self.accepted = accepted
  }

  /// Tells how many keys there are, none of them.
  public var description: String { "SandboxKeys(\(all.count) keys, <redacted>)" }

  /// The same as `description`.
  public var debugDescription: String { description }

  /// Shows nothing: a dump must not show keys.
  public var customMirror: Mirror { Mirror(self, children: []) }

  func accepts(_ key: String, for service: SandboxService) -> Bool {
    guard !key.isEmpty else { return false }
    return accepted[service]?.contains(key) ?? true
  }

  var all: Set<String> {
    accepted.values.reduce(into: []) { $0.formUnion($1) }
  }
}
