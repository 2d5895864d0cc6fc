/// The figures of the strongest competitor (swift-openapi-generator 1.13.0), measured once on a machine like this one.
enum Competitor {
  struct Figures {
    /// The size of the sources that it generates.
    var bytes: Double
    var lines: Double
    /// Processor seconds of a debug build, without those of an almost empty target (15 s).
    var debugSeconds: Double
    /// Peak memory of that build in bytes.
    var debugPeak: Double
  }

  /// By document of the corpus.
  static let documents = [
    "comms/resend.json": Figures(bytes: 1_590_000, lines: 34_389, debugSeconds: 51 - 15, debugPeak: 0.9e9),
    "apisguru/giteaio.json": Figures(bytes: 4_160_000, lines: 93_778, debugSeconds: 91 - 15, debugPeak: 1.5e9),
  ]

  /// Processor seconds that `Yardstick` took on that machine within the same hour.
  static let yardstickSeconds = 9.0
}

/// A yardstick for the speed of a machine: 300 public structs of ten properties with a memberwise initializer.
enum Yardstick {
  static let source: String = {
    let types = ["String", "Int", "Double", "Bool", "[String]", "String?", "Int?", "Double?", "Bool?", "[Int]?"]
    var text = ""
    for number in 0..<300 {
      text += "public struct Model\(number): Sendable {\n"
      for (index, type) in types.enumerated() { text += "  public var property\(index): \(type)\n" }
      let parameters = types.enumerated().map { "property\($0): \($1)\($1.hasSuffix("?") ? " = nil" : "")" }
      text += "  public init(\(parameters.joined(separator: ", "))) {\n"
      for index in types.indices { text += "    self.property\(index) = property\(index)\n" }
      text += "  }\n}\n"
    }
    return text
  }()

  /// Compiles it, in debug.
  static func compile(in folder: ScratchFolder) throws -> Child.Cost {
    let source = try folder.write("Yardstick.swift", source)
    return try Child.run([
      "swiftc", "-swift-version", "6", "-parse-as-library", "-module-name", "Yardstick", "-emit-library",
      "-o", folder.path("Yardstick.out"), source,
    ])
  }
}
