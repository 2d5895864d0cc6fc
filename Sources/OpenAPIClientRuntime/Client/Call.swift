/// Sends one operation: builds the request, adds credentials, and sends it through the middlewares.
struct Call: Sendable {
  let configuration: ClientConfiguration
  let parts: OperationParts
  let sent: SentOperation
  let accept: String
  /// Whether the caller reads the response's bytes as they arrive.
  let isDownload: Bool

  static func response<Output>(
    _ operation: APIOperation<Output>, _ configuration: ClientConfiguration
  ) async throws(ClientError) -> Response<Output> {
    let call = Call(
      configuration: configuration, parts: operation.parts, sent: SentOperation(operation),
      accept: operation.parts.accept ?? operation.response.accept,
      isDownload: Output.self == ResponseBody.self)
    let (response, report, hint) = try await call.run()
    let incoming = IncomingResponse(response, limit: configuration.maximumResponseSize, report: report)
    switch operation.response.select(status: response.status, contentType: incoming.contentType) {
    case .read(let item):
      do {
        let output = try await item.read(incoming)
        return Response(status: response.status, fields: response.fields, output: output)
      } catch {
        // The service has responded, so it has seen the request whatever fails now.
        throw report.failure(error).with { $0.mayHaveBeenProcessed = true }
      }
    case .otherType:
      let first = await FailureReport.firstBytes(of: response.body)
      throw report.unexpectedType(
        incoming.contentType ?? "without a content type", expected: call.accept, status: response.status,
        fields: response.fields, bytes: first)
    case .undocumented:
      throw await report.status(response, failures: call.parts.failures, hint: hint)
    }
  }

  /// The response, with the report and the hint for its errors.
  private func run() async throws(ClientError) -> (HTTPResponse, FailureReport, hint: String) {
    var report = report(path: parts.template, secrets: configuration.secrets, fields: [], query: [])
    if Task.isCancelled { throw report.error(.cancelled, "The call was cancelled before it was sent.") }
    let url = try url(report)
    report = self.report(path: url.path, secrets: configuration.secrets, fields: [], query: [])

    var schemes = schemes()
    var request = request(url)
    if let userInfo = url.userInfo {
      // It belongs to no scheme of the document.
      schemes.found.append(.basic(userInfo))
    }
    var credentials = try await AppliedCredentials.resolve(schemes.found, report)
    if url.userInfo != nil, credentials.fields.filter({ HTTPFields.isSameName($0.name, "Authorization") }).count > 1 {
      throw report.error(
        .invalidInput,
        "The server's address has user information, and a security scheme sends `Authorization`, too; remove one of them."
      )
    }
    let plain = request
    credentials.apply(to: &request)
    report = self.report(path: url.path, credentials)
    var response = try await send(request, credentials, report)

    // After a 401 the service has done nothing, so the request may be sent once more with another credential.
    if response.status == 401, !schemes.found.isEmpty, plain.body.isReplayable, !Task.isCancelled {
      let old = credentials
      let fresh = try await AppliedCredentials.resolve(schemes.found, refused: old, report)
      if fresh.tokens != old.tokens {
        credentials = fresh
        request = plain
        credentials.apply(to: &request)
        report = self.report(path: url.path, credentials, old)
        response = try await send(request, credentials, report)
      }
    }
    return (response, report, schemes.hint(status: response.status))
  }

  // MARK: Request

  private func url(_ report: FailureReport) throws(ClientError) -> URLParts {
    if let problem = parts.problem { throw report.error(.invalidInput, problem) }
    if configuration.validatesRequests {
      var rules = Validation()
      for rule in parts.rules { rule(&rules) }
      if let problem = rules.summary { throw report.error(.invalidInput, problem) }
    }
    let own = configuration.usesOperationServers ? parts.server : nil
    let server = own.map { URLParts.resolve($0, against: configuration.server) } ?? URLParts(configuration.server)
    guard var url = server, !url.host.isEmpty else {
      let address = report.redaction.redact(url: own ?? configuration.server)
      throw report.error(
        .invalidInput, "The server's address '\(address)' is not an http or https URL; give the client another one.")
    }
    switch parts.path() {
    case .failure(let problem): throw report.error(.invalidInput, problem.message)
    case .success(let (path, query)):
      while url.path.hasSuffix("/") { url.path.removeLast() }
      url.path += path.hasPrefix("/") ? path : "/" + path
      let query = [url.query, query].compactMap { $0 } + parts.query
      url.query = query.isEmpty ? nil : query.joined(separator: "&")
    }
    guard let link = parts.link else { return url }
    guard let next = URLParts.resolve(link, against: url.text), next.origin == url.origin else {
      // The credentials would be sent there.
      throw report.error(
        .redirect, "The service names a next page at another host than its own; this is not followed.")
    }
    url.path = next.path
    url.query = next.query
    return url
  }

