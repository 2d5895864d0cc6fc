import HTTPTransport
import OpenAPIClientRuntime

extension Downloader {
  /// The error of a download that failed.
  func error(for failure: any Error, _ link: String) -> SeedreamError {
    switch failure {
    case let error as SeedreamError: return error
    case let refusal as DownloadRefusal: return refused(refusal, link)
    case let failure as TransportFailure: return Self.failed(failure, link)
    case let failure as PartFile.Failure: return SystemError(code: failure.code).writing(failure.folder)
    case is DownloadTooLarge:
      return SeedreamError(
        .downloadFailed,
        "A result has more than 1 GB, which no picture of this service has: \(Self.shown(link)). Ask the service's support."
      )
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

  /// A link for a message: without its query, which often contains a signature, and without user and password.
  static func shown(_ link: String) -> String {
    var path = link.split(whereSeparator: { $0 == "?" || $0 == "#" }).first.map(String.init) ?? link
    if let user = user(in: path) { path.removeSubrange(user) }
    return ServiceErrorBody.oneLine(String(path.prefix(200)))
  }

  /// The user and the password in a link, with the `@` behind them.
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
        "Result links expire; resume the task, which asks the service for new ones."
      } else {
        "Result links expire, and this service gives no new ones. Try again later; if the link keeps failing, the picture "
          + "is lost, and seedream tasks --forget removes the task from the journal."
      }
    var error = SeedreamError(
      .downloadFailed, "The link of a picture responds with \(status): \(Self.shown(link)). \(reason)", status: status)
    // It may be temporary: a new picture may not have reached every edge server yet.
    error.isTransient = true
    error.retryAfter = refusal.retryAfter.map { min($0, .seconds(60)) }
    if status >= 500 || status == 429 || status == 408 { error.kind = .network }
    return error
  }

  private static func failed(_ failure: TransportFailure, _ link: String) -> SeedreamError {
    if failure.kind == .cancelled { return SeedreamError(.cancelled, "Interrupted while fetching pictures.") }
    var text = ServiceErrorBody.oneLine(failure.message)
    if !text.hasSuffix(".") { text += "." }
    var error = SeedreamError(
      .network, "A picture can't be fetched from \(shown(link)): \(text) Check the network and resume the task.")
    error.isTransient = failure.kind != .invalidRequest && failure.kind != .unavailable
    return error
  }

  /// The link with characters that no URL may contain (spaces, other scripts) percent-encoded.
  static func encoded(_ link: String) throws(SeedreamError) -> String {
    guard link.isWebLink else {
      throw SeedreamError(
        .downloadFailed, "The service gave a link that is not a web address: \(shown(link)). Ask its support.")
    }
    guard user(in: link) == nil else {
      throw SeedreamError(
        .downloadFailed,
        "The link of a picture contains a user name, so it is not followed: \(shown(link)). Ask the service's support.")
    }
    var result = ""
    for byte in link.utf8 {
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

/// Encodes the URL of each request: those of redirects contain spaces and other scripts as often as links do.
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
