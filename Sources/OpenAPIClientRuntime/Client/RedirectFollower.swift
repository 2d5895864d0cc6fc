/// Follows redirects: credentials are sent to their own origin only, bodies again only if they can be replayed.
struct RedirectFollower: Sendable {
  let transport: any Transport
  let limit: Int
  /// The address that the credentials are for.
  let home: String
  let credentials: AppliedCredentials

  func send(_ first: HTTPRequest) async throws -> HTTPResponse {
    var request = first
    var isHome = true
    var remaining = limit
    while true {
      // A middleware may have sent the request elsewhere, too.
      if isHome && request.url != home {
        isHome = URLParts(request.url)?.origin == URLParts(home)?.origin
        if !isHome { credentials.remove(from: &request) }
      }
      let response = try await transport.send(request)
      guard [301, 302, 303, 307, 308].contains(response.status), let location = response.fields["Location"]
      else { return response }
      guard remaining > 0 else {
        let target = URLParts.resolve(location, against: request.url)?.origin ?? "another address"
        throw RedirectRefusal(
          limit == 0 ? "The service redirects to \(target)" : "The service redirects more than \(limit) times", response
        )
      }
      remaining -= 1
      request = try redirected(request, by: response, to: location, isHome: isHome)
      if let length = response.body.expectedLength, length <= 16_384 {
        // Read to the end, so that the connection can be used again.
        _ = try? await response.body.collect(upTo: 16_384)
      }
    }
  }

  private func redirected(
    _ request: HTTPRequest, by response: HTTPResponse, to location: String, isHome: Bool
  ) throws -> HTTPRequest {
    guard var target = URLParts.resolve(location, against: request.url), !target.host.isEmpty,
      let source = URLParts(request.url)
    else {
      throw RedirectRefusal("The service redirects to something that is not an http or https address", response)
    }
    if source.scheme == "https" && target.scheme == "http" {
      throw RedirectRefusal("The service redirects from https to http", response)
    }
    var next = request
    let becomesGet =
      (response.status == 303 && request.method != .head && request.method != .get)
      || ((response.status == 301 || response.status == 302) && request.method == .post)
    if becomesGet {
      next.method = .get
      next.body = .empty
      next.isRepeatable = true
      for name in ["Content-Type", "Content-Encoding", "Content-Language", "Content-Location"] {
        next.fields.remove(name)
      }
    } else if !request.body.isReplayable {
      throw RedirectRefusal("The service redirects, and the body can't be sent a second time", response)
    }
    if target.origin != source.origin || !isHome {
      next.url = target.text
      credentials.remove(from: &next)
    } else {
      credentials.keepQuery(in: &target)
      next.url = target.text
    }
    return next
  }
}

/// A redirect that is not followed.
package struct RedirectRefusal: Error {
  package let reason: String
  let response: HTTPResponse

  init(_ reason: String, _ response: HTTPResponse) {
    self.reason = reason
    self.response = response
  }

  func parts(_ report: FailureReport) -> ClientError.Parts {
    var parts = report.parts(.redirect, "\(reason) (status \(response.status)); this is not followed.")
    parts.status = response.status
    parts.fields = report.redaction.redact(response.fields)
    parts.mayHaveBeenProcessed = true
    return parts
  }
}
