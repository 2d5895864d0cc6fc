import Foundation
import OpenAPIClientRuntime

/// A gigabyte up and down, against curl on the same server; and a base64 picture from response to file.
enum Bodies {
  private static let gigabyte = 1_073_741_824.0
  private static let picture = 20_000_000.0

  @Sendable static func run(_ options: Options, _ report: inout Report) async throws {
    let server = try BenchmarkServer()
    defer { server.stop() }
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let file = folder.path("file")
    _ = try Child.run(["dd", "if=/dev/zero", "of=\(file)", "bs=1048576", "count=1024"])
    let hasCurl = Child.exists("curl")
    if !hasCurl { report.note("bodies", "no curl") }
    // One call, so that everything a process needs for calls at all is there.
    let idle = try Child.alone("bodies", ["idle", server.url]).peakBytes
    report.add("bodies", "a process after one call", [("peak", idle / 1e6, "MB")])
    for (direction, command) in [
      ("upload", ["curl", "-s", "-f", "-F", "title=a", "-F", "file=@\(file)", "\(server.url)/upload"]),
      ("download", ["curl", "-s", "-f", "-o", folder.path("down"), "\(server.url)/download"]),
    ] {
      var subjects: [(name: String, run: () throws -> Child.Cost)] = [
        ("generated", { try Child.alone("bodies", [direction, server.url, folder.url.path]) })
      ]
      if hasCurl {
        subjects.append(
          (
            "curl",
            {
              defer { try? FileManager.default.removeItem(atPath: folder.path("down")) }
              return try Child.run(command)
            }
          ))
      }
      let rounds = try Rounds(options.runs, subjects)
      for (name, _) in subjects {
        var figures = [
          ("rate", gigabyte / 1e6 / rounds.median(name) { $0.wallSeconds }, "MB/s"),
          ("processor", rounds.median(name) { $0.processorSeconds }, "s"),
        ]
        if name == "generated" {
          figures.append(("above idle", (rounds.median(name) { $0.peakBytes } - idle) / 1e6, "MB"))
          if hasCurl {
            figures.append(("rate/curl's", rounds.ratio("curl", to: name) { $0.wallSeconds }, "x"))
            figures.append(("processor/curl's", rounds.ratio(name, to: "curl") { $0.processorSeconds }, "x"))
          }
        }
        report.add("bodies", "1 GB \(direction): \(name)", figures)
      }
    }
    let rounds = try Rounds(
      options.runs, [("picture", { try Child.alone("bodies", ["picture", server.url, folder.url.path]) })])
    report.add(
      "bodies", "20 MB picture in base64, from response to file",
      [
        ("processor", rounds.median("picture") { $0.processorSeconds }, "s"),
        ("peak/picture", rounds.median("picture") { $0.peakBytes } / picture, "x"),
        ("above idle/picture", (rounds.median("picture") { $0.peakBytes } - idle) / picture, "x"),
      ])
  }

  /// One transfer in a process of its own.
  @Sendable static func alone(_ arguments: [String]) async throws {
    guard arguments.count >= 2 else { throw Child.Failure("A subject and a server are needed.") }
    let client = BenchmarkAPI.Client(server: .init(url: arguments[1]))
    let folder = URL(fileURLWithPath: arguments.last ?? "")
    switch arguments[0] {
    case "upload":
      try await client.upload(body: .init(title: "a", file: .file(folder.appendingPathComponent("file"))))
    case "download":
      let target = folder.appendingPathComponent("generated").path
      let saved = try await client.download().save(to: target)
      guard Double(saved.size) == gigabyte else { throw Child.Failure("\(saved.size) bytes came.") }
      try FileManager.default.removeItem(atPath: target)
    case "picture":
      let response = try await client.picture(bytes: Int(picture))
      guard let data = response.data.first?.b64JSON, data.count == Int(picture) / 3 * 3 else {
        throw Child.Failure("The picture is not what was sent.")
      }
      let target = folder.appendingPathComponent("picture")
      try data.write(to: target)
      try FileManager.default.removeItem(at: target)
    case "idle":
      _ = try await client.chat(body: .init(model: "small", messages: [.init(role: "user", content: "Hello")]))
    default: throw Child.Failure("'\(arguments[0])' is not a subject.")
    }
    print("peak", Measurement.peakMemory())
  }
}
