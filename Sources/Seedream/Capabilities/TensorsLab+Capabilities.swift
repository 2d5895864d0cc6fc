extension ServiceCapabilities {
  /// TensorsLab: each model has a path of its own (`/v1/images/seedreamv45`).
  static var tensorsLab: ServiceCapabilities {
    ServiceCapabilities(
      service: .tensorsLab,
      models: [
        seedream(
          "seedreamv45", aliases: ["seedream-4.5", "v4.5", "4.5", "v45"], page: "SeeDreamV4.5 Image Generation",
          sizes: SizeCapabilities(
            levels: Documented(["2K", "4K"], resolution("SeeDreamV4.5 Image Generation")),
            ratios: Documented(
              ["9:16", "16:9", "3:4", "4:3", "1:1", "2:3", "3:2"], resolution("SeeDreamV4.5 Image Generation")),
            totalPixels: Documented(3_686_400...16_777_216, resolution("SeeDreamV4.5 Image Generation")),
            defaultSize: "2K",
            undocumentedSizesReason: "other clients send ratios beyond the documented ones, such as 4:5, to this model")
        ),
        seedream(
          "seedreamv4", aliases: ["seedream-4.0", "seedream-4", "v4", "4", "4.0"], page: "SeeDreamV4 Image Generation",
          sizes: SizeCapabilities(
            ratios: Documented(["9:16", "16:9", "3:4", "4:3", "1:1"], resolution("SeeDreamV4 Image Generation")),
            undocumentedSizesReason: "the vendor's own client sends levels such as 2K, and sizes, to this model",
            acceptsUndocumentedSizes: true)),
        seedream(
          "seedreamv5", aliases: ["seedream-5.0-lite", "seedream-5", "v5", "5", "5.0"],
          page: "SeeDreamV5 Lite Image Generation",
          sizes: SizeCapabilities(defaultSize: "2K", acceptsUndocumentedSizes: true)),
        ModelCapabilities(
          service: .tensorsLab, model: "zimage", aliases: ["z-image"],
          sizes: SizeCapabilities(
            ratios: Documented(["9:16", "16:9", "1:1", "3:4", "4:3"], resolution("Z-Image")),
            anyPixels: Documented(true, resolution("Z-Image")),
            defaultSize: "1024*1024",
            undocumentedSizesReason: "the vendor's own client sends levels such as 2K to all its models",
            acceptsUndocumentedSizes: true),
          maximumCount: Documented(1, "TensorsLab's documentation, page Z-Image, has no batchsize"),
          seed: Documented(true, "TensorsLab's documentation, page Z-Image, seed"),
          watermark: Documented(false, "TensorsLab's documentation, page Z-Image, lists no watermark")),
      ],
      takesOtherModels: false)
  }

  private static func seedream(
    _ model: String, aliases: [String], page: String, sizes: SizeCapabilities
  ) -> ModelCapabilities {
    let source = "TensorsLab's documentation, page \(page)"
    return ModelCapabilities(
      service: .tensorsLab, model: model, aliases: aliases, sizes: sizes,
      maximumCount: Documented(15, "\(source), batchsize"),
      references: ReferenceCapabilities(
        maximumLinks: Documented(1, "\(source), imageUrl"),
        filesOrLinksReason: "\(source): sourceImage holds files, imageUrl one link; with both, the files are used"),
      seed: Documented(false, "\(source), lists no seed"),
      watermark: Documented(false, "\(source), lists no watermark"))
  }

  private static func resolution(_ page: String) -> String { "TensorsLab's documentation, page \(page), resolution" }
}
