import OpenAPIDocument

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file of tasks, with one JSON object per line, that keeps them when the sandbox is restarted or killed.
struct TaskFile: Sendable {
  let path: String

  /// Creates the file if it is missing.
  ///
  /// - Throws: `SandboxError.unusableStateFile`.
  init(path: String) throws(SandboxError) {
    self.path = path
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.failure(path) }
    close(descriptor)
  }

  /// The tasks in the file that were not deleted, in the order in which they were added.
  func tasks() throws(SandboxError) -> [TaskRecord] {
    var tasks: [String: TaskRecord] = [:]
    var order: [String] = []
    for line in try bytes().split(separator: UInt8(ascii: "\n")) {
      var diagnostics = Diagnostics()
      // The last line is incomplete if the process was killed while writing it.
      guard let value = JSONTree.parse(Array(line), file: path, diagnostics: &diagnostics)?.root else { continue }
      if let id = value["deleted"]?.string {
        tasks[id] = nil
      } else if let task = TaskRecord(value) {
        if tasks[task.id] == nil { order.append(task.id) }
        tasks[task.id] = task
      }
    }
    return order.compactMap { tasks.removeValue(forKey: $0) }
  }

  func append(_ task: TaskRecord) { write(task.json) }

  func remove(_ ids: [String]) {
    for id in ids { write(["deleted": .string(id)]) }
  }

  /// Writes a line in one call, so that lines of several threads don't mix.
  private func write(_ line: JSONText) {
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let bytes = line.bytes + [UInt8(ascii: "\n")]
    _ = bytes.withUnsafeBytes { buffer in systemWrite(descriptor, buffer.baseAddress, buffer.count) }
  }

  private func bytes() throws(SandboxError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure(path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    while true {
      var count = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, used in
        count = read(descriptor, buffer.baseAddress, buffer.count)
        used = max(0, count)
      }
      if count < 0 { throw Self.failure(path) }
      if count == 0 { return bytes }
      bytes += chunk
    }
  }

  private static func failure(_ path: String) -> SandboxError {
    .unusableStateFile(path, reason: String(cString: strerror(errno)))
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

extension TaskRecord {
  /// The task as a line of the file; its pictures differ only in their index.
  fileprivate var json: JSONText {
    let picture = pictures.first
    return [
      "id": .string(id), "model": .string(model), "seed": seed.map { .integer($0) }, "start": .integer(start),
      "faults": .strings(faults.map(\.description)), "prompt": .string(picture?.prompt ?? ""),
      "width": .integer(picture?.width ?? 0), "height": .integer(picture?.height ?? 0),
      "count": .integer(pictures.count), "pictureSeed": .string("\(picture?.seed ?? 0)"),
      "references": .strings((picture?.references ?? []).map { "\($0)" }),
      "watermark": .bool(picture?.hasWatermark ?? false),
    ]
  }

  fileprivate init?(_ value: JSONNode) {
    guard let id = value["id"]?.string, let prompt = value["prompt"]?.string, let width = value["width"]?.int,
      let height = value["height"]?.int, let count = value["count"]?.int, width > 0, height > 0,
      (0...15).contains(count)
    else { return nil }
    let references = value["references"]?.elements.compactMap { $0.string.flatMap { UInt64($0) } } ?? []
    self.init(
      id: id, model: value["model"]?.string ?? "",
      pictures: (0..<count).map { index in
        Picture(
          prompt: prompt, width: width, height: height, index: index, count: count,
          seed: value["pictureSeed"]?.string.flatMap { UInt64($0) } ?? 0, references: references,
          hasWatermark: value["watermark"]?.bool ?? false)
      },
      seed: value["seed"]?.int, start: value["start"]?.int ?? 0,
      faults: value["faults"]?.elements.compactMap { element in
        element.string.flatMap { try? SandboxFault(argument: $0) }
      } ?? [])
  }
}
