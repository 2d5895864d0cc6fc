import HTTPTransport
import LoopbackHTTP

/// TensorsLab, OneRouter and Novita simulated on a port of this machine, for trials and tests without keys.
///
/// ```swift
/// let sandbox = try SandboxServer(faults: [SandboxFault(.rateLimited, times: 1)])
/// defer { sandbox.stop() }
/// // … run code against sandbox.url with any key …
/// #expect(sandbox.invalidRequests.isEmpty)
/// #expect(sandbox.credentialLeaks.isEmpty)
/// ```
///
/// It speaks real HTTP and needs nothing but this package. Tasks go from queued to running to finished as they are
/// polled, never by the clock. Pictures are PNGs of the requested size, drawn from the prompt. Every request is checked
/// against the service's OpenAPI document: one that does not conform gets a 4xx status that names the finding, and is
/// listed in ``invalidRequests``. What the services do beyond their documents is simulated by ``SandboxFault/Kind``.
public final class SandboxServer: Sendable {
  private let server: LoopbackServer
  private let store: SandboxStore
  private let otherOrigin: OtherOrigin

  /// Starts the sandbox on 127.0.0.1.
  ///
  /// - Parameters:
  ///   - port: 1 to 65535, or 0 for any free port.
  ///   - keys: The API keys that are accepted.
  ///   - options: How it behaves when nothing goes wrong.
  ///   - faults: What goes wrong, in this order.
  /// - Throws: `LoopbackError.cannotListen`, `SandboxError.unusableDocument`, or `SandboxError.unusableStateFile`.
  public init(
    port: UInt16 = 0, keys: SandboxKeys = .any, options: SandboxOptions = SandboxOptions(),
    faults: [SandboxFault] = []
  ) throws {
    let store = try SandboxStore(options: options, keys: keys, faults: faults)
    let core = try SandboxCore(store: store)
    let otherOrigin = OtherOrigin(core: core)
    server = try LoopbackServer(port: port) { exchange in
      try await core.handle(exchange, isAtOtherOrigin: false) { try otherOrigin.url() }
    }
    store.url = server.url
    self.store = store
    self.otherOrigin = otherOrigin
  }

  deinit {
    stop()
  }

  /// The base URL of all three services, such as `http://127.0.0.1:8080`, without a slash at the end.
  public var url: String { server.url }

  /// The port.
  public var port: UInt16 { server.port }

  /// The base URL of a service: the same for all, as their paths differ.
  public func baseURL(of service: SandboxService) -> String { server.url }

  /// Ends all connections and closes the port.
  ///
  /// May be called more than once.
  public func stop() {
    server.stop()
    otherOrigin.stop()
  }

  // MARK: Requests

  /// All requests in order of arrival.
  public var requests: [SandboxRequest] { store.requests }

  /// Requests for pictures in order of arrival, refused ones too.
  public var submissions: [SandboxRequest] { store.requests.filter { $0.point == .submit } }

  /// Requests for pictures that were accepted, in order of arrival: the real service would have charged for each.
  public var accepted: [SandboxRequest] { store.requests.filter(\.isAccepted) }

  /// Requests that do not conform to the services' documents; a test should expect none.
  public var invalidRequests: [SandboxRequest] { store.requests.filter { !$0.findings.isEmpty } }

  /// Downloads, and requests to another origin, that carried a key or a cookie; a test should expect none.
  public var credentialLeaks: [SandboxRequest] {
    store.requests.filter { $0.carriesCredential && ($0.point == .download || $0.isAtOtherOrigin) }
  }

  // MARK: Faults

  /// The faults that will still occur, in their order.
  ///
  /// Can be set at any time.
  public var faults: [SandboxFault] {
    get { store.faults }
    set { store.setFaults(newValue) }
  }

  /// Adds a fault after the others.
  public func add(_ fault: SandboxFault) {
    store.addFault(fault)
  }
}

/// The second port, opened for the first redirect.
final class OtherOrigin: Sendable {
  private struct State: Sendable {
    var server: LoopbackServer?
    var isStopped = false
  }

  private let core: SandboxCore
  private let state = Locked(State())

  init(core: SandboxCore) {
    self.core = core
  }

  func url() throws -> String {
    try state.withLock { state in
      if let server = state.server { return server.url }
      guard !state.isStopped else { throw LoopbackError.connectionClosed }
      let core = core
      let server = try LoopbackServer { exchange in
        try await core.handle(exchange, isAtOtherOrigin: true) { throw LoopbackError.connectionClosed }
      }
      state.server = server
      return server.url
    }
  }

  func stop() {
    let server = state.withLock { state -> LoopbackServer? in
      state.isStopped = true
      defer { state.server = nil }
      return state.server
    }
    server?.stop()
  }
}
