import ImageAPIs
import OpenAPIClientRuntime

/// OneRouter: pictures at once or, for some models, a task; told apart by `data` being an array or an object.
struct OneRouterAdapter: ServiceAdapter {
  let configuration: ServiceConfiguration
  let client: OneRouter.Client

  init(_ configuration: ServiceConfiguration, transport: any Transport, middleware: [any Middleware]) {
    self.configuration = configuration
    client = OneRouter.Client(
      authorization: configuration.key.header, server: .init(url: configuration.server), transport: transport,
      middleware: middleware)
  }

  func submit(_ request: PreparedRequest, _ call: CallOptions) async throws -> Submission {
    let client = client.with { $0.apply(call, configuration) }
    let answer: JSONValue
    if request.references.isEmpty {
      answer = try await client.lenientAnswer(to: generation(request))
    } else {
      answer = try await client.lenientAnswer(to: edit(request))
    }
    if let complaint = Self.complaint(answer) {
      let error = complaint.error(configuration, status: 200)
      // Such an error can come after the drawing began (docs.onerouter.pro/api-reference/errors).
      throw error.kind == .serviceFailed ? CallFailure(configuration: configuration).doubtful(error) : error
    }
    switch answer["data"] {
    case .array(let items)?:
      return .images(items.flatMap { LenientJSON.sources($0, server: configuration.server) })
    case .object?:
      if let task = LenientJSON.text(answer["data"]?["task_id"]) { return .task(task) }
      let images = LenientJSON.sources(answer["data"]?["outputs"], server: configuration.server)
      if !images.isEmpty { return .images(images) }
      throw CallFailure(configuration: configuration).unknown("accepted the request without naming its task")
    default:
      throw CallFailure(configuration: configuration).unknown("answered with neither pictures nor a task")
    }
  }

  func status(of task: ImageTask, _ call: CallOptions) async throws -> ServiceTaskStatus {
    let client = client.with { $0.apply(call, configuration) }
    let answer = try await client.lenientAnswer(to: OneRouter.getImageTask(taskID: task.id))
    if let complaint = Self.complaint(answer) {
      var error = complaint.error(configuration, status: 200, isQuestion: true)
      error.isTransient = error.kind == .rateLimited || error.kind == .serviceFailed
      throw error
    }
    let data = answer["data"] ?? .null
    let images = LenientJSON.sources(data["outputs"], server: configuration.server)
    switch LenientJSON.text(data["status"])?.lowercased() {
    case "completed"?, "succeeded"?: return .finished(images)
    case "failed"?, "error"?: return .failed(LenientJSON.text(data["fail_reason"]) ?? "")
    case "created"?, "queued"?: return .queued
    default: return .running
    }
  }

  /// An error inside a success: `{error: {…}}`, or `{code, message}` with a code that is none of success.
  private static func complaint(_ answer: JSONValue) -> Complaint? {
    switch answer["error"] {
    // Fields that aren't used come empty.
    case .object(let members)? where !members.isEmpty: return Complaint(answer)
    case .string(let text)? where !text.allSatisfy(\.isWhitespace): return Complaint(answer)
    default: break
    }
    guard let code = LenientJSON.integer(answer["code"]), !(200..<300).contains(code), code != 0 else { return nil }
    return Complaint(answer)
  }

  private func generation(_ request: PreparedRequest) throws -> APIOperation<OneRouter.ImageOutput> {
    let wish = request.request
    var body = OneRouter.CreateImageGeneration.Body(model: model(request), prompt: wish.prompt)
    body.seed = wish.seed
    body.n = wish.count == 1 ? nil : wish.count
    let size = size(request)
    // Other models than Seedream take width and height as a text.
    let isText = request.capabilities == nil
    if case .pixels(let width, let height)? = size, !isText { body.size = .init(height: height, width: width) }
    var operation = OneRouter.createImageGeneration(body)
    if let size, body.size == nil { operation.json(try json(body, size: .string(size.description))) }
    return operation
  }

  private func edit(_ request: PreparedRequest) throws -> APIOperation<OneRouter.ImageOutput> {
    let wish = request.request
    var links: [String] = []
    for reference in request.references { links.append(try reference.jsonText()) }
    var body = OneRouter.CreateImageEdit.Body(model: model(request), prompt: wish.prompt, imageURLs: links)
    body.seed = wish.seed
    body.n = wish.count == 1 ? nil : wish.count
    let size = size(request)
    switch size {
    case .named(let name)?: body.size = .init(rawValue: name)
    case .level(let text)?: body.size = .init(rawValue: text)
    case .ratio?: body.size = .init(rawValue: size?.description ?? "")
    case .pixels? where request.capabilities == nil: body.size = .init(rawValue: size?.description ?? "")
    case .pixels?, nil: break
    }
    var operation = OneRouter.createImageEdit(body)
    if case .pixels(let width, let height)? = size, body.size == nil {
      // The page allows it in prose: a custom size is an object.
      operation.json(try json(body, size: ["width": .int(width), "height": .int(height)]))
    }
    return operation
  }

  /// A body with a size in another form than the document's.
  private func json(_ body: some JSONCodable, size: JSONValue) throws -> JSONValue {
    var value = try JSONValue(encoding: body)
    value["size"] = size
    return value
  }

  /// The model's full name: the page for text and the one for pictures name it differently.
  private func model(_ request: PreparedRequest) -> String {
    guard request.capabilities != nil else { return request.model }
    return request.model + (request.references.isEmpty ? "-text-to-image" : "-image-to-image")
  }

  /// The size in a form that this operation takes.
  private func size(_ request: PreparedRequest) -> ImageSize? {
    guard let size = request.request.size, request.capabilities != nil else { return request.request.size }
    let isEdit = !request.references.isEmpty
    switch size {
    case .level(let level):
      if isEdit && level != "1K" { return .named("auto_\(level)") }
      let side = level == "1K" ? 1024 : level == "2K" ? 2048 : 4096
      return .pixels(width: side, height: side)
    case .ratio(let width, let height):
      if isEdit, let name = Self.names["\(width):\(height)"] { return .named(name) }
      return ImageShape.pixels(ratio: width, height).map { .pixels(width: $0.width, height: $0.height) } ?? size
    case .pixels, .named: return size
    }
  }

  private static let names = [
    "1:1": "square_hd", "4:3": "landscape_4_3", "3:4": "portrait_4_3", "16:9": "landscape_16_9",
    "9:16": "portrait_16_9",
  ]
}
