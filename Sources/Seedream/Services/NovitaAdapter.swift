import ImageAPIs
import OpenAPIClientRuntime

/// Novita: responds with links, some of them in objects or as base64, as other clients have seen.
struct NovitaAdapter: ServiceAdapter {
  let configuration: ServiceConfiguration
  let client: Novita.Client

  init(_ configuration: ServiceConfiguration, transport: any Transport, middleware: [any Middleware]) {
    self.configuration = configuration
    client = Novita.Client(
      token: configuration.key.bare, server: .init(url: configuration.server), transport: transport,
      middleware: middleware)
  }

  private var failure: CallFailure { CallFailure(configuration: configuration) }

  func submit(_ request: PreparedRequest, _ call: CallOptions) async throws -> Submission {
    let client = client.with { $0.apply(call, configuration) }
    let response: JSONValue
    switch try await client.lenientResponse(to: operation(request)) {
    case .json(let value): response = value
    case .unreadable(let error, let bytes): throw failure.unreadableResponse(error, bytes)
    }
    guard let images = response["images"], !images.isNull else {
      let errorBody = ServiceErrorBody(response)
      if errorBody.name != nil || errorBody.code != nil || response["error"] != nil {
        let error = errorBody.error(configuration, status: 200)
        throw error.kind == .serviceFailed ? failure.possiblyCharged(error) : error
      }
      throw failure.unreadableResponse(response, "responded without pictures")
    }
    return .images(
      TaskResults(
        sources: TaskResults.sources(images, configuration), reported: ReportedDetails(response, items: images)))
  }

  func status(of task: ImageTask, _ call: CallOptions) async throws -> ServiceTaskStatus {
    throw SeedreamError(
      .refused,
      "Novita responds with the pictures themselves and has no tasks; '\(task.id)' can't be looked up.",
      service: .novita, task: task)
  }

  func delete(_ task: ImageTask, _ call: CallOptions) async throws {
    throw failure.noDeletion(of: task)
  }

  private func operation(_ request: PreparedRequest) throws -> APIOperation<Novita.ImagesResponse> {
    let options = request.request
    let size = Self.size(options.size)
    let isSequence = options.count > 1
    let references = StreamedReferences(request.references)
    let images = references.texts.isEmpty ? nil : references.texts
    switch request.model {
    case "seedream-4.5":
      let body = Novita.Seedream45Request(
        size: size, image: images, prompt: options.prompt, watermark: options.watermark,
        sequentialImageGeneration: isSequence ? .auto : nil,
        sequentialImageGenerationOptions: isSequence ? .init(maxImages: options.count) : nil)
      return try references.streaming(body, in: Novita.seedream45(body: body))
    case "seedream-5.0-lite":
      let body = Novita.Seedream50LiteRequest(
        size: size, image: images, prompt: options.prompt, watermark: options.watermark,
        sequentialImageGeneration: isSequence ? .auto : nil,
        sequentialImageGenerationOptions: isSequence ? .init(maxImages: options.count) : nil)
      return try references.streaming(body, in: Novita.seedream50Lite(body: body))
    default:
      let body = Novita.Seedream40Request(
        prompt: options.prompt, images: images, size: size, sequentialImageGeneration: isSequence ? .auto : nil,
        maxImages: isSequence ? options.count : nil, watermark: options.watermark)
      return try references.streaming(body, in: Novita.seedream40(body: body))
    }
  }

  /// A ratio as the size that the documentation recommends for it, any other size as it is.
  private static func size(_ size: ImageSize?) -> String? {
    if case .ratio(let width, let height)? = size, let pixels = ImageShape.pixels(ratio: width, height) {
      return "\(pixels.width)x\(pixels.height)"
    }
    return size?.description
  }
}
