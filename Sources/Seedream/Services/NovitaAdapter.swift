import ImageAPIs
import OpenAPIClientRuntime

/// Novita: answers with links, which clients have also seen as objects and as base64.
struct NovitaAdapter: ServiceAdapter {
  let configuration: ServiceConfiguration
  let client: Novita.Client

  init(_ configuration: ServiceConfiguration, transport: any Transport, middleware: [any Middleware]) {
    self.configuration = configuration
    client = Novita.Client(
      token: configuration.key.bare, server: .init(url: configuration.server), transport: transport,
      middleware: middleware)
  }

  func submit(_ request: PreparedRequest, _ call: CallOptions) async throws -> Submission {
    let client = client.with { $0.apply(call, configuration) }
    let answer = try await client.lenientAnswer(to: operation(request))
    guard let images = answer["images"], !images.isNull else {
      let complaint = Complaint(answer)
      if complaint.name != nil || complaint.code != nil || answer["error"] != nil {
        let error = complaint.error(configuration, status: 200)
        throw error.kind == .serviceFailed ? CallFailure(configuration: configuration).doubtful(error) : error
      }
      throw CallFailure(configuration: configuration).unknown("answered without pictures")
    }
    return .images(LenientJSON.sources(images, server: configuration.server))
  }

  func status(of task: ImageTask, _ call: CallOptions) async throws -> ServiceTaskStatus {
    throw SeedreamError(
      .refused,
      "Novita answers with the pictures themselves and has no tasks to ask for; '\(task.id)' can't be looked up.",
      service: .novita, task: task)
  }

  private func operation(_ request: PreparedRequest) throws -> APIOperation<Novita.ImagesResponse> {
    let wish = request.request
    let size = Self.size(wish.size)
    let isSequence = wish.count > 1
    var references: [String] = []
    for reference in request.references { references.append(try reference.jsonText()) }
    let images = references.isEmpty ? nil : references
    switch request.model {
    case "seedream-4.5":
      return Novita.seedream45(
        .init(
          size: size, image: images, prompt: wish.prompt, watermark: wish.watermark,
          sequentialImageGeneration: isSequence ? .auto : nil,
          sequentialImageGenerationOptions: isSequence ? .init(maxImages: wish.count) : nil))
    case "seedream-5.0-lite":
      return Novita.seedream50Lite(
        .init(
          size: size, image: images, prompt: wish.prompt, watermark: wish.watermark,
          sequentialImageGeneration: isSequence ? .auto : nil,
          sequentialImageGenerationOptions: isSequence ? .init(maxImages: wish.count) : nil))
    default:
      return Novita.seedream40(
        .init(
          prompt: wish.prompt, images: images, size: size, sequentialImageGeneration: isSequence ? .auto : nil,
          maxImages: isSequence ? wish.count : nil, watermark: wish.watermark))
    }
  }

  /// Levels and pixels as they are; a ratio as the size that the page recommends for it.
  private static func size(_ size: ImageSize?) -> String? {
    if case .ratio(let width, let height)? = size, let pixels = ImageShape.pixels(ratio: width, height) {
      return "\(pixels.width)x\(pixels.height)"
    }
    return size?.description
  }
}
