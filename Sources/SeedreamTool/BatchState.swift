import Foundation
import HTTPTransport
import OpenAPISyntax
import Seedream

/// The file beside the pictures of a batch from which the next run continues.
///
/// It has JSON lines and is named `.<name>.seedream-batch`. It gives each request an ID before anything is submitted, and
/// the journal keeps that ID with the task. When the pictures are saved, the file records that before the journal removes the
/// task. So at any moment one of the two has the state of a request.
final class BatchState: Sendable {
  private struct Record: Codable {
    /// The batch's random name, on the first line.
    var batch: String?
    var planned: Planned?
    var saved: Saved?
  }

  private struct Planned: Codable {
    var id: Int
    var content: String
  }

  /// The saved pictures of a request.
  struct Saved: Codable, Sendable {
    var id: Int
    var task: ImageTask
    var images: [SavedImage]

    init(id: Int, task: ImageTask, images: [SavedImage]) {
      self.id = id
      self.task = task
      // Not needed any more, and large if they are base64.
      self.task.results = nil
      self.images = images
    }
  }

  private struct State: Sendable {
    var batch = ""
    /// The IDs of requests by their content, in their order.
    var ids: [String: [Int]] = [:]
    var lastID = 0
    var saved: [Int: Saved] = [:]
  }

  let path: String
  private let descriptor: Int32
  private let state: Locked<State>

  /// Opens or creates the file of a batch, and locks it.
  ///
  /// - Throws: `SeedreamError` of kind `notWritable` if it can't be used, of kind `refused` if another process has locked it.
  init(folder: String, name: String) throws(SeedreamError) {
    let path = "\(folder)/.\(name).seedream-batch"
    descriptor = PathBytes.withBytes(path) { open($0, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600) }
    self.path = path
    guard descriptor >= 0 else { throw Self.problem(path, "can't be opened") }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw SeedreamError(.refused, "Another seedream is working on this batch; wait until it has ended.")
    }
    guard let data = try? FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).readToEnd() ?? Data() else {
      close(descriptor)
      throw Self.problem(path, "can't be read")
    }
    state = Locked(Self.read(data))
    // A crash has left an incomplete line: end it.
    if let last = data.last, last != UInt8(ascii: "\n") { try Self.write([UInt8(ascii: "\n")], to: descriptor, path) }
    if state.withLock({ $0.batch.isEmpty }) {
      let name = String(UInt64.random(in: 1 << 60 ... .max), radix: 36)
      try append([Record(batch: name)])
      state.withLock { $0.batch = name }
    }
  }

  deinit { close(descriptor) }

  private static func read(_ data: Data) -> State {
    var state = State()
    for line in data.split(separator: UInt8(ascii: "\n")) {
      guard let record = JSONLine.decode(Record.self, from: line) else { continue }
      if let batch = record.batch, state.batch.isEmpty { state.batch = batch }
      if let planned = record.planned {
        state.ids[planned.content, default: []].append(planned.id)
        state.lastID = max(state.lastID, planned.id)
      }
      if let saved = record.saved { state.saved[saved.id] = saved }
    }
    return state
  }

  /// Gives each request an ID, that of an earlier run if there was one, and records the new ones.
  ///
  /// - Throws: `SeedreamError` of kind `notWritable`.
  func plan(_ contents: [String]) throws(SeedreamError) -> [Int] {
    var added: [Record] = []
    var used: [String: Int] = [:]
    let ids = state.withLock { state in
      contents.map { content in
        let occurrence = used[content, default: 0]
        used[content] = occurrence + 1
        if let known = state.ids[content], occurrence < known.count { return known[occurrence] }
        state.lastID += 1
        state.ids[content, default: []].append(state.lastID)
        added.append(Record(planned: Planned(id: state.lastID, content: content)))
        return state.lastID
      }
    }
    try append(added)
    return ids
  }

  /// The name of a request in the journal.
  func request(_ id: Int) -> String { state.withLock { "\($0.batch)-\(id)" } }

  /// The label of a request's task: its name, and the path of this file, so that `resume` finds it.
  func label(_ id: Int) -> String { "\(request(id)) \(Self.absolute(path))" }

  /// The name of the request in a label.
  static func request(of label: String) -> String { String(label.prefix { $0 != " " }) }

  private static func absolute(_ path: String) -> String {
    FilePath.join(FileManager.default.currentDirectoryPath, path)
  }

  /// Records in the file of a task's batch, if it has one, that the pictures are saved: otherwise the next run of the batch
  /// would draw them, and pay for them, again.
  ///
  /// - Throws: `SeedreamError` of kind `notWritable` if the file exists and can't be written.
  static func recordSaved(_ task: ImageTask, _ images: [SavedImage]) throws(SeedreamError) {
    guard let label = task.label, let blank = label.firstIndex(of: " ") else { return }
    let name = request(of: label)
    let path = String(label[label.index(after: blank)...])
    guard let dash = name.lastIndex(of: "-"), let id = Int(name[name.index(after: dash)...]) else { return }
    // A picture that was cut off may be complete when it is fetched again.
    guard !images.contains(where: \.isCutOff) else { return }
    let descriptor = PathBytes.withBytes(path) { open($0, O_RDWR | O_APPEND | O_CLOEXEC) }
    // The file was removed.
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    // The first line has the batch's name.
    guard let data = try? handle.read(upToCount: 256), let line = data.split(separator: UInt8(ascii: "\n")).first,
      read(line).batch == name[..<dash]
    else { return }
    try write([Record(saved: Saved(id: id, task: task, images: images))], to: descriptor, path)
  }

  /// The pictures of a request, if they are saved.
  func saved(_ id: Int) -> Saved? { state.withLock { $0.saved[id] } }

  /// Records that the pictures of a request are saved.
  ///
  /// - Throws: `SeedreamError` of kind `notWritable`.
  func recordSaved(_ id: Int, _ task: ImageTask, _ images: [SavedImage]) throws(SeedreamError) {
    try append([Record(saved: Saved(id: id, task: task, images: images))])
  }

  private func append(_ records: [Record]) throws(SeedreamError) {
    guard !records.isEmpty else { return }
    // Under the lock, so that lines of several jobs don't mix.
    let written = state.withLock { _ in
      Result { () throws(SeedreamError) in try Self.write(records, to: descriptor, path) }
    }
    try written.get()
  }

  private static func write(_ records: [Record], to descriptor: Int32, _ path: String) throws(SeedreamError) {
    guard let lines = try? records.map(JSONLine.bytes) else { throw problem(path, "can't record this request") }
    try write(Array(lines.joined()), to: descriptor, path)
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(SeedreamError) {
    do throws(SystemError) {
      try DescriptorWriter.write(bytes, to: descriptor)
    } catch {
      throw problem(path, "can't be written: \(error.text)")
    }
    guard fsync(descriptor) == 0 else { throw problem(path, "can't be written to the disk") }
  }

  private static func problem(_ path: String, _ what: String) -> SeedreamError {
    SeedreamError(
      .notWritable, "The batch's own file '\(PathBytes.shown(path))' \(what). Without it nothing is submitted.")
  }
}
