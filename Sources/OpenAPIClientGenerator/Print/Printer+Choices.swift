extension Printer {
  /// The bodies that an operation takes in one of several content types.
  func printBodyChoice(_ type: TypePlan, _ choice: BodyChoicePlan) {
    out.open("\(access)enum \(type.name): \(name("Sendable")) {")
    for item in choice.cases {
      out.line("/// `\(Self.line(item.contentType))`")
      out.line("case \(item.name)(\(spell(item.type)))")
    }
    out.blank()
    out.open("func write<Output>(to operation: inout \(name(RuntimeNames.operation))<Output>) {")
    out.line("switch self {")
    for item in choice.cases {
      out.line("case .\(item.name)(let value): operation.\(bodyCall(item.content, "value"))")
    }
    out.line("}")
    out.close()
    printNested(type)
    out.close()
  }

  /// The answers of an operation that has several.
  func printAnswerChoice(_ type: TypePlan, _ choice: AnswerChoicePlan) {
    out.open("\(access)enum \(type.name): \(name("Sendable")) {")
    for item in choice.cases {
      printDocumentation(item.documentation, isMember: false)
      if let payload = item.type {
        out.line("case \(item.name)(\(spell(payload)))")
      } else {
        out.line("case \(item.name)")
      }
    }
    out.blank()
    out.open("static var answer: \(name(RuntimeNames.answer))<Self> {")
    out.line(".choice([")
    out.indent()
    for item in choice.cases {
      var arguments = Self.status(item.status)
      if let payload = item.type {
        if let contentType = item.contentType { arguments += ", " + Literals.string(contentType) }
        arguments += ", \(answer(item.content, payload)), Self.\(item.name)"
      } else {
        arguments += ", Self.\(item.name)"
      }
      out.line(".on(\(arguments)),")
    }
    out.outdent()
    out.line("])")
    out.close()
    printNested(type)
    out.close()
  }

  /// How an answer is read, where its type is known.
  func answer(_ content: AnswerPlan.Content, _ type: TypeUse) -> String {
    switch content {
    case .empty: return ".empty"
    case .json: return ".json"
    case .text: return ".text"
    case .bytes:
      if case .data = Self.core(type) { return ".data" }
      return ".bytes"
    case .body: return ".body"
    case .events(.data): return ".events()"
    case .events(let form): return ".events(.\(form.rawValue))"
    case .jsonLines: return ".jsonLines()"
    case .form: return ".form"
    case .optional(let inner): return ".optional(\(answer(inner, type)))"
    case .choice: return ".choice([])"
    }
  }

  /// The call that puts a body into an operation.
  func bodyCall(_ content: BodyContentPlan, _ value: String) -> String {
    switch content {
    case .json(let contentType):
      return "json(\(value)\(Self.contentType(contentType, unless: "application/json")))"
    case .form(let encoding):
      guard !encoding.isEmpty else { return "form(\(value))" }
      var styles = ""
      for field in encoding {
        if !styles.isEmpty { styles += ", " }
        styles += "\(Literals.string(field.key)): \(Self.style(field.style, explode: field.explode))"
      }
      return "form(\(value), [\(styles)])"
    case .multipart(let contentType):
      return "multipart(\(value)\(Self.contentType(contentType, unless: "multipart/form-data")))"
    case .multipartJSON(let contentType):
      return "multipart(json: \(value)\(Self.contentType(contentType, unless: "multipart/form-data")))"
    case .text(let contentType):
      return "text(\(value)\(Self.contentType(contentType, unless: "text/plain; charset=utf-8")))"
    case .binary(let contentType):
      return "binary(\(value)\(Self.contentType(contentType, unless: "application/octet-stream")))"
    case .jsonLines(let contentType):
      return "jsonLines(\(value)\(Self.contentType(contentType, unless: "application/jsonl")))"
    case .choice: return "body(\(value))"
    }
  }

  private static func contentType(_ type: String, unless usual: String) -> String {
    type == usual ? "" : ", contentType: \(Literals.string(type))"
  }

  static func status(_ pattern: StatusPattern) -> String {
    switch pattern {
    case .code(let code): return String(code)
    case .range(let hundreds): return ".range(\(hundreds))"
    case .default: return ".default"
    }
  }

  /// `.form(explode: false)`, shorter where the style's usual form is meant.
  static func style(_ style: ParameterPlan.Style, explode: Bool) -> String {
    switch style {
    case .content: return ".json"
    case .deepObject: return ".deepObject"
    case .form, .cookie: return explode ? ".\(style.rawValue)" : ".\(style.rawValue)(explode: false)"
    default: return explode ? ".\(style.rawValue)(explode: true)" : ".\(style.rawValue)"
    }
  }
}
