extension ServiceCapabilities {
  /// OneRouter: Seedream 4.0 under two names, with and without reference pictures; the request decides which one is sent.
  static var oneRouter: ServiceCapabilities {
    let text = "OneRouter's documentation, page seedream-v4-text-to-image"
    let edit = "OneRouter's documentation, page seedream-v4-image-to-image"
    return ServiceCapabilities(
      service: .oneRouter,
      models: [
        ModelCapabilities(
          service: .oneRouter, model: "bytedance-seedream-v4",
          aliases: [
            "bytedance-seedream-v4-text-to-image", "bytedance-seedream-v4-image-to-image", "seedream-4.0", "seedream-4",
            "seedream-v4", "seedreamv4", "v4", "4", "4.0",
          ],
          sizes: SizeCapabilities(
            levels: Documented(
              ["1K", "2K", "4K"], "this package: sent as a square of that side, with references as auto_2K or auto_4K"),
            ratios: Documented(
              ImageShape.recommended.map(\.ratio),
              "this package: sent as the sizes Novita's page recommends for the same model"),
            names: Documented(ImageShape.names, "\(edit), size"),
            side: Documented(1024...4096, "\(text), size"),
            undocumentedSidesReason: "the page for pictures names no limits and scales up what is below 921,600 pixels",
            defaultSize: "auto (with references)"),
          references: ReferenceCapabilities(
            maximumCount: Documented(10, "\(edit), image_urls: of more than 10 only the last 10 are used")),
          seed: Documented(true, "\(text), seed"),
          watermark: Documented(false, "\(text), lists no watermark"))
      ],
      takesOtherModels: true)
  }
}

/// Sizes in pixels for ratios, and OneRouter's names for sizes.
enum ImageShape {
  /// The sizes that Novita's page for Seedream 4.0 recommends.
  static let recommended: [(ratio: String, width: Int, height: Int)] = [
    ("1:1", 2048, 2048), ("4:3", 2304, 1728), ("3:4", 1728, 2304), ("16:9", 2560, 1440), ("9:16", 1440, 2560),
    ("3:2", 2496, 1664), ("2:3", 1664, 2496), ("21:9", 3024, 1296),
  ]

  /// OneRouter's names for sizes.
  static let names = [
    "square_hd", "square", "portrait_4_3", "portrait_16_9", "landscape_4_3", "landscape_16_9", "auto", "auto_2K",
    "auto_4K",
  ]

  /// The recommended width and height for a ratio, about four million pixels; nil for other ratios.
  static func pixels(ratio width: Int, _ height: Int) -> (width: Int, height: Int)? {
    recommended.first { $0.ratio == "\(width):\(height)" }.map { ($0.width, $0.height) }
  }
}
