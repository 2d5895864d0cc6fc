import LoopbackHTTP
import OpenAPIDocument

/// Handles a request: finds its service, checks it, applies faults, and sends and records the response.
struct SandboxCore: Sendable {
  let store: SandboxStore
  private let checkers: [SandboxService: DocumentChecker]
  private let delivery: ResponseDelivery

  init(store: SandboxStore) throws(SandboxError) {
    self.store = store
    delivery = ResponseDelivery(pause: store.options.pause)
    var checkers: [SandboxService: DocumentChecker] = [:]
    for service in SandboxService.allCases { checkers[service] = try DocumentChecker(service) }
    self.checkers = checkers
  }

  /// Responds to one request; `otherOrigin` returns the URL of the second server, for redirects.
  func handle(
    _ exchange: Exchange, isAtOtherOrigin: Bool, otherOrigin: @Sendable () throws -> String
  ) async throws {
    let request = exchange.request
    var record = Self.record(of: request, keys: store.knownKeys, isAtOtherOrigin: isAtOtherOrigin)
    if request.path.hasPrefix(FileService.pathPrefix) {
      record.point = .download
      // Faults belong to the first request; the redirected one gets the picture.
      record.faults = isAtOtherOrigin ? [] : store.takeFaults(at: .download)
      let response =
        try Self.replacement(record.faults, request, otherOrigin)
        ?? FileService(store: store).response(to: request, faults: record.faults)
      return try await send(response, &record, exchange)
    }
    let (name, service) = service(for: request.path)
    let operation = service.operation(path: request.path)
    record.service = name
    record.point = operation?.point
    let response = try await respond(exchange, service, operation, &record, otherOrigin)
    try await send(response, &record, exchange)
  }

  private func respond(
    _ exchange: Exchange, _ service: any Service, _ operation: ServiceOperation?, _ record: inout SandboxRequest,
    _ otherOrigin: @Sendable () throws -> String
  ) async throws -> SandboxResponse {
    let request = exchange.request
    guard let operation else {
      record.findings = ["the service's document has no \(request.method) \(request.path)"]
      return service.response(to: Refusal(.notFound, "No such path: \(request.path)"), operation: nil)
    }
    guard request.method == operation.method else {
      record.findings = ["the service's document has no \(request.method) \(request.path)"]
      let refusal = Refusal(.methodNotAllowed, "Only \(operation.method) is allowed here")
      var response = service.response(to: refusal, operation: operation)
      response.fields.append(("Allow", operation.method))
      return response
    }
    do {
      let body = try await readBody(of: exchange, &record)
      try checkCredential(request, record.service)
      var call = ServiceCall(request: request, body: body)
      parseBody(of: &call)
      try checkDocument(call, &record)
      if operation.point == .submit { try store.checkRateLimit() }
      record.faults = store.takeFaults(at: operation.point)
      if let response = try Self.replacement(record.faults, request, otherOrigin) { return response }
      if let refusal = record.faults.first(.refusal).flatMap({ Refusal($0) }) { throw refusal }
      call.faults = record.faults.filter { $0.kind.stage == .task }
      let response = try service.perform(operation, call)
      record.isAccepted = operation.point == .submit
      return Self.changed(response, record.faults, service, operation)
    } catch let refusal as Refusal {
      return service.response(to: refusal, operation: operation)
    }
  }

  private func readBody(of exchange: Exchange, _ record: inout SandboxRequest) async throws -> [UInt8] {
    let body: [UInt8]
    do {
      body = try await exchange.readBody(upTo: store.options.bodyLimit)
    } catch LoopbackError.bodyTooLarge(let limit) {
      throw Refusal(.bodyTooLarge, "The body is longer than \(limit) bytes")
    } catch {
      record.isComplete = false
      store.record(record)
      throw error
    }
    record.bodyLength = body.count
    if body.count <= 1 << 20 { record.body = body }
    return body
  }

