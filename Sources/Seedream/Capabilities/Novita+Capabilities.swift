extension ServiceCapabilities {
  /// Novita: each model has a path of its own (`/v3/seedream-4.0`).
  static var novita: ServiceCapabilities {
    let four = "novita.ai/docs/api-reference/model-apis-seedream-4-0"
    let later: [ImageKind] = [.jpeg, .png, .webp, .bmp, .tiff, .gif]
    return ServiceCapabilities(
      service: .novita,
      models: [
        model(
          "seedream-4.0", aliases: ["seedream-4", "seedreamv4", "v4", "4", "4.0"], page: four,
          levels: ["1K", "2K", "4K"], totalPixels: 1_048_576...16_777_216,
          references: ReferenceCapabilities(
            maximumCount: Documented(10, "\(four), images"),
            kinds: Documented([.jpeg, .png], "\(four), images"),
            maximumBytes: Documented(10_485_760, "\(four), images"),
            minimumSide: Documented(15, "\(four), images: sides over 14 px"),
            maximumPixels: Documented(36_000_000, "\(four), images: 6000x6000 px"),
            aspectRatio: Documented(1.0 / 3...3, "\(four), images"),
            maximumWithResults: Documented(15, "\(four), max_images"))),
        model(
          "seedream-4.5", aliases: ["seedreamv45", "v4.5", "4.5", "v45"],
          page: "novita.ai/docs/api-reference/model-apis-seedream-4.5",
          levels: ["2K", "4K"], totalPixels: 3_686_400...16_777_216, kinds: later),
        model(
          "seedream-5.0-lite", aliases: ["seedream-5", "seedream-5-lite", "seedreamv5", "v5", "5", "5.0"],
          page: "novita.ai/docs/api-reference/model-apis-seedream-5.0-lite",
          levels: ["2K", "3K"], totalPixels: 3_686_400...10_404_496, kinds: later),
      ],
      takesOtherModels: false)
  }

  private static func model(
    _ model: String, aliases: [String], page: String, levels: [String], totalPixels: ClosedRange<Int>,
    kinds: [ImageKind] = [], references: ReferenceCapabilities? = nil
  ) -> ModelCapabilities {
    ModelCapabilities(
      service: .novita, model: model, aliases: aliases,
      sizes: SizeCapabilities(
        levels: Documented(levels, "\(page), size"),
        ratios: Documented(
          ImageShape.recommended.map(\.ratio), "this package: sent as the sizes Novita's page for 4.0 recommends"),
        totalPixels: Documented(totalPixels, "\(page), size"),
        aspectRatio: Documented(1.0 / 16...16, "\(page), size"),
        defaultSize: "2048x2048"),
      maximumCount: Documented(15, "\(page), max_images"),
      mayDrawFewer: true,
      references: references
        ?? ReferenceCapabilities(
          maximumCount: Documented(14, "\(page), image"),
          kinds: Documented(kinds, "\(page), image"),
          maximumWithResults: Documented(15, "\(page), max_images")),
      seed: Documented(false, "\(page), lists no seed"),
      watermark: Documented(true, "\(page), watermark"))
  }
}
