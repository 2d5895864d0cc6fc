extension FilePrinter {
  /// The members of a choice of request bodies, one for each content type.
  ///
  ///     case json(Pet)
  ///     func write<Output>(to operation: inout APIOperation<Output>) {
  ///       switch self {
  ///       case .json(let value): operation.json(value)
  func printMembers(of choice: BodyChoicePlan) {
    let boxed = plan.storage[scope].boxed
    for (index, item) in choice.cases.enumerated() {
      line("/// `\(Literals.oneLine(item.contentType))`")
      printCase(item.name, item.type, isIndirect: boxed.contains(index))
    }
    blank()
    block("func write<Output>(to operation: inout \(name(RuntimeNames.operation))<Output>)") {
      line("switch self {")
      for item in choice.cases {
        line("case .\(item.name)(let value): operation.\(Self.bodyCall(item.content, "value"))")
      }
      line("}")
    }
  }

  /// The members of a choice of responses.
  ///
  ///     case ok(Pet)
  ///     static var reader: ResponseReader<Self> {
  ///       .choice([
  ///         .on(200, .json) { .ok($0) },
  ///         .on(204, Self.noContent),
  ///
  /// Cases with a payload are made in closures: a case used as a function is not `Sendable` in Swift 5 mode.
  func printMembers(of choice: ResponseChoicePlan) {
    let boxed = plan.storage[scope].boxed
    for (index, item) in choice.cases.enumerated() {
      printCommentWithDeprecation(item.documentation)
      printCase(item.name, item.type, isIndirect: boxed.contains(index))
    }
    blank()
    block("static var reader: \(name(RuntimeNames.responseReader))<Self>") {
      line(".choice([")
      indented {
        for item in choice.cases {
          let status = Self.status(item.status)
          if item.type == nil {
            line(".on(\(status), Self.\(item.name)),")
          } else {
            let arguments = [status] + Self.reading(item)
            line(".on(\(arguments.joined(separator: ", "))) { .\(item.name)($0) },")
          }
        }
      }
      line("])")
    }
  }

  /// The arguments that say how the payload is read, where there is one: `"text/plain", .text`.
  private static func reading(_ item: ResponseChoicePlan.Case) -> [String] {
    guard let payload = item.type else { return [] }
    let reading = response(item.content, payload)
    return item.contentType.map { [Literals.string($0), reading] } ?? [reading]
  }

  /// How a response is read, where its type is known: `.json`.
  static func response(_ content: ResponsePlan.Content, _ type: TypeUse) -> String {
    switch content {
    case .empty: ".empty"
    case .json: ".json"
    case .text: ".text"
    case .bytes: type.unwrapped == .data ? ".data" : ".bytes"
    case .body: ".body"
    case .events(.data): ".events()"
    case .events(let form): ".events(.\(form.rawValue))"
    case .jsonLines: ".jsonLines()"
    case .form: ".form"
    case .optional(let inner): ".optional(\(response(inner, type)))"
    case .choice: ".choice([])"
    }
  }

  /// The call that puts a body into an operation: `json(body)`.
  static func bodyCall(_ content: BodyContentPlan, _ value: String) -> String {
    switch content {
    case .json(let type): call("json", value, type, unless: "application/json")
    case .form(let encoding): formCall(encoding, value)
    case .multipart(let type): call("multipart", value, type, unless: "multipart/form-data")
    case .multipartJSON(let type): call("multipart", "json: \(value)", type, unless: "multipart/form-data")
    case .text(let type): call("text", value, type, unless: "text/plain; charset=utf-8")
    case .binary(let type): call("binary", value, type, unless: "application/octet-stream")
    case .jsonLines(let type): call("jsonLines", value, type, unless: "application/jsonl")
    case .choice: "body(\(value))"
    }
  }

  /// `json(body, contentType: "application/merge-patch+json")`, or `json(body)` for the method's default content type.
  private static func call(
    _ method: String, _ value: String, _ contentType: String, unless defaultType: String
  ) -> String {
    if contentType == defaultType { return "\(method)(\(value))" }
    return "\(method)(\(value), contentType: \(Literals.string(contentType)))"
  }

  /// `form(body, ["tags": .deepObject])`.
  private static func formCall(_ encoding: [FieldEncoding], _ value: String) -> String {
    if encoding.isEmpty { return "form(\(value))" }
    let styles = encoding.map { "\(Literals.string($0.key)): \(style($0.style, explode: $0.explode))" }
    return "form(\(value), [\(styles.joined(separator: ", "))])"
  }

  /// `404`, `.range(5)`, `.default`.
  static func status(_ pattern: StatusPattern) -> String {
    switch pattern {
    case .code(let code): String(code)
    case .range(let hundreds): ".range(\(hundreds))"
    case .default: ".default"
    }
  }

  /// `.form(explode: false)`, or `.form` where `explode` is the style's default.
  static func style(_ style: ParameterStyle, explode: Bool) -> String {
    switch style {
    case .content: ".json"
    case .deepObject: ".deepObject"
    case .form, .cookie: explode ? ".\(style.rawValue)" : ".\(style.rawValue)(explode: false)"
    default: explode ? ".\(style.rawValue)(explode: true)" : ".\(style.rawValue)"
    }
  }
}
