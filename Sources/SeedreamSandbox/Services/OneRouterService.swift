import OpenAPIDocument
import OpenAPISyntax

/// OneRouter: JSON in; pictures at once or, for some models, a task.
struct OneRouterService: Service {
  let store: SandboxStore

  private static let taskPrefix = "/v1/images/tasks/"
  private static let models = ["bytedance-seedream-v4-text-to-image", "bytedance-seedream-v4-image-to-image"]

  func operation(path: String) -> ServiceOperation? {
    switch path {
    case "/v1/images/generations": return ServiceOperation(name: "generations", point: .submit)
    case "/v1/images/edits": return ServiceOperation(name: "edits", point: .submit)
    default:
      guard path.hasPrefix(Self.taskPrefix), !path.dropFirst(Self.taskPrefix.count).contains("/") else { return nil }
      return ServiceOperation(name: "tasks", point: .poll, method: "GET")
    }
  }

  func response(to refusal: Refusal, operation: ServiceOperation?) -> SandboxResponse {
    var status = 400
    var type = "invalid_request_error"
    var fields: [(String, String)] = []
    switch refusal.kind {
    case .missingKey, .wrongKey, .unauthorized: (status, type) = (401, "authentication_error")
    case .noCredits: (status, type) = (402, "insufficient_credits")
    case .forbidden: (status, type) = (403, "permission_error")
    case .notFound, .unknownTask: (status, type) = (404, "not_found_error")
    case .methodNotAllowed: status = 405
    case .bodyTooLarge: status = 413
    case .invalidSize: status = 422
    case .moderated: (status, type) = (422, "content_policy_violation")
    case .rateLimited(let form, let milliseconds):
      (status, type) = (429, "rate_limit_error")
      fields = [form.field(milliseconds: milliseconds, now: store.options.now())]
    case .failure, .taskFailed: (status, type) = (500, "server_error")
    case .serverError(let wanted): (status, type) = (wanted, "server_error")
    case .errorInSuccess: (status, type) = (200, "server_error")
    case .invalidRequest, .invalid, .imageFormat, .imageBytes, .imagePixels, .imageSides: break
    }
    let code = refusal.kind == .errorInSuccess ? 502 : status
    return .json(
      [
        "error": [
          "code": .integer(code), "message": .string(refusal.message), "type": .string(type),
          "param": .string(refusal.field),
        ]
      ], status: status, fields: fields)
  }

  func responseWithoutData(to operation: ServiceOperation) -> SandboxResponse {
    .json(
      operation.name == "tasks"
        ? ["code": 200, "message": "success"] : ["created": .integer(store.options.now())])
  }

  func perform(_ operation: ServiceOperation, _ call: ServiceCall) throws(Refusal) -> SandboxResponse {
    operation.name == "tasks" ? try query(call) : try submit(operation.name, call)
  }

  private func submit(_ name: String, _ call: ServiceCall) throws(Refusal) -> SandboxResponse {
    guard let body = call.json, let prompt = body["prompt"]?.string, !prompt.isEmpty else {
      throw Refusal(.invalid, "prompt is required", "prompt")
    }
    let model = body["model"]?.string ?? ""
    let isKnown = Self.models.contains(model) || store.options.asynchronousModels.contains(model)
    guard isKnown else { throw Refusal(.invalid, "model \(model) does not exist", "model") }
    let count = body["n"]?.int ?? 1
    guard (1...15).contains(count) else { throw Refusal(.invalid, "n must be from 1 to 15", "n") }
    let size = try size(body["size"] ?? body["image_size"], isText: !Self.models.contains(model))
    let references = try references(body["image_urls"], isEdit: name == "edits")
    let seed = body["seed"]?.int
    let pictures = (0..<count).map { index in
      Picture(
        prompt: prompt, width: size.width, height: size.height, index: index, count: count,
        seed: UInt64(bitPattern: Int64(seed ?? 0)), references: references)
    }
    let task = TaskRecord(
      id: store.makeID(prefix: "task-"), model: model, pictures: pictures, seed: seed, start: store.options.now(),
      faults: call.faults)
    if call.faults.contains(.async) || store.options.asynchronousModels.contains(model) {
      store.add(task)
      return .json([
        "code": 200, "message": "success",
        "data": [
          "task_id": call.faults.contains(.missingTaskID) ? nil : .string(task.id), "object": "image",
          "model": .string(model), "status": "created",
          "urls": ["query": .string(store.url + Self.taskPrefix + task.id)],
        ],
      ])
    }
    if task.faults.contains(.failedTask) { throw Refusal(.taskFailed, "Generation failed (simulated)") }
    store.add(task)
    let isInline = body["output_format"]?.string == "b64_json" || task.faults.contains(.base64)
    return .json(["data": .array(pictureObjects(task, isInline: isInline)), "created": .integer(task.start)])
  }

