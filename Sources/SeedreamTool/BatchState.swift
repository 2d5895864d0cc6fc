import Foundation
import HTTPTransport
import Seedream

/// What a batch remembers beside its pictures, so that run again it goes on where it stopped.
///
/// A file of JSON lines, `.<name>.seedream-batch` in the output's folder. It gives each request a name before anything
/// is submitted; the journal keeps that name with the task, and the file notes when the pictures are saved before the
/// journal forgets the task. So at any moment one of the two knows what became of a request.
final class BatchState: Sendable {
  private struct Record: Codable {
    /// The batch's own name: the first line.
    var batch: String?
    var planned: Planned?
    var saved: Saved?
  }

  private struct Planned: Codable {
    var id: Int
    var content: String
  }

  /// The pictures of a request.
  struct Saved: Codable, Sendable {
    var id: Int
    var task: ImageTask
    var images: [SavedImage]

    init(id: Int, task: ImageTask, images: [SavedImage]) {
      self.id = id
      self.task = task
      // The pictures are on the disk; what led to them, perhaps as base64, would only be in the way.
      self.task.results = nil
      self.images = images
    }
  }

  private struct State: Sendable {
    var batch = ""
    /// The names of equal requests, in their order.
    var ids: [String: [Int]] = [:]
    var lastID = 0
    var saved: [Int: Saved] = [:]
  }

  let path: String
  private let descriptor: Int32
  private let state: Locked<State>

  /// Opens the file of a batch, or makes it, and keeps other processes off.
  ///
  /// - Throws: `SeedreamError` if it can't be used, or another process works on the batch.
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
    // The end of a line that a crash has torn.
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
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    for line in data.split(separator: UInt8(ascii: "\n")) {
      guard let record = try? decoder.decode(Record.self, from: line) else { continue }
      if let batch = record.batch, state.batch.isEmpty { state.batch = batch }
      if let planned = record.planned {
        state.ids[planned.content, default: []].append(planned.id)
        state.lastID = max(state.lastID, planned.id)
      }
      if let saved = record.saved { state.saved[saved.id] = saved }
    }
    return state
  }

  /// Gives each request a name, the one it had in an earlier run if there was one, and writes down the new ones.
  ///
  /// - Throws: `SeedreamError` if they can't be written.
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

  /// What the journal calls a request.
  func request(_ id: Int) -> String { state.withLock { "\($0.batch)-\(id)" } }

  /// What the journal keeps with a request's task: what it calls the request, and this file's path, so that `resume`
  /// finds it.
  func label(_ id: Int) -> String { "\(request(id)) \(Self.absolute(path))" }

  /// What the journal calls the request of a label.
  static func request(of label: String) -> String { String(label.prefix { $0 != " " }) }

  private static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }

  /// Notes in the file of its batch, if it is of one, that a task's pictures are saved: run again, that batch would draw
  /// them anew, and have them paid for twice.
  ///
  /// - Throws: `SeedreamError` if the file is there and can't be written.
  static func noteSaved(_ task: ImageTask, _ images: [SavedImage]) throws(SeedreamError) {
    guard let label = task.label, let blank = label.firstIndex(of: " ") else { return }
    let name = request(of: label)
    let path = String(label[label.index(after: blank)...])
    guard let dash = name.lastIndex(of: "-"), let id = Int(name[name.index(after: dash)...]) else { return }
    // What ends early may come whole another time.
    guard !images.contains(where: \.isCutOff) else { return }
    let descriptor = PathBytes.withBytes(path) { open($0, O_RDWR | O_APPEND | O_CLOEXEC) }
    // A batch that was removed has nothing to remember.
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    // The first line has the batch's name; the others, which may be many, are of no interest here.
    guard let data = try? handle.read(upToCount: 256), let line = data.split(separator: UInt8(ascii: "\n")).first,
      read(line).batch == name[..<dash]
    else { return }
    try write([Record(saved: Saved(id: id, task: task, images: images))], to: descriptor, path)
  }

  /// The pictures of a request, if they are saved.
  func saved(_ id: Int) -> Saved? { state.withLock { $0.saved[id] } }

  /// Notes that the pictures of a request are saved.
  ///
  /// - Throws: `SeedreamError` if it can't be written.
  func save(_ id: Int, _ task: ImageTask, _ images: [SavedImage]) throws(SeedreamError) {
    try append([Record(saved: Saved(id: id, task: task, images: images))])
  }

  private func append(_ records: [Record]) throws(SeedreamError) {
    guard !records.isEmpty else { return }
    // Whole lines only, also when several jobs end at once.
    let written = state.withLock { _ in
      Result { () throws(SeedreamError) in try Self.write(records, to: descriptor, path) }
    }
    try written.get()
  }

  private static func write(_ records: [Record], to descriptor: Int32, _ path: String) throws(SeedreamError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    var bytes: [UInt8] = []
    for record in records {
      guard let line = try? encoder.encode(record) else { throw problem(path, "can't take this request") }
      bytes += Array(line) + [UInt8(ascii: "\n")]
    }
    try write(bytes, to: descriptor, path)
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
