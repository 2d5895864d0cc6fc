import OpenAPISyntax

/// The credentials of one call: added to its request, and removed again where a redirect leads to another origin.
struct AppliedCredentials: Sendable {
  var fields: [(name: String, value: String)] = []
  /// Percent-encoded.
  var query: [(name: String, value: String)] = []
  var cookies: [String] = []
  /// All strings that must be redacted.
  var secrets: [String] = []
  /// The schemes' tokens, in their order.
  private(set) var tokens: [String] = []

  /// Obtains the credentials of security schemes; `refused` are those of the same schemes that the service has refused.
  static func resolve(
    _ schemes: [SchemeCredential], refused: AppliedCredentials? = nil, _ report: FailureReport
  ) async throws(ClientError) -> AppliedCredentials {
    var result = AppliedCredentials()
    for (index, scheme) in schemes.enumerated() {
      let token: String
      do {
        token = try await scheme.credential.token(refused: refused?.tokens[index])
      } catch is CancellationError {
        throw report.error(.cancelled, "The call was cancelled before it was sent.")
      } catch let error as ClientError {
        throw error.kind == .cancelled ? error : wrapped(error, report)
      } catch {
        throw wrapped(error, report)
      }
      if token.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
        throw report.error(
          .invalidInput, "A credential holds a line end or another control character; was it read with one?")
      }
      result.tokens.append(token)
      result.add(token, scheme.form)
    }
    return result
  }

  private static func wrapped(_ error: any Error, _ report: FailureReport) -> ClientError {
    var parts = report.parts(.credential, "A credential could not be obtained: \(error)")
    parts.underlying = error
    return ClientError(parts)
  }

  private mutating func add(_ token: String, _ form: SchemeCredential.Form) {
    switch form {
    case .transport: return
    case .apiKey(.header, let name): fields.append((name, token))
    case .apiKey(.query, let name):
      query.append((PercentEncoding.encode(name, .unreserved), PercentEncoding.encode(token, .unreserved)))
    case .apiKey(.cookie, let name):
      cookies.append(PercentEncoding.encode(name, .cookie) + "=" + PercentEncoding.encode(token, .cookie))
    case .http(let scheme):
      let sent = scheme.lowercased() == "basic" ? Self.basic(token) : token
      // Keys are often kept with their prefix.
      let hasPrefix = sent.lowercased().hasPrefix(scheme.lowercased() + " ")
      fields.append(("Authorization", hasPrefix ? sent : scheme + " " + sent))
      if sent != token { secrets.append(sent) }
    }
    secrets.append(token)
  }

  private static func basic(_ token: String) -> String {
    if token.lowercased().hasPrefix("basic ") || !token.contains(":") { return token }
    return Base64.encode(Array(token.utf8))
  }

  func apply(to request: inout HTTPRequest) {
    for field in fields { request.fields[field.name] = field.value }
    if !cookies.isEmpty {
      let others = request.fields["Cookie"].map { [$0] } ?? []
      request.fields["Cookie"] = (others + cookies).joined(separator: "; ")
    }
    // The URL of a next page may already contain the key.
    let given = request.url.split(separator: "?", maxSplits: 1).dropFirst().first?.split(separator: "&") ?? []
    for item in query where !given.contains("\(item.name)=\(item.value)") {
      request.url += (request.url.contains("?") ? "&" : "?") + item.name + "=" + item.value
    }
  }

  /// Removes everything that another origin must not get.
  func remove(from request: inout HTTPRequest) {
    for field in fields { request.fields.remove(field.name) }
    for field in request.fields where Redaction.isSensitive(field: field.name) { request.fields.remove(field.name) }
    guard var url = URLParts(request.url), let text = url.query else { return }
    let names = query.map { PercentEncoding.decode($0.name) }
    let values = Set(secrets)
    let kept = text.split(separator: "&", omittingEmptySubsequences: false).filter { piece in
      let halves = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = halves.count > 1 ? PercentEncoding.decode(String(halves[1])) : ""
      return !names.contains(PercentEncoding.decode(String(halves.first ?? ""))) && !values.contains(value)
    }
    url.query = kept.isEmpty ? nil : kept.joined(separator: "&")
    request.url = url.text
  }

  /// Adds the key in the query again, which services leave out when they redirect to themselves.
  func keepQuery(in url: inout URLParts) {
    for item in query {
      let pieces = url.query?.split(separator: "&") ?? []
      if pieces.contains(where: { $0.hasPrefix(item.name + "=") }) { continue }
      url.query = (url.query.map { $0 + "&" } ?? "") + item.name + "=" + item.value
    }
  }
}
