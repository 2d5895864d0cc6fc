import Foundation
import HTTPTransport
import OpenAPIClientRuntime
import Seedream
import SeedreamSandbox

/// A service of a sandbox, with a client whose clock is virtual.
struct Fixture {
  static let key = "sk-test-0123456789abcdef"

  let sandbox: SandboxServer
  let clock = VirtualClock()
  let folder: TemporaryFolder
  var client: SeedreamClient

  init(
    _ service: ImageService = .tensorsLab, _ faults: SandboxFault..., keys: SandboxKeys = .any, key: APIKey? = nil,
    options: SandboxOptions = SandboxOptions(), journal: TaskJournal? = nil,
    middleware: [any Middleware] = [], server: String? = nil, transport: any Transport = UntimedTransport()
  ) throws {
    sandbox = try SandboxServer(keys: keys, options: options, faults: faults)
    folder = try TemporaryFolder()
    client = SeedreamClient(
      ServiceConfiguration(service, key: key ?? .bearer(Self.key), server: server ?? sandbox.url), journal: journal,
      transport: transport, middleware: middleware, clock: clock, random: { 0.5 })
  }

  /// The paths of the submissions, in order.
  var submitted: [String] { sandbox.submissions.map(\.path) }

  /// How many polls there were.
  var polls: Int { sandbox.requests.filter { $0.point == .poll }.count }

  /// How many downloads there were.
  var downloads: Int { sandbox.requests.filter { $0.point == .download }.count }

  /// The error of a request, which must fail.
  func failure(_ request: ImageRequest) async -> SeedreamError? {
    do {
      let images = try await client.generate(request)
      try await images.save(to: folder.url)
      return nil
    } catch {
      return error
    }
  }
}

/// Sends requests without timeouts, because a response can take long on a busy machine.
struct UntimedTransport: Transport {
  func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    var request = request
    request.idleTimeout = nil
    request.deadline = nil
    return try await DefaultTransport.shared.send(request)
  }
}

/// The header of a PNG of that size, which is enough to be recognised.
func png(_ width: Int, _ height: Int, padding: Int = 0) -> [UInt8] {
  func big(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }
  let head: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
  return head + big(width) + big(height) + [8, 2, 0, 0, 0, 0, 0, 0, 0] + [UInt8](repeating: 0, count: padding)
}

/// The header of a GIF of that size.
func gif(_ width: Int, _ height: Int) -> [UInt8] {
  Array("GIF89a".utf8) + [UInt8(width & 255), UInt8(width >> 8), UInt8(height & 255), UInt8(height >> 8)]
    + [UInt8](repeating: 0, count: 16)
}
