import HTTPTransport
import LoopbackHTTP
import OpenAPISyntax

/// The state of the sandbox: tasks, the pictures behind links, requests, and faults.
final class SandboxStore: Sendable {
  struct File: Sendable {
    var bytes: [UInt8]
    var entityTag: String
  }

  private struct State: Sendable {
    var url = ""
    var faults: PendingFaults
    var requests: [SandboxRequest] = []
    var requestCount = 0
    var knownKeys: Set<String>
    var tasks: [String: TaskRecord] = [:]
    /// By the path of their links.
    var pictures: [String: Picture] = [:]
    var taskCount = 0
    var tagCount = 0
    var limit: RateLimitWindow?
    /// The last files that were drawn, the newest last.
    var files: [(picture: Picture, file: File)] = []

    mutating func add(_ task: TaskRecord) {
      tasks[task.id] = task
      for (index, picture) in task.pictures.enumerated() { pictures[SandboxStore.path(task.id, index)] = picture }
    }
  }

  let options: SandboxOptions
  let keys: SandboxKeys
  private let state: Locked<State>
  private let taskFile: TaskFile?

  init(options: SandboxOptions, keys: SandboxKeys, faults: [SandboxFault]) throws(SandboxError) {
    self.options = options
    self.keys = keys
    var initial = State(faults: PendingFaults(faults), knownKeys: keys.all.filter { !$0.isEmpty })
    initial.limit = options.rateLimit.map { RateLimitWindow($0) }
    taskFile = try options.stateFile.map { path throws(SandboxError) in try TaskFile(path: path) }
    if let taskFile {
      for task in try taskFile.tasks() { initial.add(task) }
      initial.taskCount = initial.tasks.count
    }
    state = Locked(initial)
  }

  /// The base URL of the sandbox; empty until its port is known.
  var url: String {
    get { state.withLock { $0.url } }
    set { state.withLock { $0.url = newValue } }
  }

  // MARK: Faults and requests

  var faults: [SandboxFault] { state.withLock { $0.faults.faults } }

  func setFaults(_ faults: [SandboxFault]) {
    state.withLock { $0.faults = PendingFaults(faults) }
  }

  func addFault(_ fault: SandboxFault) {
    state.withLock { $0.faults.add(fault) }
  }

  func takeFaults(at point: SandboxFault.Point?) -> [SandboxFault] {
    guard let point else { return [] }
    return state.withLock { $0.faults.take(at: point) }
  }

  var requests: [SandboxRequest] {
    state.withLock { Array($0.requests.suffix(max(1, options.rememberedRequests))) }
  }

  func record(_ request: SandboxRequest) {
    let numbered = state.withLock { state in
      var numbered = request
      state.requestCount += 1
      numbered.number = state.requestCount
      state.requests.append(numbered)
      // Dropped in large batches: removing the first element moves all others.
      let limit = max(1, options.rememberedRequests)
      if state.requests.count > limit + limit / 2 { state.requests.removeFirst(state.requests.count - limit) }
      return numbered
    }
    options.onRequest?(numbered)
  }

  /// Keys that were configured or used: they are redacted in records, and must not occur in requests for pictures.
  var knownKeys: Set<String> { state.withLock { $0.knownKeys } }

  /// Adds a key to the known ones.
  func remember(key: String) {
    // Shorter keys would be found by chance.
    guard key.utf8.count >= 6 else { return }
    _ = state.withLock { $0.knownKeys.insert(key) }
  }

  // MARK: Tasks

  /// A new task ID: the same in every run with the same `idSeed`, different otherwise.
  func makeID(prefix: String) -> String {
    let number = state.withLock { state in
      state.taskCount += 1
      return state.taskCount
    }
    let digits = String(RandomSource.scramble(options.idSeed &+ UInt64(number)), radix: 16)
    return prefix + "\(number)_" + String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  func add(_ task: TaskRecord) {
    taskFile?.append(task)
    state.withLock { $0.add(task) }
  }

  /// Counts a submission; throws a refusal if there are too many.
  func checkRateLimit() throws(Refusal) {
    let now = options.clock()
    guard let wait = state.withLock({ $0.limit?.accept(now: now) }), let form = options.rateLimit?.form else { return }
    throw Refusal(.rateLimited(form, milliseconds: wait), "Too many requests")
  }

  /// An entity tag that no other response has.
  func anotherTag(_ tag: String) -> String {
    let number = state.withLock { state in
      state.tagCount += 1
      return state.tagCount
    }
    return "\"\(number)-" + tag.dropFirst()
  }

  /// Counts a poll of a task and returns the task; nil if it is unknown.
  func poll(_ id: String) -> TaskRecord? {
    state.withLock { state in
      state.tasks[id]?.polls += 1
      return state.tasks[id]
    }
  }

  /// Deletes these tasks and their pictures; deletes none, and returns its ID, if one of them is unknown.
  func delete(_ ids: [String]) -> String? {
    let unknown = state.withLock { state -> String? in
      if let unknown = ids.first(where: { state.tasks[$0] == nil }) { return unknown }
      for id in ids {
        let count = state.tasks.removeValue(forKey: id)?.pictures.count ?? 0
        for index in 0..<count { state.pictures[Self.path(id, index)] = nil }
      }
      return nil
    }
    if unknown == nil { taskFile?.remove(ids) }
    return unknown
  }

  // MARK: Pictures

  func links(of task: TaskRecord) -> [String] {
    task.pictures.indices.map { index in
      task.faults.contains(.base64)
        ? "data:image/png;base64," + Base64.encode(file(task.pictures[index]).bytes) : link(of: task, index)
    }
  }

  func link(of task: TaskRecord, _ index: Int) -> String {
    url + Self.path(task.id, index)
  }

  func picture(at path: String) -> Picture? {
    state.withLock { $0.pictures[path] }
  }

  /// Draws the picture, unless it is one of the last 16 that were drawn.
  func file(_ picture: Picture) -> File {
    if let file = state.withLock({ state in state.files.first { $0.picture == picture }?.file }) { return file }
    let bytes = picture.png()
    let tag = "\"" + String(picture.hash, radix: 16) + "-" + String(bytes.count, radix: 16) + "\""
    let file = File(bytes: bytes, entityTag: tag)
    state.withLock { state in
      state.files.append((picture, file))
      if state.files.count > 16 { state.files.removeFirst() }
    }
    return file
  }

  fileprivate static func path(_ id: String, _ index: Int) -> String {
    "/files/\(id)_\(index).png"
  }
}