  private func request(_ url: URLParts) -> HTTPRequest {
    var fields = HTTPFields()
    for field in parts.fields { fields.append(field.name, field.value) }
    if !parts.cookies.isEmpty { fields.append("Cookie", parts.cookies.joined(separator: "; ")) }
    if !accept.isEmpty && fields["Accept"] == nil { fields.append("Accept", accept) }
    var body = RequestBody.empty
    switch parts.body {
    case .none: break
    case .ready(let ready, let contentType):
      body = ready
      if fields["Content-Type"] == nil { fields.append("Content-Type", contentType) }
    case .multipart(let multipart, let contentType):
      let boundary = configuration.makeBoundary()
      body = Multipart.body(
        multipart, boundary: boundary, isFormData: contentType.lowercased().hasPrefix("multipart/form-data"))
      fields["Content-Type"] = "\(contentType); boundary=\(boundary)"
    }
    for field in configuration.fields where fields[field.name] == nil { fields.append(field.name, field.value) }
    // A compressed body hides its length, so that nobody would notice if it was cut off.
    if isDownload && fields["Accept-Encoding"] == nil { fields.append("Accept-Encoding", "identity") }
    var request = HTTPRequest(method: parts.method, url: url.text, fields: fields, body: body)
    request.idleTimeout = configuration.idleTimeout
    request.deadline = configuration.timeout.map { ContinuousClock.now + $0 }
    request.onUploadProgress = configuration.onUploadProgress
    request.isDownload = isDownload
    request.operation = sent
    return request
  }

  // MARK: Sending

  private func send(
    _ request: HTTPRequest, _ credentials: AppliedCredentials, _ report: FailureReport
  ) async throws(ClientError) -> HTTPResponse {
    let follower = RedirectFollower(
      transport: configuration.transport, limit: configuration.maximumRedirects, home: request.url,
      credentials: credentials)
    do {
      if configuration.middleware.isEmpty { return try await follower.send(request) }
      let context = CallContext(
        operationID: parts.id, pathTemplate: parts.template, redaction: report.redaction,
        deadline: request.deadline)
      return try await Self.chain(configuration.middleware[...], context, follower)(request)
    } catch let error as RedirectRefusal {
      throw ClientError(error.parts(report))
    } catch {
      throw report.failure(error)
    }
  }

  private static func chain(
    _ middleware: ArraySlice<any Middleware>, _ context: CallContext, _ follower: RedirectFollower
  ) -> @Sendable (HTTPRequest) async throws -> HTTPResponse {
    guard let first = middleware.first else { return { request in try await follower.send(request) } }
    let next = chain(middleware.dropFirst(), context, follower)
    return { request in try await first.intercept(request, context: context, next: next) }
  }

  // MARK: Credentials and reports

  private struct Schemes {
    var found: [SchemeCredential]
    var missing: [String]

    func hint(status: Int) -> String {
      guard status == 401 || status == 403, let first = missing.first else { return "" }
      return "No credential is configured for its security scheme '\(first)'. "
    }
  }

  /// The first security alternative whose credentials are all configured; no schemes if there is none.
  ///
  /// An empty alternative, which makes credentials optional, counts last wherever it is listed, because a service returns
  /// more to a caller that it knows.
  private func schemes() -> Schemes {
    let alternatives = (parts.security ?? configuration.defaultSecurity).filter { !$0.isEmpty }
    for alternative in alternatives {
      let found = alternative.compactMap { configuration.credentials[$0] }
      if found.count == alternative.count { return Schemes(found: found, missing: []) }
    }
    let missing = alternatives.first?.filter { configuration.credentials[$0] == nil } ?? []
    return Schemes(found: [], missing: missing)
  }

  private func report(path: String, secrets: [String], fields: [String], query: [String]) -> FailureReport {
    FailureReport(
      operationID: parts.id, method: parts.method, path: path,
      redaction: Redaction(secrets: secrets, fieldNames: fields, queryNames: query),
      maximumResponseSize: configuration.maximumResponseSize)
  }

  private func report(path: String, _ credentials: AppliedCredentials...) -> FailureReport {
    report(
      path: path, secrets: configuration.secrets + credentials.flatMap(\.secrets),
      fields: credentials.flatMap { $0.fields.map(\.name) }, query: credentials.flatMap { $0.query.map(\.name) })
  }
}
