import ImageAPIs
import OpenAPIClientRuntime

/// OneRouter: responds with pictures (`data` is an array) or, for some models, with a task (`data` is an object).
struct OneRouterAdapter: ServiceAdapter {
  let configuration: ServiceConfiguration
  let client: OneRouter.Client

  init(_ configuration: ServiceConfiguration, transport: any Transport, middleware: [any Middleware]) {
    self.configuration = configuration
    client = OneRouter.Client(
      authorization: configuration.key.header, server: .init(url: configuration.server), transport: transport,
      middleware: middleware)
  }

  private var failure: CallFailure { CallFailure(configuration: configuration) }

  func submit(_ request: PreparedRequest, _ call: CallOptions) async throws -> Submission {
    let client = client.with { $0.apply(call, configuration) }
    let operation = try request.references.isEmpty ? generation(request) : edit(request)
    let response: JSONValue
    switch try await client.lenientResponse(to: operation) {
    case .json(let value): response = value
    case .unreadable(let error, let bytes):
      if let task = LenientJSON.text(of: "task_id", in: bytes) { return .task(task) }
      throw failure.unreadableResponse(error, bytes)
    }
    if let errorBody = Self.errorBody(response) {
      let error = errorBody.error(configuration, status: 200)
      // Such an error can come after drawing has begun (docs.onerouter.pro/api-reference/errors).
      throw error.kind == .serviceFailed ? failure.possiblyCharged(error) : error
    }
    switch response["data"] {
    case .array(let items)?:
      return .images(results(.array(items), in: response))
    case .object(let data)?:
      if let task = LenientJSON.text(data["task_id"]) { return .task(task) }
      let results = results(data["outputs"], in: .object(data))
      if !results.sources.isEmpty { return .images(results) }
      throw failure.unreadableResponse(response, "accepted the request without an ID of its task")
    default:
      throw failure.unreadableResponse(response, "responded with neither pictures nor a task")
    }
  }

  func status(of task: ImageTask, _ call: CallOptions) async throws -> ServiceTaskStatus {
    let client = client.with { $0.apply(call, configuration) }
    let response = try await client.lenientResponse(to: OneRouter.getImageTask(taskID: task.id)).json()
    if let errorBody = Self.errorBody(response) {
      var error = errorBody.error(configuration, status: 200, isPoll: true)
      error.isTransient = error.kind == .rateLimited || error.kind == .serviceFailed
      throw error
    }
    let data = response["data"] ?? .null
    return ServiceTaskStatus(TaskState(data["status"]), results(data["outputs"], in: data))
  }

  func delete(_ task: ImageTask, _ call: CallOptions) async throws {
    throw failure.noDeletion(of: task)
  }

  private func results(_ items: JSONValue?, in value: JSONValue) -> TaskResults {
    TaskResults(
      sources: TaskResults.sources(items, configuration), reason: LenientJSON.text(value["fail_reason"]),
      reported: ReportedDetails(value, items: items))
  }

  /// An error in a response of status 200: `{error: {…}}`, or `{code, message}` with a code that is not a success.
  private static func errorBody(_ response: JSONValue) -> ServiceErrorBody? {
    switch response["error"] {
    // Unused members can be empty.
    case .object(let members)? where !members.isEmpty: return ServiceErrorBody(response)
    case .string(let text)? where !text.allSatisfy(\.isWhitespace): return ServiceErrorBody(response)
    default: break
    }
    guard let code = LenientJSON.integer(response["code"]), !(200..<300).contains(code), code != 0 else { return nil }
    return ServiceErrorBody(response)
  }

  private func generation(_ request: PreparedRequest) throws -> APIOperation<OneRouter.CreateImageGeneration.Output> {
    let options = request.request
    var body = OneRouter.CreateImageGeneration.Body(model: model(request), prompt: options.prompt)
    body.seed = options.seed
    body.n = options.count == 1 ? nil : options.count
    let size = size(request)
    // Models other than Seedream take a string.
    let isString = request.capabilities == nil
    if case .pixels(let width, let height)? = size, !isString { body.size = .init(height: height, width: width) }
    var operation = OneRouter.createImageGeneration(body: body)
    if let size, body.size == nil { operation.json(try json(body, size: .string(size.description))) }
    return operation
  }

  private func edit(_ request: PreparedRequest) throws -> APIOperation<OneRouter.CreateImageEdit.Output> {
    let options = request.request
    let references = StreamedReferences(request.references)
    var body = OneRouter.CreateImageEdit.Body(
      model: model(request), prompt: options.prompt, imageURLs: references.texts)
    body.seed = options.seed
    body.n = options.count == 1 ? nil : options.count
    let size = size(request)
    if case .pixels(let width, let height)? = size, request.capabilities != nil {
      // The documentation allows it in prose: a custom size is an object.
      let json = try json(body, size: ["width": .int(width), "height": .int(height)])
      var operation = OneRouter.createImageEdit(body: body)
      operation.json(json)
      return try references.streaming(json, in: operation)
    }
    body.size = size.map { .init(rawValue: $0.description) }
    return try references.streaming(body, in: OneRouter.createImageEdit(body: body))
  }

  /// A body with a size of another type than the document's.
  private func json(_ body: some JSONCodable, size: JSONValue) throws -> JSONValue {
    var value = try JSONValue(encoding: body)
    value["size"] = size
    return value
  }

  /// The model's full name, which depends on whether there are reference pictures.
  private func model(_ request: PreparedRequest) -> String {
    guard request.capabilities != nil else { return request.model }
    return request.model + (request.references.isEmpty ? "-text-to-image" : "-image-to-image")
  }

  /// The size in a form that the operation takes: a level as a square, a ratio as a name or a recommended size.
  private func size(_ request: PreparedRequest) -> ImageSize? {
    guard let size = request.request.size, request.capabilities != nil else { return request.request.size }
    let isEdit = !request.references.isEmpty
    switch size {
    case .level(let level):
      if isEdit && level != "1K" { return .named("auto_\(level)") }
      let side = Self.sides[level, default: 4096]
      return .pixels(width: side, height: side)
    case .ratio(let width, let height):
      if isEdit, let name = Self.names["\(width):\(height)"] { return .named(name) }
      return ImageShape.pixels(ratio: width, height).map { .pixels(width: $0.width, height: $0.height) } ?? size
    case .pixels, .named: return size
    }
  }

  private static let sides = ["1K": 1024, "2K": 2048]

  private static let names = [
    "1:1": "square_hd", "4:3": "landscape_4_3", "3:4": "portrait_4_3", "16:9": "landscape_16_9",
    "9:16": "portrait_16_9",
  ]
}