  /// The hashes of reference images.
  private func references(_ links: JSONNode?, isEdit: Bool) throws(Refusal) -> [UInt64] {
    guard let links else { return [] }
    let references = try links.elements.map { link throws(Refusal) in
      try ReferenceRules.anyImage.check(link: link.string ?? "", "image_urls")
    }
    guard !references.isEmpty || !isEdit else {
      throw Refusal(.invalid, "image_urls must name at least one image", "image_urls")
    }
    // Of more than ten images only the last ten are used, as the documentation says.
    return Array(references.suffix(10))
  }

  /// The objects of a task's pictures; unused members are empty strings, as in the documentation.
  private func pictureObjects(_ task: TaskRecord, isInline: Bool) -> [JSONText] {
    if task.faults.contains(.noPictures) { return [] }
    let unused: JSONText = task.faults.contains(.nulls) ? .null : ""
    let failed = task.faults.first(of: .failedItems)?.value ?? 0
    return task.pictures.indices.map { index in
      if index < failed { return .failedItem }
      if task.faults.contains(.emptyLinks) { return ["url": "", "b64_json": unused, "revised_prompt": unused] }
      if isInline {
        let file = store.file(task.pictures[index])
        return ["url": unused, "b64_json": .string(Base64.encode(file.bytes)), "revised_prompt": unused]
      }
      return ["url": .string(store.link(of: task, index)), "b64_json": unused, "revised_prompt": unused]
    }
  }

  private func query(_ call: ServiceCall) throws(Refusal) -> SandboxResponse {
    guard let id = call.request.pathSegments.last, let task = store.poll(id), !task.faults.contains(.lostTask) else {
      throw Refusal(.unknownTask, "task not found", "task_id")
    }
    let state = task.state(store.options)
    var status =
      switch state {
      case .queued: "created"
      case .running: "in_progress"
      case .finished: "completed"
      case .failed: "failed"
      case .unknown(let number): "state_\(number)"
      }
    if task.faults.contains(.stateWords) { status = status.uppercased() }
    let isOver = state == .finished || state == .failed
    if isOver, let word = task.faults.undocumentedState { status = word }
    let unused: JSONText = task.faults.contains(.nulls) ? .null : ""
    let outputs: JSONText =
      state == .finished && !task.faults.endsWithoutPictures
      ? .links(store.links(of: task), faults: task.faults, key: "url") : .array([])
    return .json([
      "code": 200, "message": "success",
      "data": [
        "task_id": .string(task.id), "object": "image", "model": .string(task.model), "status": .string(status),
        "outputs": outputs,
        "fail_reason": state == .failed || (isOver && task.faults.contains(.oddStateWithReason))
          ? "Generation failed (simulated)" : unused,
      ],
    ])
  }

  /// The requested size: an object or a name, for other models than Seedream a text such as `1024x768` or `16:9`.
  private func size(_ value: JSONNode?, isText: Bool) throws(Refusal) -> PixelSize {
    guard let value else { return PixelSize(width: 2048, height: 2048) }
    if isText {
      guard let text = value.string, let size = Self.size(text) else {
        throw Refusal(.invalidSize, "size literal_error: a text as 1024x768 or 16:9 is needed", "size")
      }
      return size
    }
    if value.isObject {
      let size = PixelSize(width: value["width"]?.int ?? 0, height: value["height"]?.int ?? 0)
      guard 1024...4096 ~= size.width, 1024...4096 ~= size.height else {
        throw Refusal(.invalidSize, "size \(size): width and height must be from 1024 to 4096", "size")
      }
      return size
    }
    // Names of less than 921,600 pixels are scaled up to that many, keeping the ratio (documented for edits).
    switch value.string {
    case "auto", "auto_2K": return PixelSize(width: 2048, height: 2048)
    case "auto_4K": return PixelSize(width: 4096, height: 4096)
    case "square_hd": return PixelSize(width: 1024, height: 1024)
    case "square": return PixelSize(width: 960, height: 960)
    case "portrait_4_3": return PixelSize(width: 832, height: 1109)
    case "portrait_16_9": return PixelSize(width: 720, height: 1280)
    case "landscape_4_3": return PixelSize(width: 1109, height: 832)
    case "landscape_16_9": return PixelSize(width: 1280, height: 720)
    default: throw Refusal(.invalidSize, "size literal_error: neither a name nor width and height", "size")
    }
  }

  private static func size(_ text: String) -> PixelSize? {
    for (sign, unit) in [("x", 1), (":", 64)] {
      let numbers = text.split(separator: sign, omittingEmptySubsequences: false).map { Int($0) ?? 0 }
      if numbers.count == 2, numbers.allSatisfy({ 1...(4096 / unit) ~= $0 }) {
        return PixelSize(width: numbers[0] * unit, height: numbers[1] * unit)
      }
    }
    return nil
  }
}
