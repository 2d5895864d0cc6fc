/// Collects the limits that a request exceeds, and warnings about it.
struct RequestCheck {
  var limits: [SeedreamError.ExceededLimit] = []
  var warnings: [ImageWarning] = []

  mutating func refuse(_ message: String, _ source: String) {
    limits.append(SeedreamError.ExceededLimit(message: message, source: source))
  }

  mutating func warn(_ message: String, _ source: String? = nil) {
    warnings.append(ImageWarning(message, source: source))
  }

  mutating func checkUnknownModel(_ name: String, _ capabilities: ServiceCapabilities) {
    let known = capabilities.models.map(\.model).joined(separator: ", ")
    let service = capabilities.service.name
    if name.isEmpty {
      refuse("The name of the model is empty; \(service) has \(known).", capabilities.service.documentation)
    } else if capabilities.takesOtherModels {
      warn("\(service)'s model '\(name)' is not known here and its limits can't be checked; known: \(known).")
    } else {
      refuse("\(service) has no model '\(name)'; it has \(known).", capabilities.service.documentation)
    }
  }

  mutating func checkPrompt(_ prompt: String, _ service: ImageService) {
    if prompt.allSatisfy(\.isWhitespace) {
      refuse("The prompt is empty; say what to draw.", "\(service.documentation), prompt")
    }
    guard service == .novita else { return }
    let words = prompt.split(whereSeparator: \.isWhitespace).count
    let ideographs = prompt.unicodeScalars.filter { (0x4E00...0x9FFF).contains($0.value) }.count
    if words > 600 || ideographs > 300 {
      warn(
        "The prompt is longer than the recommended 600 words or 300 Chinese characters; details may get lost.",
        "Novita's documentation, page Seedream 4.0, prompt")
    }
  }

  mutating func checkCount(_ count: Int, _ model: ModelCapabilities?) {
    let maximum = model?.maximumCount
    if count < 1 {
      refuse("The number of pictures must be at least 1, not \(count).", maximum?.source ?? "this package")
    } else if let model, let maximum, count > maximum.value {
      let limit = maximum.value == 1 ? "one picture" : "at most \(maximum.value) pictures"
      refuse("\(model.model) draws \(limit) for one request, not \(count).", maximum.source)
    }
  }

  mutating func checkOptions(_ request: ImageRequest, _ model: ModelCapabilities) {
    if request.seed != nil && !model.seed.value {
      refuse("\(model.model) takes no seed; leave it out.", model.seed.source)
    }
    if request.watermark != nil && !model.watermark.value {
      refuse("\(model.model) has no watermark to switch; leave the choice out.", model.watermark.source)
    }
  }
}
