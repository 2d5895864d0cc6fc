import LoopbackHTTP
import OpenAPIDocument

/// Takes a request through the sandbox: whose is it, may it, is it right, what goes wrong, what is the response.
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

  /// Responds to one request; `otherOrigin` gives the address of the second server, for redirects.
  func handle(
    _ exchange: Exchange, isAtOtherOrigin: Bool, otherOrigin: @Sendable () throws -> String
  ) async throws {
    let request = exchange.request
    var record = Self.record(of: request, keys: store.knownKeys, isAtOtherOrigin: isAtOtherOrigin)
    if request.path.hasPrefix(FileService.pathPrefix) {
      record.point = .download
      // At the other origin the picture is simply there: faults belong to the first request.
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
    var call = ServiceCall(request: request, body: [])
    do {
      call.body = try await exchange.readBody(upTo: store.options.bodyLimit)
    } catch LoopbackError.bodyTooLarge(let limit) {
      let refusal = Refusal(.bodyTooLarge, "The body is longer than \(limit) bytes")
      return service.response(to: refusal, operation: operation)
    } catch {
      record.isComplete = false
      store.record(record)
      throw error
    }
    record.bodyLength = call.body.count
    if call.body.count <= 1 << 20 { record.body = call.body }
    if let refusal = credentialRefusal(request, record.service) {
      return service.response(to: refusal, operation: operation)
    }
    read(&call)
    for part in call.form.parts { record.parts.append(Self.part(part)) }
    record.findings =
      record.service.flatMap { checkers[$0] }?.findings(request, body: call.body).map(\.description) ?? []
    if let finding = record.findings.first {
      let refusal = Refusal(.invalidRequest, "The request does not conform to the service's document: \(finding)")
      return service.response(to: refusal, operation: operation)
    }
    if operation.point == .submit, let refusal = store.rateLimitRefusal() {
      return service.response(to: refusal, operation: operation)
    }
    record.faults = store.takeFaults(at: operation.point)
    call.faults = record.faults.filter { $0.kind.stage == .task }
    if let response = try Self.replacement(record.faults, request, otherOrigin) { return response }
    if let refusal = record.faults.first(.refusal).flatMap({ Refusal($0) }) {
      return service.response(to: refusal, operation: operation)
    }
    do throws(Refusal) {
      let response = try service.perform(operation, call)
      record.isAccepted = operation.point == .submit
      return Self.changed(response, record.faults, service, operation)
    } catch {
      return service.response(to: error, operation: operation)
    }
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

  private func credentialRefusal(_ request: ServerRequest, _ service: SandboxService?) -> Refusal? {
    guard let service else { return nil }
    let (credential, key) = Self.credential(request)
    if credential == .none || key.isEmpty { return Refusal(.missingKey, "The API key is missing") }
    // Novita documents only the Bearer form.
    let isForm = service != .novita || credential == .bearer
    guard isForm, store.keys.accepts(key, for: service) else { return Refusal(.wrongKey, "Invalid API key") }
    store.remember(key: key)
    return nil
  }

  /// Parses the body; what is wrong with it the document's check finds.
  private func read(_ call: inout ServiceCall) {
    guard !call.body.isEmpty else { return }
    if let form = MultipartForm(call.body, contentType: call.request.field("Content-Type") ?? "") {
      call.form = form
    } else {
      var diagnostics = Diagnostics()
      call.json = JSONTree.parse(call.body, file: "request", diagnostics: &diagnostics)?.root
    }
  }

  /// Responses that come from no service: pages of proxies, redirects.
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

  private static func changed(
    _ response: SandboxResponse, _ faults: [SandboxFault], _ service: any Service, _ operation: ServiceOperation
  ) -> SandboxResponse {
    var response = response
    switch faults.first(.response)?.kind {
    case .missingData: response = service.responseWithoutData(to: operation)
    case .emptyBody: response.body = []
    case .brokenJSON: response.body = Array(response.body[..<(response.body.count / 2)])
    case .notANumber: response.body = OddJSON.withNotANumber(response.body)
    case .textAround: response.body = OddJSON.withTextAround(response.body)
    case .utf16: response.body = OddJSON.utf16(response.body)
    default: break
    }
    return response
  }
}
