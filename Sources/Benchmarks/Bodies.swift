import Foundation
import OpenAPIClientRuntime

/// A gigabyte up and down, against curl on the same server; and a base64 picture from answer to file.
enum Bodies {
  static func run(_ options: Options, _ report: inout Report) async throws {
    if !options.alone.isEmpty { return try await alone(options.alone) }
    let server = try BenchmarkServer(options)
    defer { server.stop() }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("benchmarks-bodies")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("file").path
    _ = try Child.run(["dd", "if=/dev/zero", "of=\(file)", "bs=1048576", "count=1024"])
    let runs = min(options.runs, 3)

    var peaks: [String: Double] = [:]
    var rates: [String: Double] = [:]
    let commands: [(String, [String])] = [
      ("idle", [options.executable, "bodies", "--alone", "idle", server.url]),
      ("upload, generated", [options.executable, "bodies", "--alone", "upload", server.url, file]),
      ("upload, curl", ["curl", "-s", "-F", "title=a", "-F", "file=@\(file)", "\(server.url)/upload"]),
      ("download, generated", [options.executable, "bodies", "--alone", "download", server.url, folder.path]),
      ("download, curl", ["curl", "-s", "-o", folder.appendingPathComponent("curl").path, "\(server.url)/download"]),
    ]
    for (name, command) in commands {
      var costs: [Measurement] = []
      for _ in 0..<runs { costs.append(try Child.run(command)) }
      let wall = median(costs.map(\.wallSeconds))
      peaks[name] = median(costs.map { Double($0.peakBytes) })
      rates[name] = 1073.741824 / wall
      var figures = [("peak", (peaks[name] ?? 0) / 1e6, "MB")]
      if name != "idle" {
        figures.append(("rate", rates[name] ?? 0, "MB/s"))
        figures.append(("processor", median(costs.map(\.processorSeconds)), "s"))
      }
      if name.hasSuffix("generated") {
        figures.append(("above idle", ((peaks[name] ?? 0) - (peaks["idle"] ?? 0)) / 1e6, "MB"))
      }
      report.add("bodies", "1 GB \(name)", figures)
    }
    for direction in ["upload", "download"] {
      if let ours = rates["\(direction), generated"], let other = rates["\(direction), curl"] {
        report.add("bodies", "1 GB \(direction), generated / curl", [("rate", ours / other, "x")])
      }
    }
    let cost = try Child.run([options.executable, "bodies", "--alone", "picture", server.url, folder.path])
    let picture = 20_000_000.0
    report.add(
      "bodies", "20 MB picture in base64, from answer to file",
      [
        ("wall", cost.wallSeconds, "s"), ("peak", Double(cost.peakBytes) / 1e6, "MB"),
        ("above idle/picture", (Double(cost.peakBytes) - (peaks["idle"] ?? 0)) / picture, "x"),
      ])
  }

  private static func alone(_ arguments: [String]) async throws {
    let client = BenchmarkAPI.Client(server: .init(url: arguments[1]))
    switch arguments[0] {
    case "upload":
      try await client.upload(.init(title: "a", file: .file(URL(fileURLWithPath: arguments[2]))))
    case "download":
      let target = URL(fileURLWithPath: arguments[2]).appendingPathComponent("download-\(UInt32.random(in: 0 ..< .max))")
      try await client.download().save(to: target)
      try FileManager.default.removeItem(at: target)
    case "picture":
      let request = HTTPRequest(method: .get, url: "\(arguments[1])/picture/26666668")
      let answer = try await DefaultTransport.shared.send(request)
      let bytes = try await answer.body.collect(upTo: 64 << 20)
      let reader = try JSONReader(bytes)
      let pictures: [Picture] = try reader.value("data")
      try pictures[0].data.write(to: URL(fileURLWithPath: arguments[2]).appendingPathComponent("picture"))
    default: break
    }
  }

  private struct Picture: JSONCodable {
    var data: Data
    init(json: JSONReader) throws { data = try json.value("b64_json") }
    func write(to json: inout JSONWriter) { json.write("b64_json", data) }
  }
}
