import Foundation
import HTTPTransport

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

extension URLRequest {
  /// Creates a request without its body, but with the fields that describe it; throws `.invalidRequest` for what a session
  /// can't send faithfully.
  init(_ request: HTTPRequest, body: OpenedBody) throws(TransportFailure) {
    // Foundation would encode some characters by itself; what is sent is what was given, or nothing.
    guard let url = URL(string: request.url), url.absoluteString == request.url else {
      throw .invalidRequest("the URL has characters that aren't percent-encoded")
    }
    if request.method == .get, !body.parts.isEmpty {
      throw .invalidRequest("URLSession can't send a GET request with a body")
    }
    self.init(url: url)
    httpMethod = request.method.rawValue
    httpShouldHandleCookies = false
    timeoutInterval = Self.seconds(of: request.idleTimeout)
    for index in request.fields.indices where request.fields.isFirst(of: index) {
      let name = request.fields[index].name
      setValue(request.fields.joined(name), forHTTPHeaderField: name)
    }
    try addTransportFields(request, body)
  }

  private mutating func addTransportFields(_ request: HTTPRequest, _ body: OpenedBody) throws(TransportFailure) {
    let isUntyped = request.fields["Content-Type"] == nil
    #if canImport(FoundationNetworking)
      for case .stream in body.parts {
        throw .invalidRequest(
          "URLSession can't send streams on this system; send bytes or a file, or use libcurl")
      }
      // A value of spaces is left out of what is sent, and with it what Foundation would have put there.
      let nothing = " "
      if isUntyped { setValue(nothing, forHTTPHeaderField: "Content-Type") }
      guard !body.parts.isEmpty, let length = body.length else { return }
      // Otherwise a stream goes in HTTP's chunks, whatever its length.
      setValue(nothing, forHTTPHeaderField: "Transfer-Encoding")
      setValue(String(length), forHTTPHeaderField: "Content-Length")
    #else
      // The user's languages are the system's addition; this says what leaving them out would.
      if request.fields["Accept-Language"] == nil { setValue("*", forHTTPHeaderField: "Accept-Language") }
      guard !body.parts.isEmpty else { return }
      // Else the system calls it a form. RFC 9110, section 8.3: this is what a body without type is taken for.
      if isUntyped { setValue("application/octet-stream", forHTTPHeaderField: "Content-Type") }
      if let length = body.length { setValue(String(length), forHTTPHeaderField: "Content-Length") }
    #endif
  }

  /// Whole seconds, because Foundation on Linux takes half a second for none; a week for no limit.
  private static func seconds(of timeout: Duration?) -> TimeInterval {
    let week: Int64 = 604_800
    guard let parts = timeout?.components else { return TimeInterval(week) }
    let seconds = Swift.min(parts.seconds, week)
    return TimeInterval(Swift.max(1, parts.attoseconds > 0 ? seconds + 1 : seconds))
  }
}

extension HTTPFields {
  /// Whether no field before a position has the same name.
  fileprivate func isFirst(of index: Int) -> Bool {
    for earlier in 0..<index where HTTPFields.isSameName(self[earlier].name, self[index].name) { return false }
    return true
  }

  /// All values of a name as one (RFC 9110, section 5.3; RFC 6265, section 5.4), without spaces around them.
  fileprivate func joined(_ name: String) -> String {
    let separator = HTTPFields.isSameName(name, "Cookie") ? "; " : ", "
    var joined = ""
    for (index, value) in values(name).enumerated() {
      if index > 0 { joined += separator }
      joined += value.trimmingCharacters(in: .whitespaces)
    }
    return joined
  }
}