  private func send(_ response: SandboxResponse, _ record: inout SandboxRequest, _ exchange: Exchange) async throws {
    record.status = ResponseDelivery.status(of: response, record.faults)
    store.record(record)
    try await delivery.send(response, record.faults, to: exchange)
  }

  private func service(for path: String) -> (SandboxService, any Service) {
    if path.hasPrefix("/v3/") { return (.novita, NovitaService(store: store)) }
    for prefix in ["/v1/images/generations", "/v1/images/edits", "/v1/images/tasks"] where path.hasPrefix(prefix) {
      return (.oneRouter, OneRouterService(store: store))
    }
    return (.tensorsLab, TensorsLabService(store: store))
  }

  private func checkCredential(_ request: ServerRequest, _ service: SandboxService?) throws(Refusal) {
    guard let service else { return }
    let (form, key) = Self.credential(request)
    if form == .none || key.isEmpty { throw Refusal(.missingKey, "The API key is missing") }
    // Novita documents only the Bearer form.
    let isDocumentedForm = service != .novita || form == .bearer
    guard isDocumentedForm, store.keys.accepts(key, for: service) else { throw Refusal(.wrongKey, "Invalid API key") }
    store.remember(key: key)
  }

  private func checkDocument(_ call: ServiceCall, _ record: inout SandboxRequest) throws(Refusal) {
    record.parts = call.form.parts.map(Self.part)
    let checker = record.service.flatMap { checkers[$0] }
    record.findings = checker?.findings(call.request, body: call.body).map(\.description) ?? []
    if let finding = record.findings.first {
      throw Refusal(.invalidRequest, "The request does not conform to the service's document: \(finding)")
    }
  }

  /// Parses the body as far as it can be parsed; `DocumentChecker` reports what is wrong with it.
  private func parseBody(of call: inout ServiceCall) {
    guard !call.body.isEmpty else { return }
    if let form = MultipartForm(call.body, contentType: call.request.field("Content-Type") ?? "") {
      call.form = form
    } else {
      var diagnostics = Diagnostics()
      call.json = JSONTree.parse(call.body, file: "request", diagnostics: &diagnostics)?.root
    }
  }

  /// The response of a proxy or a redirect, which replaces the service's.
  private static func replacement(
    _ faults: [SandboxFault], _ request: ServerRequest, _ otherOrigin: @Sendable () throws -> String
  ) throws -> SandboxResponse? {
    if let page = faults.first(of: .htmlPage) { return .html(status: page.value) }
    if faults.contains(.proxyLogin) {
      var response = SandboxResponse.html(status: 407, title: "Proxy Authentication Required")
      response.fields.append(("Proxy-Authenticate", "Basic realm=\"proxy\""))
      return response
    }
    if faults.contains(.tooLarge) { return .html(status: 413, title: "Request Entity Too Large") }
    if let redirect = faults.first(of: .redirect) {
      return SandboxResponse(status: redirect.value, fields: [("Location", try otherOrigin() + request.target)])
    }
    return faults.contains(.emptyBody) && request.path.hasPrefix(FileService.pathPrefix)
      ? SandboxResponse(status: 200, fields: [("Content-Type", "image/png")]) : nil
  }

  /// The response with the fault of the stage `response`, if there is one.
  private static func changed(
    _ response: SandboxResponse, _ faults: [SandboxFault], _ service: any Service, _ operation: ServiceOperation
  ) -> SandboxResponse {
    var response = response
    switch faults.first(.response)?.kind {
    case .missingData: response = service.responseWithoutData(to: operation)
    case .emptyBody: response.body = []
    case .brokenJSON: response.body = Array(response.body[..<(response.body.count / 2)])
    case .notANumber: response.body = MalformedJSON.withNotANumber(response.body)
    case .textAround: response.body = MalformedJSON.withTextAround(response.body)
    case .utf16: response.body = MalformedJSON.utf16(response.body)
    default: break
    }
    return response
  }
}
