/// A request that was checked against what its model can do.
struct PreparedRequest: Sendable {
  var request: ImageRequest
  /// The capabilities of the model; nil if this package does not know it.
  var capabilities: ModelCapabilities?
  /// The model as the service names it.
  var model: String
  var references: [PreparedReference]
  var warnings: [ImageWarning]

  /// What sending the references may take beside the wait for a response, at 32 KiB a second.
  var uploadTime: Duration {
    var bytes: Int64 = 0
    for reference in references { bytes += reference.byteCount ?? 0 }
    return .seconds(bytes / 32_768)
  }

  /// Checks a request.
  ///
  /// Reads the heads of reference files, sends nothing.
  ///
  /// - Throws: `SeedreamError` of kind `unsupportedRequest`, which names every limit that is exceeded with its
  ///   source, or `unusableReference`.
  init(_ request: ImageRequest, service: ImageService) throws(SeedreamError) {
    let capabilities = service.capabilities
    var check = RequestCheck()
    var model = capabilities.defaultModel
    var name = model?.model ?? ""
    if let wanted = request.model {
      model = capabilities.model(named: wanted)
      name = model?.model ?? wanted
      if model == nil { check.unknownModel(wanted, capabilities) }
    }
    var references: [PreparedReference] = []
    for reference in request.references { references.append(try PreparedReference(reference)) }
    for reference in references where reference.isWhole == false {
      check.warn("The reference picture '\(reference.name)' ends early: it is cut off, or still being written.")
    }
    check.prompt(request.prompt, service)
    if let model {
      check.count(request, model)
      check.options(request, model)
      if let size = request.size { check.size(size, model, hasReferences: !references.isEmpty) }
      check.references(references, request, model)
    } else if request.count < 1 {
      check.refuse("The number of pictures must be at least 1, not \(request.count).", "this package")
    }
    if !check.limits.isEmpty {
      let sentences = check.limits.map { "\($0.message) [\($0.source)]" }
      var error = SeedreamError(
        .unsupportedRequest, "Nothing was sent to \(service.name): " + sentences.joined(separator: " "),
        service: service)
      error.limits = check.limits
      throw error
    }
    self.request = request
    self.capabilities = model
    self.model = name
    self.references = references
    warnings = check.warnings
  }
}

extension ServiceCapabilities {
  /// Checks a request against the limits, without sending anything.
  ///
  /// Reads the heads of reference files.
  ///
  /// - Returns: warnings about what is sent without documentation that covers it.
  /// - Throws: `SeedreamError` that names every limit that is exceeded with its source.
  public func check(_ request: ImageRequest) throws(SeedreamError) -> [ImageWarning] {
    try PreparedRequest(request, service: service).warnings
  }
}
