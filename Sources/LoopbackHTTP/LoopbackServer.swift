/// An HTTP/1.1 server on 127.0.0.1, for sandboxes and tests.
///
/// Connections are kept alive and served concurrently; bodies are streamed in both directions in bounded memory;
/// handlers can also write what no server should. No thread of Swift's pool is ever blocked, and a client that closes its
/// connection never ends the process (no SIGPIPE).
public final class LoopbackServer: Sendable {
  private let core: ServerCore

  /// The port that the server listens on.
  public let port: UInt16

  /// `http://127.0.0.1:PORT`, without a slash at the end.
  public var url: String { "http://127.0.0.1:\(port)" }

  /// Starts to listen.
  ///
  /// - Parameters:
  ///   - port: 1 to 65535, or 0 for any free port.
  ///   - handler: Called once a request's head has been read; reads the body and writes the response.
  /// - Throws: `LoopbackError.cannotListen`, for example if the port is in use.
  public init(port: UInt16 = 0, handler: @escaping @Sendable (Exchange) async throws -> Void) throws {
    let (descriptor, port) = try SystemCall.listen(port: port)
    self.port = port
    core = ServerCore(listener: Socket(descriptor: descriptor), handler: handler)
    core.start()
  }

  deinit {
    core.stop()
  }

  /// Closes the listener and every connection, and cancels the handlers that still run.
  ///
  /// Can be called twice.
  public func stop() {
    core.stop()
  }

  /// How many request heads have arrived.
  public var requestCount: Int { core.state.current.requestCount }

  /// How many connections have been accepted.
  public var connectionCount: Int { core.state.current.connectionCount }

  /// How many connections are open now.
  public var openConnectionCount: Int { core.state.current.connections.count }

  /// Suspends until `count` request heads have arrived; throws `CancellationError` when the task is cancelled.
  public func waitForRequests(_ count: Int) async throws {
    try await core.state.wait { $0.requestCount >= count }
  }

  /// Suspends until `count` connections have been accepted; throws `CancellationError` when the task is cancelled.
  public func waitForConnections(_ count: Int) async throws {
    try await core.state.wait { $0.connectionCount >= count }
  }

  /// Suspends until at most `count` connections are open; throws `CancellationError` when the task is cancelled.
  public func waitForClosing(downTo count: Int = 0) async throws {
    try await core.state.wait { $0.connections.count <= count }
  }
}

/// The part of a server that its running tasks reference, so that they don't keep the server itself alive.
final class ServerCore: Sendable {
  struct State: Sendable {
    var requestCount = 0
    var connectionCount = 0
    var isStopped = false
    var connections: [Int: Connection] = [:]
    var tasks: [Int: Task<Void, Never>] = [:]
    var acceptTask: Task<Void, Never>?
  }

  /// High, so that a server in its client's process responds while other work occupies the threads of usual priority.
  private static let priority = TaskPriority.high

  let state = Watched(State())
  private let listener: Socket
  private let handler: @Sendable (Exchange) async throws -> Void

  init(listener: Socket, handler: @escaping @Sendable (Exchange) async throws -> Void) {
    self.listener = listener
    self.handler = handler
  }

  func start() {
    let task = Task.detached(priority: Self.priority) { await self.acceptConnections() }
    state.withLock { $0.acceptTask = task }
  }

  func stop() {
    listener.close()
    let (connections, tasks) = state.withLock { state in
      state.isStopped = true
      var tasks = Array(state.tasks.values)
      if let task = state.acceptTask { tasks.append(task) }
      let connections = Array(state.connections.values)
      state.tasks = [:]
      state.connections = [:]
      state.acceptTask = nil
      return (connections, tasks)
    }
    for task in tasks { task.cancel() }
    for connection in connections { connection.socket.close() }
  }

  private func acceptConnections() async {
    while listener.isOpen {
      do {
        if let descriptor = try await listener.accept() {
          serve(descriptor)
        } else {
          // The process is out of descriptors; some come back when connections end.
          try await Task.sleep(nanoseconds: 20_000_000)
        }
      } catch {
        return
      }
    }
  }

  private func serve(_ descriptor: Int32) {
    let connection: Connection? = state.withLock { state in
      guard !state.isStopped else { return nil }
      state.connectionCount += 1
      let connection = Connection(id: state.connectionCount, descriptor: descriptor)
      state.connections[connection.id] = connection
      return connection
    }
    guard let connection else { return SystemCall.closeDescriptor(descriptor) }
    let task = Task.detached(priority: Self.priority) { [self] in
      await connection.serve(
        countRequest: { self.state.withLock { $0.requestCount += 1 } }, handler: handler)
      state.withLock { state in
        state.connections[connection.id] = nil
        state.tasks[connection.id] = nil
      }
    }
    let isStopped = state.withLock { state in
      // The connection may already have ended.
      if state.connections[connection.id] != nil { state.tasks[connection.id] = task }
      return state.isStopped
    }
    if isStopped { task.cancel() }
  }
}
