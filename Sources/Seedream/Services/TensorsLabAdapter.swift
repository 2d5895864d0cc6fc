import ImageAPIs
import OpenAPIClientRuntime

/// TensorsLab: business codes inside HTTP 200, tasks with numbered states, links as a string or an array.
struct TensorsLabAdapter: ServiceAdapter {
  let configuration: ServiceConfiguration
  let client: TensorsLab.Client

  init(_ configuration: ServiceConfiguration, transport: any Transport, middleware: [any Middleware]) {
    self.configuration = configuration
    client = TensorsLab.Client(
      apiKey: configuration.key.header, server: .init(url: configuration.server), transport: transport,
      middleware: middleware)
  }

  func submit(_ request: PreparedRequest, _ call: CallOptions) async throws -> Submission {
    let client = client.with { $0.apply(call, configuration) }
    let answer = try await client.lenientAnswer(to: operation(request))
    guard let code = LenientJSON.integer(answer["code"]) ?? (answer["data"]?.object == nil ? nil : Self.success) else {
      throw CallFailure(configuration: configuration).unknown("answered with something unreadable")
    }
    guard code == Self.success else { throw Complaint(answer).error(configuration, status: 200) }
    if let task = LenientJSON.text(answer["data"]?["taskid"]) { return .task(task) }
    let images = LenientJSON.sources(answer["data"]?["url"], server: configuration.server)
    guard !images.isEmpty else {
      throw CallFailure(configuration: configuration).unknown("accepted the request without naming its task")
    }
    return .images(images)
  }

  func status(of task: ImageTask, _ call: CallOptions) async throws -> ServiceTaskStatus {
    let client = client.with { $0.apply(call, configuration) }
    let answer = try await client.lenientAnswer(to: TensorsLab.infoByTaskID(.init(taskid: task.id)))
    if let code = LenientJSON.integer(answer["code"]), code != Self.success {
      var error = Complaint(answer).error(configuration, status: 200, isQuestion: true)
      // A refusal to tell may pass, as the vendor's clients have it; an empty account or a wrong key does not.
      error.isTransient = error.kind != .insufficientCredits && error.kind != .keyRefused
      throw error
    }
    guard let data = answer["data"], data.object != nil else {
      var error = SeedreamError(
        .unreadableAnswer, "TensorsLab told nothing about task \(task.id).", service: .tensorsLab)
      error.isTransient = true
      throw error
    }
    let images = LenientJSON.sources(data["url"], server: configuration.server)
    switch LenientJSON.integer(data["image_status"]) {
    case 1: return .queued
    case 3: return .finished(images)
    case 4: return .failed(LenientJSON.text(data["error_message"]) ?? LenientJSON.text(data["message"]) ?? "")
    case nil: return images.isEmpty ? .running : .finished(images)
    // 2 is "processing"; what no document names counts as still running, too.
    default: return .running
    }
  }

  private static let success = 1000

  private func operation(_ request: PreparedRequest) -> APIOperation<TensorsLab.GeneralResponse> {
    let wish = request.request
    let size = wish.size?.description
    let count = wish.count == 1 ? nil : wish.count
    var files: [FilePart] = []
    var link: String?
    for reference in request.references {
      switch reference {
      case .link(let address): link = address
      case .file(let path, let kind, _, _): files.append(.file(path, contentType: kind.mediaType))
      case .bytes(let bytes, let kind):
        let name = "image\(files.count + 1).\(kind.fileExtension)"
        files.append(.bytes(bytes, filename: name, contentType: kind.mediaType))
      }
    }
    switch request.model {
    case "seedreamv4":
      return TensorsLab.seeDreamV4(
        .init(
          prompt: wish.prompt, batchsize: count, resolution: size.map { .init(rawValue: $0) }, sourceImage: files,
          imageURL: link))
    case "seedreamv5":
      return TensorsLab.seeDreamV5(
        .init(prompt: wish.prompt, batchsize: count, resolution: size, sourceImage: files, imageURL: link))
    case "zimage":
      // Its own default is written with an asterisk.
      let size = size.map { text in String(text.map { $0 == "x" ? "*" : $0 }) }
      return TensorsLab.zImage(.init(prompt: wish.prompt, resolution: size, seed: wish.seed))
    default:
      return TensorsLab.seeDreamV45(
        .init(prompt: wish.prompt, batchsize: count, resolution: size, sourceImage: files, imageURL: link))
    }
  }
}
