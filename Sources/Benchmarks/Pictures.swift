import Foundation
import LoopbackHTTP
import Seedream

/// Hundreds of pictures at once from a service that refuses, breaks off, and goes down; and a large reference.
enum Pictures {
  private static let count = 500
  private static let atOnce = 16

  @Sendable static func run(_ options: Options, _ report: inout Report) async throws {
    if let tool = options.tool {
      try await manyByTool(tool, &report)
    } else {
      try await many(&report)
      try await reference(&report)
    }
  }

  /// 500 pictures, 16 at once, from a service with 8 submissions a second that breaks off one download in five and is
  /// killed once.
  private static func many(_ report: inout Report) async throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let sandbox = try SandboxProcess(
      stateFile: folder.path("console"), submissionsPerSecond: 8, faults: ["download.drop-in-body/5"])
    defer { sandbox.stop() }
    let arguments = [sandbox.url, folder.url.path, sandbox.stateFile, "\(count)", "\(atOnce)"]
    let child = Task.detached { try Child.alone("pictures", ["batch"] + arguments) }
    while sandbox.paidPrompts().count < count / 2 {
      if child.isCancelled { break }
      try await Task.sleep(for: .milliseconds(100))
    }
    try await sandbox.killAndRestart(after: .seconds(2))
    let cost = try await child.value
    let paid = sandbox.paidPrompts()
    let (saved, double) = PictureBatch.look(in: folder.url.path, count: count)
    report.add(
      "pictures", "\(count) at \(atOnce) at once, a service that is killed",
      [
        ("saved", Double(saved), ""), ("paid for", Double(paid.values.reduce(0) { $0 + $1.count }), ""),
        ("paid twice", Double(paid.values.filter { $0.count > 1 }.count), ""), ("saved twice", Double(double), ""),
        ("unknown, looked up", try cost.figure("looked"), ""), ("wall", cost.wallSeconds, "s"),
        ("processor", cost.processorSeconds, "s"), ("peak", cost.peakBytes / 1e6, "MB"),
      ])
    if saved != count || cost.peakBytes > 80e6 {
      report.note("pictures", "the limits are \(count) saved, none paid twice, 80 MB: \(cost.output.suffix(600))")
    }
  }

  /// The same with `seedream batch`, and with a user who looks up submissions of unknown outcome.
  private static func manyByTool(_ tool: String, _ report: inout Report) async throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let sandbox = try SandboxProcess(
      stateFile: folder.path("console"), submissionsPerSecond: 8, faults: ["download.drop-in-body/5"])
    defer { sandbox.stop() }
    let batch = try ToolBatch(tool, sandbox.url, folder, count: count, atOnce: atOnce)
    let first = Task.detached { try batch.run() }
    while sandbox.paidPrompts().count < count / 2 {
      if first.isCancelled { break }
      try await Task.sleep(for: .milliseconds(100))
    }
    try await sandbox.killAndRestart(after: .seconds(2))
    let cost = try await first.value
    let looked = try batch.resolveUnknown(console: SandboxProcess.tasks(sandbox.stateFile))
    let second = try batch.run()
    let paid = sandbox.paidPrompts()
    let peak = max(cost.peakBytes, second.peakBytes)
    report.add(
      "pictures", "seedream batch: \(count) at \(atOnce) at once, a service that is killed",
      [
        ("saved", Double(batch.saved()), ""), ("paid for", Double(paid.values.reduce(0) { $0 + $1.count }), ""),
        ("paid twice", Double(paid.values.filter { $0.count > 1 }.count), ""),
        ("unknown, looked up", Double(looked), ""),
        ("wall", cost.wallSeconds + second.wallSeconds, "s"),
        ("processor", cost.processorSeconds + second.processorSeconds, "s"), ("peak, at most", peak / 1e6, "MB"),
        ("first status", try cost.figure("status"), ""), ("last status", try second.figure("status"), ""),
      ])
    if batch.saved() != count || paid.values.contains(where: { $0.count > 1 }) || peak > 80e6 {
      report.note("pictures", "the limits are \(count) saved, none paid twice, 80 MB: \(second.output.suffix(600))")
    }
  }

  /// A reference of 200 MB, inside JSON and as a part.
  private static func reference(_ report: inout Report) async throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let server = try LoopbackServer { exchange in
      while try await exchange.readChunk() != nil {}
      let isTask = exchange.request.path.hasPrefix("/v1")
      let body = isTask ? #"{"code":1000,"msg":"ok","data":{"taskid":"t"}}"# : #"{"images":["http://127.0.0.1/a"]}"#
      try await exchange.respond(200, [("Content-Type", "application/json")], text: body)
    }
    defer { server.stop() }
    let path = folder.path("large.png")
    let head: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
    try Data(head + [0, 0, 4, 0, 0, 0, 4, 0, 8, 2, 0, 0, 0]).write(to: URL(fileURLWithPath: path))
    guard truncate(path, 200_000_000) == 0 else { throw Child.Failure("No file of 200 MB can be made.") }
    for service in [ImageService.novita, .tensorsLab] {
      let cost = try Child.alone("pictures", ["reference", server.url, path, service.rawValue])
      let idle = try cost.figure("idle")
      report.add(
        "pictures", "a reference of 200 MB, \(service == .novita ? "base64 in JSON" : "multipart")",
        [
          ("wall", cost.wallSeconds, "s"), ("processor", cost.processorSeconds, "s"),
          ("peak", cost.peakBytes / 1e6, "MB"), ("above idle", (cost.peakBytes - idle) / 1e6, "MB"),
        ])
    }
  }

  @Sendable static func alone(_ arguments: [String]) async throws {
    switch arguments.first {
    case "batch": try await PictureBatch.alone(Array(arguments.dropFirst()))
    default:
      let service = ImageService(rawValue: arguments[3]) ?? .novita
      let client = SeedreamClient(ServiceConfiguration(service, key: .bearer("sk-benchmark-key"), server: arguments[1]))
      // One call, so that everything a process needs for calls at all is there.
      _ = try await client.submit(ImageRequest("a fox"))
      print("idle \(Measurement.peakMemory())")
      let model = service == .novita ? "seedream-4.5" : "seedreamv45"
      _ = try await client.submit(ImageRequest("a fox", model: model, references: [.file(path: arguments[2])]))
      print("peak \(Measurement.peakMemory())")
    }
  }
}
