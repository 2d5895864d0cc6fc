import Foundation
import HTTPTransport
import OpenAPIClientRuntime

extension Downloader {
  /// How many redirects a result may take.
  private static let redirects = 5

  /// Opens a link.
  ///
  /// No key and no cookie is ever sent, on whichever host it leads to.
  func open(_ link: String, until deadline: ContinuousClock.Instant) async throws(SeedreamError) -> HTTPResponse {
    var address = link
    for _ in 0...Self.redirects {
      var request = HTTPRequest(method: .get, url: try Self.encoded(address))
      request.idleTimeout = .seconds(30)
      // The client's clock need not be the transport's.
      request.deadline = .now + max(time.now().duration(to: deadline), .seconds(1))
      // Compressed bytes can't be counted, and that they were cut off would go unnoticed.
      request.fields["Accept-Encoding"] = "identity"
      request.fields["User-Agent"] = userAgent
      request.isDownload = true
      let response: HTTPResponse
      do {
        response = try await transport.send(request)
      } catch {
        throw Self.broken(error, link)
      }
      switch response.status {
      case 200..<300: return response
      case 301, 302, 303, 307, 308:
        guard let target = response.fields["Location"] else { throw refused(response, link) }
        address = try Self.resolve(target, from: address)
      default: throw refused(response, link)
      }
    }
    throw SeedreamError(.downloadFailed, "The link of a picture leads in circles: \(Self.shown(link)).")
  }

  /// The next bytes of a body.
  static func next(
    _ chunks: inout ResponseBody.AsyncIterator, _ link: String
  ) async throws(SeedreamError) -> [UInt8]? {
    do {
      return try await chunks.next()
    } catch let error as TransportFailure {
      throw broken(error, link)
    } catch {
      throw SeedreamError(.cancelled, "Interrupted while fetching pictures.")
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
    guard let slashes = link.range(of: "//") else { return nil }
    let host = link[slashes.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard let at = host.lastIndex(of: "@") else { return nil }
    return slashes.upperBound..<host.index(after: at)
  }

  private func refused(_ response: HTTPResponse, _ link: String) -> SeedreamError {
    let status = response.status
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
      .downloadFailed, "The link of a picture answers \(status): \(Self.shown(link)). \(reason)", status: status)
    // A refusal may pass: what was drawn a moment ago is not on every edge server yet.
    error.isTransient = true
    error.retryAfter = response.fields["Retry-After"].flatMap { RetryAfter.parse($0) }.map { min($0, .seconds(60)) }
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

  /// The address with what no address may hold (blanks, other scripts) percent-encoded.
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
      let isPlain =
        byte > 32 && byte < 127 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "<")
        && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "\\") && byte != UInt8(ascii: "^")
        && byte != UInt8(ascii: "`") && byte != UInt8(ascii: "{") && byte != UInt8(ascii: "|")
        && byte != UInt8(ascii: "}")
      if isPlain {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += byte < 16 ? "%0" : "%"
        result += String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }

  /// The target of a redirect.
  ///
  /// From https it never leads back to http.
  private static func resolve(_ target: String, from address: String) throws(SeedreamError) -> String {
    let encodedTarget = target.hasPrefix("http://") || target.hasPrefix("https://") ? try encoded(target) : target
    guard let base = URL(string: try encoded(address)), let url = URL(string: encodedTarget, relativeTo: base)
    else {
      throw SeedreamError(.downloadFailed, "The link of a picture leads nowhere: \(shown(target)).")
    }
    let resolved = url.absoluteURL
    guard let scheme = resolved.scheme?.lowercased(), scheme == "https" || (scheme == "http" && base.scheme == "http")
    else {
      throw SeedreamError(
        .downloadFailed, "The link of a picture leads away from https, which is not followed: \(shown(target)).")
    }
    return resolved.absoluteString
  }
}
