import CommandLineSupport
import Seedream

/// `seedream models`.
enum ModelsCommand {
  static func run(_ arguments: CommandArguments) throws {
    let services = try arguments.value("--service").map { [try Services.named($0)] } ?? ImageService.allCases
    if arguments.has("--json") {
      Report.print(["models": services.flatMap { service in service.capabilities.models.map { Row($0, service) } }])
      return
    }
    var sources: [String] = []
    for service in services {
      let capabilities = service.capabilities
      Console.output("\(service.rawValue)  \(service.name), \(service.defaultServer), key in \(service.keyVariable)")
      for (index, model) in capabilities.models.enumerated() {
        let row = Row(model, service)
        Console.output("  \(model.model)\(index == 0 ? "  (default)" : "")")
        for line in row.limits { Console.output("    \(line)") }
        for source in row.sources where !sources.contains(source) { sources.append(source) }
      }
      if capabilities.takesOtherModels { Console.output("  other names are sent as they are, with a warning") }
      Console.output("")
    }
    Console.output("Sources:")
    for source in sources { Console.output("  \(source)") }
  }

  /// A model with its limits.
  struct Row: Encodable {
    var service: ImageService
    var model: String
    var aliases: [String]
    var sizes: String
    var defaultSize: String?
    /// Why other sizes are sent, with a warning; nil: they are refused, or no limits are documented.
    var otherSizes: String?
    var count: String
    var references: String
    var seed: Bool
    var watermark: Bool
    var sources: [String]

    /// The limits, each on a line.
    var limits: [String] {
      let others = otherSizes.map { ["            others with a warning, because \($0)"] } ?? []
      return ["sizes       \(sizes)"] + others + [
        "count       \(count)", "references  \(references)",
        "seed        \(seed ? "yes" : "no"), watermark \(watermark ? "can be turned on and off" : "no choice")",
      ]
    }

    init(_ model: ModelCapabilities, _ service: ImageService) {
      self.service = service
      self.model = model.model
      aliases = model.aliases
      let fallback = model.sizes.defaultSize.map { "; default \($0)" } ?? ""
      sizes = model.sizes.summary + fallback
      defaultSize = model.sizes.defaultSize
      otherSizes = model.sizes.undocumentedSizesReason
      count = model.maximumCount.map { $0.value == 1 ? "1" : "1 to \($0.value)" } ?? "from 1 (maximum not documented)"
      if model.mayDrawFewer { count += "; above 1 the model decides how many" }
      references = model.references?.summary ?? "none"
      seed = model.seed.value
      watermark = model.watermark.value
      let all = [
        model.sizes.levels?.source, model.sizes.ratios?.source, model.sizes.names?.source,
        model.sizes.totalPixels?.source, model.sizes.side?.source, model.maximumCount?.source,
        model.references?.maximumCount?.source, model.references?.maximumLinks?.source, model.seed.source,
        model.watermark.source,
      ]
      sources = []
      for source in all.compactMap({ $0 }) where !sources.contains(source) { sources.append(source) }
    }
  }
}
