extension RequestCheck {
  mutating func checkSize(_ size: ImageSize, _ model: ModelCapabilities, hasReferences: Bool) {
    switch size {
    case .ratio(let width, let height) where width < 1 || height < 1,
      .pixels(let width, let height) where width < 1 || height < 1:
      refuse("The size \(size) is invalid: both numbers must be at least 1.", source(model))
    case .level(let level): checkLevel(level, model)
    case .ratio(let width, let height): checkRatio(width, height, model)
    case .pixels(let width, let height): checkPixels(width, height, model, hasReferences: hasReferences)
    case .named(let name): checkName(name, model)
    }
  }

  private mutating func checkName(_ name: String, _ model: ModelCapabilities) {
    if let names = model.sizes.names, names.value.contains(name) { return }
    let known = model.sizes.names.map { "; known names: " + $0.value.joined(separator: ", ") } ?? ""
    refuse("\(model.model) has no size named '\(name)'; it takes \(model.sizes.summary)\(known).", source(model))
  }

  private mutating func checkLevel(_ level: String, _ model: ModelCapabilities) {
    let known = model.sizes.levels
    if let known, known.value.contains(level) { return }
    if known == nil && model.sizes.acceptsUndocumentedSizes {
      warnUndocumented(level, model)
    } else {
      refuse("\(model.model) does not take \(level); it takes \(model.sizes.summary).", known?.source ?? source(model))
    }
  }

  private mutating func checkRatio(_ width: Int, _ height: Int, _ model: ModelCapabilities) {
    let text = "\(width):\(height)"
    let sizes = model.sizes
    if let ratios = sizes.ratios, ratios.value.contains(text) { return }
    if sizes.undocumentedSizesReason != nil || (sizes.ratios == nil && sizes.acceptsUndocumentedSizes) {
      warnUndocumented(text, model)
    } else if let ratios = sizes.ratios {
      let known = ratios.value.joined(separator: ", ")
      refuse("\(model.model) does not take the ratio \(text); it takes \(known).", source(model))
    } else {
      refuse("\(model.model) takes no ratios; it takes \(sizes.summary).", source(model))
    }
  }

  private mutating func checkPixels(_ width: Int, _ height: Int, _ model: ModelCapabilities, hasReferences: Bool) {
    let sizes = model.sizes
    let text = "\(width)x\(height)"
    let product = width.multipliedReportingOverflow(by: height)
    let total = product.overflow ? Int.max : product.partialValue
    if let range = sizes.totalPixels, !range.value.contains(total) {
      let isSmall = total < range.value.lowerBound
      let limit = isSmall ? "at least \(grouped(range.value.lowerBound))" : "at most \(grouped(range.value.upperBound))"
      refuse("\(model.model) needs \(limit) pixels; \(text) is \(grouped(total)).", range.source)
    }
    if let range = sizes.side, !(range.value.contains(width) && range.value.contains(height)) {
      let limit = "\(range.value.lowerBound) to \(range.value.upperBound)"
      if hasReferences, let reason = sizes.undocumentedSidesReason {
        warn(
          "Without references \(model.model) needs sides of \(limit) pixels; \(text) is sent anyway, because \(reason)."
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
      warnUndocumented(text, model)
    } else {
      refuse("\(model.model) takes no width and height; it takes \(sizes.summary).", source(model))
    }
  }

  /// Warns of a size that the documentation doesn't list; no warning if it doesn't list any sizes.
  private mutating func warnUndocumented(_ text: String, _ model: ModelCapabilities) {
    guard let reason = model.sizes.undocumentedSizesReason else { return }
    warn("The size \(text) is not documented for \(model.model); it is sent anyway, because \(reason).", source(model))
  }

  /// The source of the model's sizes.
  private func source(_ model: ModelCapabilities) -> String {
    let sizes = model.sizes
    return sizes.ratios?.source ?? sizes.levels?.source ?? sizes.totalPixels?.source ?? sizes.side?.source
      ?? model.service.documentation
  }
}
