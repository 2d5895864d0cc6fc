import Foundation
import OpenAPIClientRuntime

/// Generated types from 10 MB of JSON and back, against the same types with synthesized `Codable`.
enum Decoding {
  private struct Archive: Codable {
    struct Answer: Codable {
      struct Message: Codable {
        var role: String
        var content: String
      }
      struct Choice: Codable {
        var index: Int
        var message: Message
        var finish_reason: String
      }
      struct Usage: Codable {
        var prompt_tokens: Int
        var completion_tokens: Int
        var total_tokens: Int
      }
      var id: String
      var object: String
      var created: Int
      var model: String
      var choices: [Choice]
      var usage: Usage
    }
    var answers: [Answer]
  }

  static func run(_ options: Options, _ report: inout Report) async throws {
    var bytes = Array(#"{"answers":["#.utf8)
    let count = 10_000_000 / (BenchmarkServer.answer.count + 1)
    for index in 0..<count {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(contentsOf: BenchmarkServer.answer)
    }
    bytes.append(contentsOf: Array("]}".utf8))
    let data = Data(bytes)
    var decode: [Double] = []
    var encode: [Double] = []
    var ratios: (decode: [Double], encode: [Double]) = ([], [])
    for _ in 0..<options.runs {
      var generated: BenchmarkAPI.Archive?
      let one = try Measurement.of { generated = try BenchmarkAPI.Archive(jsonBytes: bytes) }
      var back: [UInt8] = []
      let two = try Measurement.of { back = try generated?.jsonBytes() ?? [] }
      var synthesized: Archive?
      let three = try Measurement.of { synthesized = try JSONDecoder().decode(Archive.self, from: data) }
      var backData = Data()
      let four = try Measurement.of { backData = try JSONEncoder().encode(synthesized) }
      guard back.count == bytes.count, backData.count > bytes.count / 2 else {
        throw Child.Failure(description: "what came back is not what went in")
      }
      decode.append(one.processorSeconds)
      encode.append(two.processorSeconds)
      ratios.decode.append(three.processorSeconds / one.processorSeconds)
      ratios.encode.append(four.processorSeconds / two.processorSeconds)
    }
    report.add(
      "decoding", "10 MB decoded",
      [("generated", median(decode), "s"), ("JSONDecoder/generated", median(ratios.decode), "x")])
    report.add(
      "decoding", "10 MB encoded",
      [("generated", median(encode), "s"), ("JSONEncoder/generated", median(ratios.encode), "x")])
  }
}
