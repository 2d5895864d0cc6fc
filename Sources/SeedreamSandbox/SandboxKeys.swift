/// Which API keys each service accepts.
///
/// Its description never shows a key.
public struct SandboxKeys: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  private let accepted: [SandboxService: Set<String>]

  /// Accepts any key that is not empty.
  public static let any = SandboxKeys()

  /// Creates the keys of the three services.
  ///
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

  /// The number of keys, without the keys themselves.
  public var description: String { "SandboxKeys(\(all.count) keys, <redacted>)" }

  /// The same as `description`.
  public var debugDescription: String { description }

  /// Empty, so that `dump` shows no key.
  public var customMirror: Mirror { Mirror(self, children: []) }

  func accepts(_ key: String, for service: SandboxService) -> Bool {
    guard !key.isEmpty else { return false }
    return accepted[service]?.contains(key) ?? true
  }

  var all: Set<String> {
    accepted.values.reduce(into: []) { $0.formUnion($1) }
  }
}
