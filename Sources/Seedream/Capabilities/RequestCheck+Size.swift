extension RequestCheck {
  mutating func size(_ size: ImageSize, _ model: ModelCapabilities, hasReferences: Bool) {
    switch size {
    case .ratio(let width, let height) where width < 1 || height < 1,
      .pixels(let width, let height) where width < 1 || height < 1:
      refuse("The size \(size) is none: both numbers must be at least 1.", source(model))
    case .level(let level): listed(level, model.sizes.levels, "levels", model)
    case .ratio(let width, let height): ratio(width, height, model)
    case .pixels(let width, let height): pixels(width, height, model, hasReferences: hasReferences)
    case .named(let name):
      if let names = model.sizes.names, names.value.contains(name) { return }
      let known = model.sizes.names.map { "; known names: " + $0.value.joined(separator: ", ") } ?? ""
      refuse(
        "\(model.model) has no size named '\(name)'; it takes \(model.sizes.summary)\(known).", source(model))
    }
  }

  private mutating func listed(
    _ text: String, _ known: Documented<[String]>?, _ kind: String, _ model: ModelCapabilities
  ) {
    if let known, known.value.contains(text) { return }
    if known == nil && model.sizes.acceptsUndocumentedSizes {
      undocumented(text, model)
    } else {
      refuse("\(model.model) does not take \(text); it takes \(model.sizes.summary).", known?.source ?? source(model))
    }
  }

  private mutating func ratio(_ width: Int, _ height: Int, _ model: ModelCapabilities) {
    let text = "\(width):\(height)"
    if let known = model.sizes.ratios, known.value.contains(text) { return }
    if model.sizes.ratios == nil || model.sizes.undocumentedSizesReason != nil {
      guard model.sizes.acceptsUndocumentedSizes || model.sizes.undocumentedSizesReason != nil else {
        refuse("\(model.model) takes no ratios; it takes \(model.sizes.summary).", source(model))
        return
      }
      undocumented(text, model)
    } else {
      let known = model.sizes.ratios?.value.joined(separator: ", ") ?? ""
      refuse("\(model.model) does not take the ratio \(text); it takes \(known).", source(model))
    }
  }

  private mutating func pixels(_ width: Int, _ height: Int, _ model: ModelCapabilities, hasReferences: Bool) {
    let sizes = model.sizes
    let text = "\(width)x\(height)"
    let product = width.multipliedReportingOverflow(by: height)
    let total = product.overflow ? Int.max : product.partialValue
    if let range = sizes.totalPixels, !range.value.contains(total) {
      let small = total < range.value.lowerBound
      let limit = small ? "at least \(grouped(range.value.lowerBound))" : "at most \(grouped(range.value.upperBound))"
      refuse("\(model.model) needs \(limit) pixels; \(text) is \(grouped(total)).", range.source)
    }
    if let range = sizes.side, !(range.value.contains(width) && range.value.contains(height)) {
      let limit = "\(range.value.lowerBound) to \(range.value.upperBound)"
      if hasReferences, let reason = sizes.sideWithReferences {
        warn(
          "Without references \(model.model) needs sides of \(limit) pixels; \(text) is sent all the same, for \(reason)."
        )
        return
      }
      refuse(
        "\(model.model) needs sides of \(limit) pixels; \(text) has \(min(width, height)) and "
          + "\(max(width, height)).", range.source)
    }
    if let range = sizes.aspectRatio, !range.value.contains(Double(width) / Double(height)) {
      refuse("\(model.model) draws nothing narrower than 1:16 or wider than 16:1; \(text) is.", range.source)
    }
    guard sizes.totalPixels == nil, sizes.side == nil, sizes.anyPixels == nil else { return }
    if sizes.acceptsUndocumentedSizes {
      undocumented(text, model)
    } else {
      refuse("\(model.model) takes no width and height; it takes \(sizes.summary).", source(model))
    }
  }

  /// What no documentation covers: doubtful where it is known why, and quiet where all forms are left open.
  private mutating func undocumented(_ text: String, _ model: ModelCapabilities) {
    guard let reason = model.sizes.undocumentedSizesReason else { return }
    warn(
      "The size \(text) is not documented for \(model.model); it is sent all the same, for \(reason).", source(model))
  }

  private func source(_ model: ModelCapabilities) -> String {
    let sizes = model.sizes
    return sizes.ratios?.source ?? sizes.levels?.source ?? sizes.totalPixels?.source ?? sizes.side?.source
      ?? model.service.documentation
  }
}
