import OpenAPIDocument

/// TensorsLab: multipart in, a task out; errors are codes in HTTP 200 responses.
struct TensorsLabService: Service {
  let store: SandboxStore

  static let success = 1000
  static let failure = 9999
  static let noCredits = 9000

  func operation(path: String) -> ServiceOperation? {
    switch path {
    case "/v1/images/seedreamv4", "/v1/images/seedreamv45", "/v1/images/seedreamv5", "/v1/images/zimage":
      ServiceOperation(name: String(path.dropFirst("/v1/images/".count)), point: .submit)
    case "/v1/images/infobytaskid": ServiceOperation(name: "infobytaskid", point: .poll)
    case "/v1/images/deleteimagestask": ServiceOperation(name: "deleteimagestask", point: nil)
    default: nil
    }
  }

  func response(to refusal: Refusal, operation: ServiceOperation?) -> SandboxResponse {
    var status = 200
    var code = Self.failure
    var fields: [(String, String)] = []
    switch refusal.kind {
    case .invalidRequest: status = 400
    case .notFound: status = 404
    case .methodNotAllowed: status = 405
    case .bodyTooLarge: status = 413
    case .unauthorized: status = 401
    case .forbidden: status = 403
    case .serverError(let wanted): status = wanted
    case .rateLimited(let form, let milliseconds):
      status = 429
      fields = [form.field(milliseconds: milliseconds, now: store.options.now())]
    case .noCredits: code = Self.noCredits
    default: if operation?.name == "deleteimagestask" { status = 400 }
    }
    return .json(["code": .integer(code), "msg": .string(refusal.message)], status: status, fields: fields)
  }

  func responseWithoutData(to operation: ServiceOperation) -> SandboxResponse {
    .json(["code": .integer(Self.success), "msg": "OK"])
  }

  func perform(_ operation: ServiceOperation, _ call: ServiceCall) throws(Refusal) -> SandboxResponse {
    switch operation.name {
    case "infobytaskid": try query(call)
    case "deleteimagestask": try delete(call)
    default: try submit(operation.name, call)
    }
  }

  private func submit(_ model: String, _ call: ServiceCall) throws(Refusal) -> SandboxResponse {
    let form = call.form
    guard let prompt = form.text("prompt"), !prompt.isEmpty else {
      throw Refusal(.invalid, "prompt is required", "prompt")
    }
    let count = form.text("batchsize").map { Int($0) ?? 0 } ?? 1
    guard (1...15).contains(count) else { throw Refusal(.invalid, "batchsize must be from 1 to 15", "batchsize") }
    let size = try Self.rules(model).size(form.text("resolution"), field: "resolution")
    var references: [UInt64] = []
    for part in form.parts where part.name == "sourceImage" {
      references.append(try ReferenceRules.anyImage.check(part.content, "sourceImage"))
    }
    if references.isEmpty, let link = form.text("imageUrl"), !link.isEmpty {
      guard ReferenceRules.isWebLink(link) else {
        throw Refusal(.invalid, "imageUrl must be an http or https link", "imageUrl")
      }
      references.append(RandomSource.hash(link))
    }
    let seed = form.text("seed").flatMap { Int($0) }
    let id = store.makeID(prefix: "sb")
    let pictures = (0..<count).map { index in
      Picture(
        prompt: prompt, width: size.width, height: size.height, index: index, count: count,
        seed: UInt64(bitPattern: Int64(seed ?? 0)), references: references)
    }
    store.add(
      TaskRecord(
        id: id, model: form.text("category") ?? model, pictures: pictures, seed: seed, start: store.options.now(),
        faults: call.faults))
    let unused: JSONText? = call.faults.unusedField
    let data: JSONText =
      call.faults.contains(.missingTaskID) ? ["url": unused] : ["taskid": .string(id), "url": unused]
    return .json(
      ["code": .integer(Self.success), "msg": "Task created successfully", "data": data])
  }

  private func query(_ call: ServiceCall) throws(Refusal) -> SandboxResponse {
    guard let id = call.json?["taskid"]?.string, let task = store.poll(id), !task.faults.contains(.lostTask) else {
      throw Refusal(.unknownTask, "Task not found", "taskid")
    }
    let state = task.state(store.options)
    let unused: JSONText? = task.faults.unusedField
    let number =
      switch state {
      case .queued: 1
      case .running: 2
      case .finished: 3
      case .failed: 4
      case .unknown(let number): number
      }
    var status: JSONText = .integer(number)
    if task.faults.contains(.stateWords) {
      status = .string(["QUEUED", "PROCESSING", "COMPLETED", "FAILED"][min(max(number, 1), 4) - 1])
    }
    let isOver = state == .finished || state == .failed
    if isOver, let word = task.faults.undocumentedState { status = .string(word) }
    let hasPictures = state == .finished && !task.faults.endsWithoutPictures
    let links: JSONText =
      hasPictures ? .links(store.links(of: task), faults: task.faults, key: "url") : unused ?? .array([])
    return .json([
      "code": .integer(Self.success), "msg": "OK",
      "data": [
        "taskid": .string(task.id), "category": .string(task.model),
        "prompt": task.pictures.first.map { .string($0.prompt) }, "negative": unused,
        "starttime": .string(TimeText.dateAndTime(task.start)), "image_status": status, "url": links,
        "width": task.pictures.first.map { .integer($0.width) },
        "height": task.pictures.first.map { .integer($0.height) },
        "origseed": task.seed.map { .integer($0) },
        "error_message": state == .failed || (isOver && task.faults.contains(.oddStateWithReason))
          ? "Generation failed (simulated)" : unused,
      ],
    ])
  }

  private func delete(_ call: ServiceCall) throws(Refusal) -> SandboxResponse {
    let ids = call.json?["taskids"]?.elements.compactMap(\.string) ?? []
    guard !ids.isEmpty else { throw Refusal(.invalid, "taskids must name at least one task", "taskids") }
    if let unknown = store.delete(ids) { throw Refusal(.unknownTask, "Task not found: \(unknown)", "taskids") }
    return .json(["code": .integer(Self.success), "msg": "Successfully", "data": ["status": "Success"]])
  }

  /// The sizes of a model.
  ///
  /// Only the page for v4.5 states pixel limits; the other models get those of Seedream 4.0. All take levels, because the
  /// vendor's own client sends "2K" to every model.
  private static func rules(_ model: String) -> SizeRules {
    let square = PixelSize(width: 2048, height: 2048)
    switch model {
    case "seedreamv45":
      return SizeRules(
        levels: ["2K": 2048, "4K": 4096], allowsRatios: true, pixels: 3_686_400...16_777_216, fallback: square)
    case "zimage":
      return SizeRules(
        levels: SizeRules.allLevels, allowsRatios: true, pixels: 1...16_777_216, ratioPixels: 1 << 20,
        fallback: PixelSize(width: 1024, height: 1024))
    default:
      return SizeRules(
        levels: SizeRules.allLevels, allowsRatios: true, pixels: 1_048_576...16_777_216, fallback: square)
    }
  }
}
