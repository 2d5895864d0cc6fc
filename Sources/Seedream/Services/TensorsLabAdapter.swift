import HTTPTransport
import ImageAPIs
import OpenAPIClientRuntime

/// TensorsLab: responds with codes of its own in HTTP 200, tasks have numbers for states, links are a string or an array.
struct TensorsLabAdapter: ServiceAdapter {
  let configuration: ServiceConfiguration
  let client: TensorsLab.Client

  init(_ configuration: ServiceConfiguration, transport: any Transport, middleware: [any Middleware]) {
    self.configuration = configuration
    client = TensorsLab.Client(
      apiKey: configuration.key.header, server: .init(url: configuration.server), transport: transport,
      middleware: middleware)
  }

  private var failure: CallFailure { CallFailure(configuration: configuration) }

  func submit(_ request: PreparedRequest, _ call: CallOptions) async throws -> Submission {
    let client = client.with { $0.apply(call, configuration) }
    let response: JSONValue
    switch try await client.lenientResponse(to: operation(request)) {
    case .json(let value): response = value
    case .unreadable(let error, let bytes):
      if let task = LenientJSON.text(of: "taskid", in: bytes) { return .task(task) }
      throw failure.unreadableResponse(error, bytes)
    }
    let data = response["data"] ?? .null
    let task = LenientJSON.text(data["taskid"]) ?? LenientJSON.text(data["task_id"]) ?? LenientJSON.text(data["taskId"])
    guard let code = LenientJSON.integer(response["code"]) ?? (data.object == nil ? nil : Self.success) else {
      throw failure.unreadableResponse(response)
    }
    guard code == Self.success else { throw ServiceErrorBody(response).error(configuration, status: 200) }
    if let task { return .task(task) }
    let images = TaskResults.sources(data["url"], configuration)
    guard !images.isEmpty else {
      throw failure.unreadableResponse(response, "accepted the request without an ID of its task")
    }
    return .images(TaskResults(sources: images, reported: ReportedDetails(data, items: nil)))
  }

  func status(of task: ImageTask, _ call: CallOptions) async throws -> ServiceTaskStatus {
    let client = client.with { $0.apply(call, configuration) }
    let response = try await client.lenientResponse(to: TensorsLab.infoByTaskID(body: .init(taskid: task.id))).json()
    if let code = LenientJSON.integer(response["code"]), code != Self.success {
      var error = ServiceErrorBody(response).error(configuration, status: 200, isPoll: true)
      // The vendor's own clients poll again after any error; without credits or with a wrong key that can't help.
      error.isTransient = error.kind != .insufficientCredits && error.kind != .keyRefused
      throw error
    }
    guard let data = response["data"], data.object != nil else {
      var error = SeedreamError(
        .unreadableResponse, "TensorsLab responded without the state of task \(task.id). Try again later.",
        service: .tensorsLab)
      error.isTransient = true
      throw error
    }
    let state = TaskState(data["image_status"] ?? data["task_status"] ?? data["status"], numbers: Self.states)
    var results = TaskResults(
      sources: TaskResults.sources(data["url"], configuration), reason: LenientJSON.text(data["error_message"]),
      reported: ReportedDetails(data, items: nil))
    // Only for a failed task is `message` a reason.
    if case .failed? = state { results.reason = results.reason ?? LenientJSON.text(data["message"]) }
    return ServiceTaskStatus(state, results)
  }

  func delete(_ task: ImageTask, _ call: CallOptions) async throws {
    let client = client.with { $0.apply(call, configuration) }
    let operation = TensorsLab.deleteImagesTask(body: .init(taskids: [task.id]))
    let response = try await client.lenientResponse(to: operation).json()
    if let code = LenientJSON.integer(response["code"]), code != Self.success {
      throw ServiceErrorBody(response).error(configuration, status: 200, isPoll: true)
    }
  }

  private static let success = 1000
  /// The documented states; others, such as 5, count as running.
  private static let states: [Int: TaskState] = [1: .queued, 2: .running, 3: .finished, 4: .failed("failed")]

  private func operation(_ request: PreparedRequest) -> APIOperation<TensorsLab.GeneralResponse> {
    let options = request.request
    let size = options.size?.description
    let count = options.count == 1 ? nil : options.count
    var files: [FilePart] = []
    var link: String?
    for reference in request.references {
      switch reference {
      case .link(let url): link = url
      case .file(let path, let kind, _, _):
        let name = path.split(separator: "/").last.map { PathBytes.shown(String($0)) }
        files.append(.file(path, filename: name, contentType: kind.mediaType))
      case .bytes(let bytes, let kind):
        let name = "image\(files.count + 1).\(kind.fileExtension)"
        files.append(.bytes(bytes, filename: name, contentType: kind.mediaType))
      }
    }
    switch request.model {
    case "seedreamv4":
      return TensorsLab.seeDreamV4(
        body: .init(
          prompt: options.prompt, batchsize: count, resolution: size.map { .init(rawValue: $0) }, sourceImage: files,
          imageURL: link))
    case "seedreamv5":
      return TensorsLab.seeDreamV5(
        body: .init(prompt: options.prompt, batchsize: count, resolution: size, sourceImage: files, imageURL: link))
    case "zimage":
      // It documents sizes with an asterisk: `1024*1024`.
      let size = size.map { text in String(text.map { $0 == "x" ? "*" : $0 }) }
      return TensorsLab.zImage(body: .init(prompt: options.prompt, resolution: size, seed: options.seed))
    default:
      return TensorsLab.seeDreamV45(
        body: .init(prompt: options.prompt, batchsize: count, resolution: size, sourceImage: files, imageURL: link))
    }
  }
}
