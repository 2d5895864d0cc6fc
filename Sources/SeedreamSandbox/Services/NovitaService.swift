import OpenAPIDocument
import OpenAPISyntax

/// Novita: JSON in, links out; errors have names and HTTP statuses.
struct NovitaService: Service {
  let store: SandboxStore

  func operation(path: String) -> ServiceOperation? {
    switch path {
    case "/v3/seedream-4.0", "/v3/seedream-4.5", "/v3/seedream-5.0-lite":
      ServiceOperation(name: String(path.dropFirst("/v3/".count)), point: .submit)
    default: nil
    }
  }

  func response(to refusal: Refusal, operation: ServiceOperation?) -> SandboxResponse {
    var fields: [(String, String)] = []
    let (status, reason) =
      switch refusal.kind {
      case .missingKey: (400, "MISSING_API_KEY")
      case .wrongKey, .unauthorized: (403, "INVALID_API_KEY")
      case .invalidRequest, .invalid: (400, "INVALID_REQUEST_BODY")
      case .bodyTooLarge: (413, "INVALID_REQUEST_BODY")
      case .notFound: (404, "API_NOT_FOUND")
      case .methodNotAllowed: (405, "API_NOT_FOUND")
      case .invalidSize, .imageSides: (400, "INVALID_IMAGE_SIZE")
      case .imageFormat: (400, "INVALID_IMAGE_FORMAT")
      case .imageBytes: (400, "IMAGE_FILE_EXCEEDS_MAX_SIZE")
      case .imagePixels: (400, "IMAGE_EXCEEDS_MAX_RESOLUTION")
      case .unknownTask: (404, "TASK_NOT_FOUND")
      case .failure, .taskFailed: (500, "TASK_FAILED")
      case .noCredits: (400, "BILLING_BALANCE_NOT_ENOUGH")
      case .forbidden: (403, "API_NOT_ALLOWED")
      case .moderated: (400, "ILLEGAL_PROMPT")
      case .rateLimited: (429, "RATE_LIMIT_EXCEEDED")
      case .serverError(let wanted): (wanted, "CREATE_TASK_FAILED")
      case .errorInSuccess: (200, "TASK_FAILED")
      }
    if case .rateLimited(let form, let milliseconds) = refusal.kind {
      fields = [form.field(milliseconds: milliseconds, now: store.options.now())]
    }
    return .json(
      [
        "code": .integer(refusal.kind == .errorInSuccess ? 500 : status), "reason": .string(reason),
        "message": .string(refusal.message), "metadata": [:],
      ], status: status, fields: fields)
  }

  func responseWithoutData(to operation: ServiceOperation) -> SandboxResponse {
    .json([:])
  }

  func perform(_ operation: ServiceOperation, _ call: ServiceCall) throws(Refusal) -> SandboxResponse {
    guard let body = call.json, let prompt = body["prompt"]?.string, !prompt.isEmpty else {
      throw Refusal(.invalid, "prompt is required", "prompt")
    }
    let model = Model.of(operation.name)
    let size = try model.sizes.size(body["size"]?.string, field: "size")
    let images = body[model.imagesField]?.elements
    let references =
      try images?.map { image throws(Refusal) in
        try model.references.check(link: image.string ?? "", model.imagesField)
      } ?? []
    guard references.count <= model.imagesLimit else {
      throw Refusal(.invalid, "\(model.imagesField): more than \(model.imagesLimit) images", model.imagesField)
    }
    let count = try count(body, model, inputs: references.count)
    let hasWatermark = body["watermark"]?.bool ?? true
    let pictures = (0..<count).map { index in
      Picture(
        prompt: prompt, width: size.width, height: size.height, index: index, count: count, references: references,
        hasWatermark: hasWatermark)
    }
    let task = TaskRecord(
      id: store.makeID(prefix: "nv"), model: operation.name, pictures: pictures, start: store.options.now(),
      faults: call.faults)
    if task.faults.contains(.failedTask) { throw Refusal(.taskFailed, "Generation failed (simulated)") }
    store.add(task)
    if task.faults.contains(.base64) {
      return .json(["images": .strings(pictures.map { Base64.encode(store.file($0).bytes) })])
    }
    return .json(["images": .links(store.links(of: task), faults: task.faults, key: "image_url")])
  }

  /// How many pictures to draw: with `auto` the real model decides, and this one draws as many as are allowed.
  private func count(_ body: JSONNode, _ model: Model, inputs: Int) throws(Refusal) -> Int {
    guard body["sequential_image_generation"]?.string == "auto" else { return 1 }
    let options = model.hasOptions ? body["sequential_image_generation_options"] : body
    guard let wanted = options?["max_images"]?.int else { return 15 - inputs }
    guard (1...15).contains(wanted) else {
      throw Refusal(.invalid, "max_images must be from 1 to 15", "max_images")
    }
    guard wanted + inputs <= 15 else {
      throw Refusal(
        .invalid, "\(inputs) reference images and \(wanted) generated ones are more than 15", "max_images")
    }
    return wanted
  }

  /// Where the three models differ.
  private struct Model {
    var imagesField: String
    var imagesLimit: Int
    var hasOptions: Bool
    var sizes: SizeRules
    var references: ReferenceRules

    static func of(_ name: String) -> Model {
      let square = PixelSize(width: 2048, height: 2048)
      // Only the page for 4.0 limits the pictures themselves.
      var references = ReferenceRules(formats: [.jpeg, .png, .webp, .bmp, .tiff, .gif])
      switch name {
      case "seedream-4.0":
        references = ReferenceRules(
          formats: [.jpeg, .png], bytes: 10 << 20, pixels: 36_000_000, sideAbove: 14, ratioLimit: 3)
        return Model(
          imagesField: "images", imagesLimit: 10, hasOptions: false,
          sizes: SizeRules(
            levels: ["1K": 1024, "2K": 2048, "4K": 4096], allowsRatios: false, pixels: 1_048_576...16_777_216,
            fallback: square), references: references)
      case "seedream-4.5":
        return Model(
          imagesField: "image", imagesLimit: 14, hasOptions: true,
          sizes: SizeRules(
            levels: ["2K": 2048, "4K": 4096], allowsRatios: false, pixels: 3_686_400...16_777_216, fallback: square),
          references: references)
      default:
        return Model(
          imagesField: "image", imagesLimit: 14, hasOptions: true,
          sizes: SizeRules(
            levels: ["2K": 2048, "3K": 3072], allowsRatios: false, pixels: 3_686_400...10_404_496, fallback: square),
          references: references)
      }
    }
  }
}
