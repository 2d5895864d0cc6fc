import Dispatch
import Foundation
import HTTPTransport

/// A journal's file in this process: what has been read of it, and what waits to be written.
///
/// Lines that arrive while others are being written are written together, and each read covers only what was added since the
/// last one: hundreds of tasks at once need about as many reads and writes as there are lines.
final class JournalStore: Sendable {
  private struct Waiting: Sendable {
    var line: [UInt8]
    var timeout: Duration
    var onWait: @Sendable () -> Void
    var continuation: CheckedContinuation<Result<Void, SeedreamError>, Never>
  }

  private struct Queue: Sendable {
    var waiting: [Waiting] = []
    var isWriting = false
  }

  /// What has been read of the file.
  private struct ReadState: Sendable {
    var history = JournalHistory()
    /// The device and the number of the file, which change when the file is replaced.
    var device: UInt64 = 0
    var file: UInt64 = 0
    /// How much of the file the history covers.
    var offset: Int64 = 0
    /// The last bytes before the offset: if they have changed, the file was replaced.
    var tail: [UInt8] = []
    /// The size above which rewriting the file without closed entries is considered.
    var compactionThresholdBytes = JournalStore.minimumCompactionBytes
  }

  private static let minimumCompactionBytes: Int64 = 262_144
  private static let stores = Locked<[String: JournalStore]>([:])

  /// The one store of a path in this process.
  static func store(for path: String) -> JournalStore {
    stores.withLock { stores in
      if let store = stores[path] { return store }
      let store = JournalStore(path: path)
      stores[path] = store
      return store
    }
  }

  private let path: String
  private let queue = Locked(Queue())
  private let readState = Locked(ReadState())
  /// Blocks while another process writes, which threads of Swift's pool must not do.
  private let writer: DispatchQueue

  private init(path: String) {
    self.path = path
    writer = DispatchQueue(label: "seedream.journal")
  }

  // MARK: Writing

  /// Appends a line and waits until the disk has it.
  func append(
    _ record: JournalRecord, timeout: Duration, onWait: @escaping @Sendable () -> Void
  ) async throws(SeedreamError) {
    let line = try record.line()
    let result = await withCheckedContinuation { continuation in
      let isFirst = queue.withLock { queue in
        queue.waiting.append(Waiting(line: line, timeout: timeout, onWait: onWait, continuation: continuation))
        defer { queue.isWriting = true }
        return !queue.isWriting
      }
      if isFirst { writer.async { self.writeAll() } }
    }
    try result.get()
  }

  /// Appends a line like `append`, but blocks the thread, for callers that can't suspend.
  func appendBlocking(_ record: JournalRecord, timeout: Duration) throws(SeedreamError) {
    let line = try record.line()
    try writer.sync { () -> Result<Void, SeedreamError> in write(line, timeout: timeout) {} }.get()
  }

  private func writeAll() {
    while true {
      let batch = queue.withLock { queue -> [Waiting] in
        defer { queue.waiting = [] }
        if queue.waiting.isEmpty { queue.isWriting = false }
        return queue.waiting
      }
      guard let first = batch.first else { return }
      let timeout = batch.map(\.timeout).max() ?? first.timeout
      let result = write(batch.flatMap(\.line), timeout: timeout) {
        for waiting in batch { waiting.onWait() }
      }
      for waiting in batch { waiting.continuation.resume(returning: result) }
    }
  }

  private func write(_ lines: [UInt8], timeout: Duration, onWait: () -> Void) -> Result<Void, SeedreamError> {
    do throws(SeedreamError) {
      try JournalFile(path: path).append(lines, timeout: timeout, onWait: onWait, compact: compacted)
      return .success(())
    } catch {
      return .failure(error)
    }
  }

  /// The lines without closed entries, if the file is large and becomes less than half as long.
  private func compacted(size: Int64) -> [UInt8]? {
    readState.withLock { state in
      guard size > state.compactionThresholdBytes else { return nil }
      do throws(SeedreamError) {
        try update(&state)
        let lines = try state.history.lines()
        let isWorthIt = Int64(lines.count) < size / 2
        let threshold = isWorthIt ? Int64(lines.count) * 4 : size * 2
        state.compactionThresholdBytes = max(Self.minimumCompactionBytes, threshold)
        return isWorthIt ? lines : nil
      } catch {
        return nil
      }
    }
  }

  // MARK: Reading

  /// The current content of the file.
  func history() throws(SeedreamError) -> JournalHistory {
    try readState.withLock { state throws(SeedreamError) in
      let rest = try update(&state)
      guard !rest.isEmpty else { return state.history }
      // The last line may be complete although its end is missing.
      var history = state.history
      history.read(rest)
      return history
    }
  }

  /// Reads what was added since the last time.
  ///
  /// - Returns: a last line whose end is missing.
  @discardableResult
  private func update(_ state: inout ReadState) throws(SeedreamError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let error = SystemError.last
      state = ReadState(compactionThresholdBytes: state.compactionThresholdBytes)
      if error.code == ENOENT || error.code == ENOTDIR { return [] }
      throw failure(error)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return [] }
    let (device, file) = (UInt64(status.st_dev), UInt64(status.st_ino))
    let tail = try bytes(of: descriptor, from: state.offset - Int64(state.tail.count), to: state.offset)
    if state.device != device || state.file != file || Int64(status.st_size) < state.offset || tail != state.tail {
      state = ReadState(device: device, file: file, compactionThresholdBytes: state.compactionThresholdBytes)
    }
    let added = try bytes(of: descriptor, from: state.offset, to: Int64(status.st_size))
    guard let end = added.lastIndex(of: UInt8(ascii: "\n")) else { return added }
    state.history.read(added[...end])
    state.offset += Int64(end + 1)
    state.tail = Array(added[...end].suffix(64))
    return Array(added[(end + 1)...])
  }

  private func bytes(of descriptor: Int32, from start: Int64, to end: Int64) throws(SeedreamError) -> [UInt8] {
    guard end > start else { return [] }
    do throws(SystemError) {
      return try DescriptorReader.read(Int(end - start), at: start, from: descriptor)
    } catch {
      throw failure(error)
    }
  }

  private func failure(_ error: SystemError) -> SeedreamError {
    SeedreamError(.journal, "The journal '\(path)' can't be read: \(error.text). Check its permissions.")
  }
}
