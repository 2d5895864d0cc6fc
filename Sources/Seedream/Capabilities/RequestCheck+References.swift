extension RequestCheck {
  mutating func checkReferences(
    _ references: [PreparedReference], _ request: ImageRequest, _ model: ModelCapabilities
  ) {
    guard !references.isEmpty else { return }
    guard let limits = model.references else {
      refuse("\(model.model) takes no reference pictures; leave them out.", model.service.documentation)
      return
    }
    let links = references.filter(\.isLink).count
    if let maximum = limits.maximumCount, references.count > maximum.value {
      refuse(
        "\(model.model) takes at most \(maximum.value) reference pictures, not \(references.count).", maximum.source)
    }
    if let reason = limits.filesOrLinksReason, links > 0, links < references.count {
      refuse("\(model.model) takes either files or a link as references, not both.", reason)
    } else if let maximum = limits.maximumLinks, links > maximum.value {
      refuse(
        "\(model.model) takes one link as a reference, not \(links); download the pictures and give them as files.",
        maximum.source)
    }
    if let maximum = limits.maximumWithResults, references.count + request.count > maximum.value {
      refuse(
        "References and results of \(model.model) together may be at most \(maximum.value); these are "
          + "\(references.count) and \(request.count).", maximum.source)
    }
    for reference in references { checkReference(reference, limits, model) }
  }

  private mutating func checkReference(
    _ reference: PreparedReference, _ limits: ReferenceCapabilities, _ model: ModelCapabilities
  ) {
    let name = "'\(reference.name)'"
    if let kinds = limits.kinds, let kind = reference.kind, !kinds.value.contains(kind) {
      let known = kinds.value.map(\.rawValue).joined(separator: ", ")
      refuse("\(name) is a \(kind.rawValue) file; \(model.model) takes \(known). Convert it first.", kinds.source)
    }
    if let maximum = limits.maximumBytes, let count = reference.byteCount, count > Int64(maximum.value) {
      refuse("\(name) is larger than the \(maximum.value / 1_048_576) MB that \(model.model) takes.", maximum.source)
    }
    guard let dimensions = reference.dimensions else { return }
    let size = "\(dimensions.width)x\(dimensions.height)"
    if let minimum = limits.minimumSide, min(dimensions.width, dimensions.height) < minimum.value {
      refuse("\(name) is \(size); \(model.model) needs sides of at least \(minimum.value) pixels.", minimum.source)
    }
    if let maximum = limits.maximumPixels, dimensions.pixelCount > maximum.value {
      refuse("\(name) is \(size); \(model.model) takes at most \(grouped(maximum.value)) pixels.", maximum.source)
    }
    if let range = limits.aspectRatio, !range.value.contains(dimensions.aspectRatio) {
      refuse("\(name) is \(size); \(model.model) takes ratios of width to height from 1:3 to 3:1.", range.source)
    }
  }
}
