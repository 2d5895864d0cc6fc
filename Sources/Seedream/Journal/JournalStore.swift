import Dispatch
import Foundation
import HTTPTransport

/// A journal's file as this process knows it: what it has read so far, and what waits to be written.
///
/// Lines that come while others are being written go to the disk together, and only what was added since the last look
/// is read: hundreds of tasks at once cost about as many reads and writes as there are lines.
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

  /// What was read of which file, and how far.
  private struct Known: Sendable {
    var history = JournalHistory()
    var device: UInt64 = 0
    var file: UInt64 = 0
    var offset: Int64 = 0
    /// The last bytes before the offset: if they have changed, it is another file.
    var tail: [UInt8] = []
    /// The size from which on the file is checked for closed entries.
    var compactionThresholdBytes = JournalStore.leastCompactionBytes
  }

  private static let leastCompactionBytes: Int64 = 262_144
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
  private let known = Locked(Known())
  /// Blocks while another process writes, which no thread of Swift's own pool may do.
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

  /// The same for callers that can't suspend: blocks their thread.
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

  /// The content of a large file without closed entries, if rewriting is worth it.
  private func compacted(size: Int64) -> [UInt8]? {
    known.withLock { known in
      guard size > known.compactionThresholdBytes else { return nil }
      do throws(SeedreamError) {
        try update(&known)
        let lines = try known.history.lines()
        let least = Self.leastCompactionBytes
        let isWorthIt = Int64(lines.count) < size / 2
        known.compactionThresholdBytes = max(least, isWorthIt ? Int64(lines.count) * 4 : size * 2)
        return isWorthIt ? lines : nil
      } catch {
        return nil
      }
    }
  }

  // MARK: Reading

  /// The current state of the file.
  func history() throws(SeedreamError) -> JournalHistory {
    try known.withLock { known throws(SeedreamError) in
      let rest = try update(&known)
      guard !rest.isEmpty else { return known.history }
      // A last line without its end may be whole all the same.
      var history = known.history
      history.read(rest)
      return history
    }
  }

  /// Reads what was added since the last time.
  ///
  /// - Returns: the beginning of a line whose end is not there.
  @discardableResult
  private func update(_ known: inout Known) throws(SeedreamError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let error = SystemError.last
      known = Known(compactionThresholdBytes: known.compactionThresholdBytes)
      if error.code == ENOENT || error.code == ENOTDIR { return [] }
      throw SeedreamError(.journal, "The journal '\(path)' can't be read: \(error.text). Check its permissions.")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return [] }
    let (device, file) = (UInt64(status.st_dev), UInt64(status.st_ino))
    let tail = try bytes(of: descriptor, from: known.offset - Int64(known.tail.count), to: known.offset)
    if known.device != device || known.file != file || Int64(status.st_size) < known.offset || tail != known.tail {
      known = Known(device: device, file: file, compactionThresholdBytes: known.compactionThresholdBytes)
    }
    let added = try bytes(of: descriptor, from: known.offset, to: Int64(status.st_size))
    guard let end = added.lastIndex(of: UInt8(ascii: "\n")) else { return added }
    known.history.read(added[...end])
    known.offset += Int64(end + 1)
    known.tail = Array(added[...end].suffix(64))
    return Array(added[(end + 1)...])
  }

  private func bytes(of descriptor: Int32, from start: Int64, to end: Int64) throws(SeedreamError) -> [UInt8] {
    guard end > start else { return [] }
    var problem: SystemError?
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(end - start)) { buffer, count in
      count = 0
      while count < buffer.count {
        let space = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[count...]))
        let read = pread(descriptor, space.baseAddress, space.count, off_t(start) + off_t(count))
        if read > 0 {
          count += read
        } else if read == 0 {
          return
        } else if SystemError.last.code != EINTR {
          problem = SystemError.last
          return
        }
      }
    }
    if let problem {
      throw SeedreamError(.journal, "The journal '\(path)' can't be read: \(problem.text). Check its permissions.")
    }
    return bytes
  }
}
