/// A request that was checked against the capabilities of its model.
struct PreparedRequest: Sendable {
  var request: ImageRequest
  /// The capabilities of the model; nil if this package does not know it.
  var capabilities: ModelCapabilities?
  /// The model as the service names it.
  var model: String
  var references: [PreparedReference]
  var warnings: [ImageWarning]

  /// The time allowed for sending the references, at 32 KiB per second.
  var uploadTime: Duration {
    .seconds(references.reduce(0) { $0 + ($1.byteCount ?? 0) } / 32_768)
  }

  /// Checks a request: reads the beginnings of reference files, and sends nothing.
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
      if model == nil { check.checkUnknownModel(wanted, capabilities) }
    }
    let references = try request.references.map { reference throws(SeedreamError) in try PreparedReference(reference) }
    for reference in references where reference.isComplete == false {
      check.warn("The reference picture '\(reference.name)' ends early: it is damaged, or still being written.")
    }
    check.checkPrompt(request.prompt, service)
    check.checkCount(request.count, model)
    if let model {
      check.checkOptions(request, model)
      if let size = request.size { check.checkSize(size, model, hasReferences: !references.isEmpty) }
      check.checkReferences(references, request, model)
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
  /// Checks a request against the limits: reads the beginnings of reference files, and sends nothing.
  ///
  /// - Returns: warnings, for example about values that are sent although they are not documented.
  /// - Throws: `SeedreamError` of kind `unsupportedRequest`, which names every limit that is exceeded with its source, or
  ///   `unusableReference`.
  public func check(_ request: ImageRequest) throws(SeedreamError) -> [ImageWarning] {
    try PreparedRequest(request, service: service).warnings
  }
}
