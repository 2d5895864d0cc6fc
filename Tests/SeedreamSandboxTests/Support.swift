import Foundation
import SeedreamSandbox
import Testing

/// A JSON value.
enum JSON: Decodable, Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([String: JSON])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let bool = try? value.decode(Bool.self) {
      self = .bool(bool)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let string = try? value.decode(String.self) {
      self = .string(string)
    } else if let array = try? value.decode([JSON].self) {
      self = .array(array)
    } else {
      self = .object(try value.decode([String: JSON].self))
    }
  }

  subscript(name: String) -> JSON? {
    if case .object(let members) = self { members[name] } else { nil }
  }

  subscript(index: Int) -> JSON? {
    if case .array(let values) = self, values.indices.contains(index) { values[index] } else { nil }
  }

  var string: String? { if case .string(let value) = self { value } else { nil } }
  var int: Int? { if case .number(let value) = self { Int(value) } else { nil } }
  var count: Int { if case .array(let values) = self { values.count } else { 0 } }
}

extension LoopbackClient.Response {
  var json: JSON {
    get throws { try JSONDecoder().decode(JSON.self, from: Data(body)) }
  }
}

/// A sandbox with a client, for one test.
final class Bench: Sendable {
  let sandbox: SandboxServer
  let client: LoopbackClient

  static let key = "test-key-0123456789"
  static let bearer = [("Authorization", "Bearer \(key)")]

  init(_ faults: SandboxFault..., keys: SandboxKeys = .any, configure: (inout SandboxOptions) -> Void = { _ in }) throws
  {
    var options = SandboxOptions()
    options.idSeed = 7
    options.now = { 1_769_774_400 }
    options.pause = { _ in }
    configure(&options)
    sandbox = try SandboxServer(keys: keys, options: options, faults: faults)
    client = LoopbackClient(port: sandbox.port)
  }

  deinit {
    sandbox.stop()
  }

  func json(
    _ path: String, _ body: String, method: String = "POST", _ fields: [(String, String)] = Bench.bearer
  ) async throws -> LoopbackClient.Response {
    try await client.send(
      method, path, fields + (method == "POST" ? [("Content-Type", "application/json")] : []), body: Array(body.utf8))
  }

  /// Sends a form.
  func form(
    _ path: String, _ parts: [(String, Content)], _ fields: [(String, String)] = Bench.bearer
  ) async throws -> LoopbackClient.Response {
    var body: [UInt8] = []
    for (name, content) in parts {
      var head = "--XyZ\r\nContent-Disposition: form-data; name=\"\(name)\""
      if let filename = content.filename {
        head += "; filename=\"\(filename)\"\r\nContent-Type: application/octet-stream"
      }
      body += Array((head + "\r\n\r\n").utf8) + content.bytes + [13, 10]
    }
    body += Array("--XyZ--\r\n".utf8)
    return try await client.send(
      "POST", path, fields + [("Content-Type", "multipart/form-data; boundary=XyZ")], body: body)
  }

  /// Submits to TensorsLab's zimage, which takes small sizes, and returns the task's ID.
  func submit(_ parts: [(String, Content)]) async throws -> String {
    try await submit("zimage", parts)
  }

  func submit(_ model: String, _ parts: [(String, Content)]) async throws -> String {
    let response = try await form("/v1/images/\(model)", parts).json
    #expect(response["code"]?.int == 1000)
    return try #require(response["data"]?["taskid"]?.string)
  }

  func poll(_ task: String) async throws -> JSON {
    try await json("/v1/images/infobytaskid", "{\"taskid\":\"\(task)\"}").json
  }

  /// Polls until the task is finished and returns the data of the last response.
  func finish(_ task: String) async throws -> JSON {
    for _ in 0..<10 {
      let data = try #require(try await poll(task)["data"])
      if data["image_status"]?.int == 3 { return data }
    }
    throw LoopbackClient.Failure.noResponse
  }

  /// Downloads a link of the sandbox, without a key.
  func download(
    _ link: String?, _ fields: [(String, String)] = [], method: String = "GET"
  ) async throws -> LoopbackClient.Response {
    let link = try #require(link)
    #expect(link.hasPrefix(sandbox.url + "/"))
    return try await client.send(method, String(link.dropFirst(sandbox.url.count)), fields)
  }

  /// The link of a small picture that TensorsLab has drawn.
  func link(prompt: String = "a red fox", size: String = "48x32") async throws -> String {
    let task = try await submit("zimage", [("prompt", .text(prompt)), ("resolution", .text(size))])
    return try #require(try await finish(task)["url"]?[0]?.string)
  }
}

/// The content of a part of a form.
struct Content: Sendable {
  var bytes: [UInt8]
  var filename: String?

  static func text(_ text: String) -> Content { Content(bytes: Array(text.utf8)) }
  static func file(_ name: String, _ bytes: [UInt8]) -> Content { Content(bytes: bytes, filename: name) }
}

/// The shortest files that are recognised as images: headers with a size.
enum Sample {
  /// Only a header, which is enough for a service that checks sizes.
  static func png(_ width: Int, _ height: Int) -> [UInt8] {
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52] + big(width) + big(height)
      + [8, 2, 0, 0, 0]
  }

  static func gif(_ width: Int, _ height: Int) -> [UInt8] {
    Array("GIF89a".utf8) + [UInt8(width & 255), UInt8(width >> 8), UInt8(height & 255), UInt8(height >> 8), 0, 0, 0]
  }

  static func jpeg(_ width: Int, _ height: Int) -> [UInt8] {
    [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 11, 8, UInt8(height >> 8), UInt8(height & 255)]
      + [UInt8(width >> 8), UInt8(width & 255), 1, 0, 0, 0]
  }

  static func dataURL(_ bytes: [UInt8], _ format: String = "png") -> String {
    "data:image/\(format);base64," + Data(bytes).base64EncodedString()
  }

  private static func big(_ value: Int) -> [UInt8] {
    [UInt8(value >> 24 & 255), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
  }
}
