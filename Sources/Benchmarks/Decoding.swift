import Foundation
import OpenAPIClientRuntime

/// Generated types from 10 MB of JSON and back, against the same types with synthesized `Codable`.
enum Decoding {
  @Sendable static func run(_ options: Options, _ report: inout Report) async throws {
    let size = 10_000_000
    try measure(
      "chat responses", Chat.json(bytes: size), BenchmarkAPI.ChatResponses.self, Chat.Archive.self, options, &report)
    try measure(
      "numbers and optionals", Stations.json(bytes: size), BenchmarkAPI.Readings.self, Stations.Archive.self, options,
      &report)
    try measure(
      "wide objects of strings", Projects.json(bytes: size), BenchmarkAPI.Projects.self, Projects.Archive.self, options,
      &report)
    try measure(
      "texts with escapes", Letters.json(bytes: size), BenchmarkAPI.Letters.self, Letters.Archive.self, options,
      &report)
  }

  /// One direction by itself, for a profiler: `Benchmarks decoding --alone projects decode`, for one that counts
  /// instructions `… projects decode 1000000` (so many bytes, once).
  @Sendable static func alone(_ arguments: [String]) async throws {
    guard arguments.count >= 2 else { throw Child.Failure("A shape and a direction are needed.") }
    let once = arguments.count > 2 ? Int(arguments[2]) : nil
    let size = once ?? 10_000_000
    let direction = arguments[1]
    let isOnce = once != nil
    switch arguments[0] {
    case "chat":
      try alone(Chat.json(bytes: size), BenchmarkAPI.ChatResponses.self, Chat.Archive.self, direction, isOnce)
    case "stations":
      try alone(Stations.json(bytes: size), BenchmarkAPI.Readings.self, Stations.Archive.self, direction, isOnce)
    case "projects":
      try alone(Projects.json(bytes: size), BenchmarkAPI.Projects.self, Projects.Archive.self, direction, isOnce)
    default: try alone(Letters.json(bytes: size), BenchmarkAPI.Letters.self, Letters.Archive.self, direction, isOnce)
    }
  }

  private static func alone<Generated: JSONCodable, Synthesized: Codable>(
    _ text: String, _: Generated.Type, _: Synthesized.Type, _ direction: String, _ isOnce: Bool
  ) throws {
    let bytes = Array(text.utf8)
    let data = Data(bytes)
    let value = direction == "encode" ? try Generated(jsonBytes: bytes) : nil
    let other = direction == "encoder" ? try JSONDecoder().decode(Synthesized.self, from: data) : nil
    var times: [Double] = []
    repeat {
      times.append(
        try Measurement.processorSeconds(of: {
          switch direction {
          case "decode": _ = try Generated(jsonBytes: bytes)
          case "encode": _ = try value?.jsonBytes()
          case "decoder": _ = try JSONDecoder().decode(Synthesized.self, from: data)
          case "encoder": _ = try JSONEncoder().encode(other)
          default: break
          }
        }))
    } while !isOnce && times.reduce(0, +) < 2
    print("processor", Rounds.middle(times))
  }

  private static func measure<Generated: JSONCodable, Synthesized: Codable>(
    _ name: String, _ text: String, _: Generated.Type, _: Synthesized.Type, _ options: Options,
    _ report: inout Report
  ) throws {
    let bytes = Array(text.utf8)
    let data = Data(bytes)
    var times: [(decode: Double, encode: Double, decoder: Double, encoder: Double, codable: Double)] = []
    for _ in 0..<options.runs {
      var generated: Generated?
      let decode = try Measurement.processorSeconds(of: { generated = try Generated(jsonBytes: bytes) })
      var back: [UInt8] = []
      let encode = try Measurement.processorSeconds(of: { back = try generated?.jsonBytes() ?? [] })
      var synthesized: Synthesized?
      let decoder = try Measurement.processorSeconds(of: {
        synthesized = try JSONDecoder().decode(Synthesized.self, from: data)
      })
      var backData = Data()
      let encoder = try Measurement.processorSeconds(of: { backData = try JSONEncoder().encode(synthesized) })
      // The generated types are `Codable` too.
      var bridged: Generated?
      let codable = try Measurement.processorSeconds(of: {
        bridged = try JSONDecoder().decode(Generated.self, from: data)
      })
      let again = try Generated(jsonBytes: Array(backData))
      guard generated == bridged, generated == again, try generated == Generated(jsonBytes: back) else {
        throw Child.Failure("What came back is not what went in.")
      }
      times.append((decode, encode, decoder, encoder, codable))
    }
    let size = Double(bytes.count)
    report.add(
      "decoding", "\(name): decode",
      [
        ("JSONDecoder/generated", Rounds.middle(times.map { $0.decoder / $0.decode }), "x"),
        ("generated", size / Rounds.middle(times.map(\.decode)) / 1e6, "MB/s"),
        ("by JSONDecoder, generated/synthesized", Rounds.middle(times.map { $0.codable / $0.decoder }), "x"),
      ])
    report.add(
      "decoding", "\(name): encode",
      [
        ("JSONEncoder/generated", Rounds.middle(times.map { $0.encoder / $0.encode }), "x"),
        ("generated", size / Rounds.middle(times.map(\.encode)) / 1e6, "MB/s"),
      ])
  }
}
