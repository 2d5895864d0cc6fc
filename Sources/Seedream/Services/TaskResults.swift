import OpenAPIClientRuntime

/// The results of a task or a request: pictures, and what the service reports about them.
struct TaskResults: Hashable, Sendable {
  var sources: [ImageSource] = []
  /// Why there are no pictures, or fewer.
  var reason: String?
  var reported: ReportedDetails?

  /// Reads one picture or an array of them, each a text, or an object with a link, with base64, or with the reason why
  /// there is none.
  ///
  /// Empty values are left out.
  static func sources(_ value: JSONValue?, _ configuration: ServiceConfiguration) -> [ImageSource] {
    switch value {
    case .string(let text)?: return ImageSource(text, server: configuration.server).map { [$0] } ?? []
    case .array(let items)?: return items.flatMap { sources($0, configuration) }
    case .object(let members)?:
      for name in ["url", "image_url", "b64_json", "base64", "image", "image_base64"] {
        let found = sources(members[name], configuration)
        if !found.isEmpty { return found }
      }
      return failure(of: .object(members), configuration).map { [.missing(reason: $0)] } ?? []
    default: return []
    }
  }

  /// The reason why an item has no picture, if it has one.
  private static func failure(of item: JSONValue, _ configuration: ServiceConfiguration) -> String? {
    var body = ServiceErrorBody(item)
    if body.message == nil { body.message = LenientJSON.text(item["fail_reason"]) }
    let isError = body.message != nil || body.code != nil || item["error"] != nil
    return isError && !body.isEmpty ? body.summary(redacting: configuration.key) : nil
  }
}

/// What a service reports about finished pictures.
public struct ReportedDetails: Hashable, Sendable, Codable {
  /// The seed that the pictures were drawn with.
  public var seed: Int?
  /// The prompt as the service rewrote it.
  public var revisedPrompt: String?
  /// The model as the service names it.
  public var model: String?

  /// Creates details; nil is what the service doesn't report.
  public init(seed: Int? = nil, revisedPrompt: String? = nil, model: String? = nil) {
    self.seed = seed
    self.revisedPrompt = revisedPrompt
    self.model = model
  }

  /// Reads the details of a task, or of one of its pictures; nil if there are none.
  init?(_ value: JSONValue, items: JSONValue?) {
    let first = items?.array?.first ?? .null
    for key in ["origseed", "seed"] where seed == nil {
      seed = LenientJSON.integer(value[key]) ?? LenientJSON.integer(first[key])
    }
    revisedPrompt = LenientJSON.text(first["revised_prompt"]) ?? LenientJSON.text(value["revised_prompt"])
    model = LenientJSON.text(value["model"])
    if self == ReportedDetails() { return nil }
  }
}
