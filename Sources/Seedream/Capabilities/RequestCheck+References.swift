extension RequestCheck {
  mutating func references(
    _ references: [PreparedReference], _ request: ImageRequest, _ model: ModelCapabilities
  ) {
    guard !references.isEmpty else { return }
    guard let limits = model.references else {
      refuse("\(model.model) takes no reference pictures; leave them out.", model.service.documentation)
      return
    }
    let links = references.filter(\.isLink).count
    if let most = limits.count, references.count > most.value {
      refuse("\(model.model) takes at most \(most.value) reference pictures, not \(references.count).", most.source)
    }
    if let reason = limits.eitherFilesOrLinks, links > 0, links < references.count {
      refuse("\(model.model) takes either files or an address as references, not both.", reason)
    } else if let most = limits.links, links > most.value {
      refuse(
        "\(model.model) takes one address as reference, not \(links); download the pictures and give them as files.",
        most.source)
    }
    if let most = limits.togetherWithResults, references.count + request.count > most.value {
      refuse(
        "References and results of \(model.model) together may be at most \(most.value); these are "
          + "\(references.count) and \(request.count).", most.source)
    }
    for reference in references { look(at: reference, limits, model) }
  }

  private mutating func look(
    at reference: PreparedReference, _ limits: ReferenceCapabilities, _ model: ModelCapabilities
  ) {
    let name = "'\(reference.name)'"
    if let kinds = limits.kinds, let kind = reference.kind, !kinds.value.contains(kind) {
      let known = kinds.value.map(\.rawValue).joined(separator: ", ")
      refuse("\(name) is a \(kind.rawValue) file; \(model.model) takes \(known). Convert it first.", kinds.source)
    }
    if let most = limits.bytes, let count = reference.byteCount, count > Int64(most.value) {
      refuse("\(name) is larger than the \(most.value / 1_048_576) MB that \(model.model) takes.", most.source)
    }
    guard let dimensions = reference.dimensions else { return }
    let size = "\(dimensions.width)x\(dimensions.height)"
    if let least = limits.shortestSide, min(dimensions.width, dimensions.height) < least.value {
      refuse("\(name) is \(size); \(model.model) needs sides of at least \(least.value) pixels.", least.source)
    }
    if let most = limits.totalPixels, dimensions.pixelCount > most.value {
      refuse("\(name) is \(size); \(model.model) takes at most \(grouped(most.value)) pixels.", most.source)
    }
    if let range = limits.aspectRatio, !range.value.contains(dimensions.aspectRatio) {
      refuse("\(name) is \(size); \(model.model) takes ratios of width to height from 1:3 to 3:1.", range.source)
    }
  }
}
