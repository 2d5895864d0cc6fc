import HTTPTransport
import OpenAPIClientRuntime

extension Downloader {
  /// Why a picture could not be fetched, as a message.
  func problem(_ failure: any Error, _ link: String) -> SeedreamError {
    switch failure {
    case let error as SeedreamError: return error
    case let refusal as DownloadRefusal: return refused(refusal, link)
    case let failure as TransportFailure: return Self.broken(failure, link)
    case let failure as PartFile.Failure: return SystemError(code: failure.code).writing(failure.folder)
    case is DownloadTooLarge:
      return SeedreamError(.downloadFailed, "A result has more than 1 GB and can't be a picture of this service.")
    case let refusal as RedirectRefusal:
      return SeedreamError(
        .downloadFailed,
        "The link of a picture can't be followed: \(Self.shown(link)). \(ServiceErrorBody.oneLine(refusal.reason)).")
    case is CancellationError: return SeedreamError(.cancelled, "Interrupted while fetching pictures.")
    default:
      return SeedreamError(
        .downloadFailed,
        "A picture can't be fetched from \(Self.shown(link)): \(ServiceErrorBody.oneLine("\(failure)"))")
    }
  }

  /// Scheme, host and path: what may be shown of a link, whose query often holds a signature.
  static func shown(_ link: String) -> String {
    var path = link.split(whereSeparator: { $0 == "?" || $0 == "#" }).first.map(String.init) ?? link
    if let user = user(in: path) { path.removeSubrange(user) }
    return ServiceErrorBody.oneLine(String(path.prefix(200)))
  }

  /// Where a link names a user and a password, with the `@` behind them.
  private static func user(in link: String) -> Range<String.Index>? {
    guard let slashes = link.firstRange(of: "//") else { return nil }
    let host = link[slashes.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard let at = host.lastIndex(of: "@") else { return nil }
    return slashes.upperBound..<host.index(after: at)
  }

  private func refused(_ refusal: DownloadRefusal, _ link: String) -> SeedreamError {
    let status = refusal.status
    let reason =
      if ![401, 403, 404, 410].contains(status) {
        "Resume the task later to fetch it again."
      } else if linksMayBeRenewed {
        "Result links expire; resume the task, which asks the service for fresh ones."
      } else {
        "Result links expire, and this service gives no fresh ones: if it stays so, the picture is gone, and the task "
          + "can be forgotten (seedream tasks --forget)."
      }
    var error = SeedreamError(
      .downloadFailed, "The link of a picture responds with \(status): \(Self.shown(link)). \(reason)", status: status)
    // A refusal may be temporary: a new picture is not on every edge server yet.
    error.isTransient = true
    error.retryAfter = refusal.retryAfter.map { min($0, .seconds(60)) }
    if status >= 500 || status == 429 || status == 408 { error.kind = .network }
    return error
  }

  private static func broken(_ failure: TransportFailure, _ link: String) -> SeedreamError {
    if failure.kind == .cancelled { return SeedreamError(.cancelled, "Interrupted while fetching pictures.") }
    var text = ServiceErrorBody.oneLine(failure.message)
    if !text.hasSuffix(".") { text += "." }
    var error = SeedreamError(
      .network, "A picture can't be fetched from \(shown(link)): \(text) Check the network and resume the task.")
    error.isTransient = failure.kind != .invalidRequest && failure.kind != .unavailable
    return error
  }

  /// The address with what no address may hold (spaces, other scripts) percent-encoded.
  static func encoded(_ address: String) throws(SeedreamError) -> String {
    let start = address.prefix(8).lowercased()
    guard start.hasPrefix("http://") || start.hasPrefix("https://") else {
      throw SeedreamError(
        .downloadFailed, "The service gave a link that leads nowhere: \(shown(address)). Ask its support.")
    }
    guard user(in: address) == nil else {
      throw SeedreamError(
        .downloadFailed,
        "The link of a picture names a user, which is not followed: \(shown(address)). Ask the service's support.")
    }
    var result = ""
    for byte in address.utf8 {
      let isPlain = byte > 32 && byte < 127 && !"\"<>\\^`{|}".utf8.contains(byte)
      if isPlain {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += byte < 16 ? "%0" : "%"
        result += String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }
}

/// Encodes the addresses that redirects lead to, which hold spaces and other scripts as often as links do.
struct LinkTransport: Transport {
  let transport: any Transport

  func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    var request = request
    do {
      request.url = try Downloader.encoded(request.url)
    } catch {
      throw TransportFailure(kind: .invalidRequest, message: error.message, mayHaveBeenProcessed: false)
    }
    return try await transport.send(request)
  }
}
