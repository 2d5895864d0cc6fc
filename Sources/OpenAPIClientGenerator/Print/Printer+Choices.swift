extension Printer {
  /// The bodies that an operation takes in one of several content types.
  func printBodyChoice(_ type: TypePlan, _ choice: BodyChoicePlan) {
    openType("enum", type.name, name("Sendable"))
    for item in choice.cases {
      out.line("/// `", Self.line(item.contentType), "`")
      printCase(item.name, item.type)
    }
    out.blank()
    out.open("func write<Output>(to operation: inout ", name(RuntimeNames.operation), "<Output>) {")
    out.line("switch self {")
    for item in choice.cases {
      out.line("case .", item.name, "(let value): operation.", bodyCall(item.content, "value"))
    }
    out.line("}")
    out.close()
    closeType(type)
  }

  /// The answers of an operation that has several.
  func printAnswerChoice(_ type: TypePlan, _ choice: AnswerChoicePlan) {
    openType("enum", type.name, name("Sendable"))
    for item in choice.cases {
      printDocumentation(item.documentation, isMember: false)
      printCase(item.name, item.type)
    }
    out.blank()
    out.open("static var answer: ", name(RuntimeNames.answer), "<Self> {")
    out.line(".choice([")
    out.indent()
    for item in choice.cases {
      out.line(".on(", Self.status(item.status), reading(item), ", Self.", item.name, "),")
    }
    out.outdent()
    out.line("])")
    out.close()
    closeType(type)
  }

  /// The arguments that say how the payload is read, where there is one.
  private func reading(_ item: AnswerChoicePlan.Case) -> String {
    guard let payload = item.type else { return "" }
    let reading = ", " + answer(item.content, payload)
    guard let contentType = item.contentType else { return reading }
    return joined(", ", Literals.string(contentType), reading)
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
    case .events(let form): return joined(".events(.", form.rawValue, ")")
    case .jsonLines: return ".jsonLines()"
    case .form: return ".form"
    case .optional(let inner): return joined(".optional(", answer(inner, type), ")")
    case .choice: return ".choice([])"
    }
  }

  /// The call that puts a body into an operation.
  func bodyCall(_ content: BodyContentPlan, _ value: String) -> String {
    switch content {
    case .json(let type): return Self.call("json(", value, type, unless: "application/json")
    case .form(let encoding):
      var styles: [String] = []
      for field in encoding {
        styles.append(joined(Literals.string(field.key), ": ", Self.style(field.style, explode: field.explode)))
      }
      if styles.isEmpty { return joined("form(", value, ")") }
      return joined("form(", value, ", [", styles.joined(separator: ", "), "])")
    case .multipart(let type): return Self.call("multipart(", value, type, unless: "multipart/form-data")
    case .multipartJSON(let type): return Self.call("multipart(json: ", value, type, unless: "multipart/form-data")
    case .text(let type): return Self.call("text(", value, type, unless: "text/plain; charset=utf-8")
    case .binary(let type): return Self.call("binary(", value, type, unless: "application/octet-stream")
    case .jsonLines(let type): return Self.call("jsonLines(", value, type, unless: "application/jsonl")
    case .choice: return joined("body(", value, ")")
    }
  }

  private static func call(_ head: String, _ value: String, _ contentType: String, unless usual: String) -> String {
    if contentType == usual { return joined(head, value, ")") }
    return joined(head, value, ", contentType: ", Literals.string(contentType), ")")
  }

  static func status(_ pattern: StatusPattern) -> String {
    switch pattern {
    case .code(let code): return String(code)
    case .range(let hundreds): return joined(".range(", String(hundreds), ")")
    case .default: return ".default"
    }
  }

  /// `.form(explode: false)`, shorter where the style's usual form is meant.
  static func style(_ style: ParameterPlan.Style, explode: Bool) -> String {
    let name = "." + style.rawValue
    switch style {
    case .content: return ".json"
    case .deepObject: return name
    case .form, .cookie: return explode ? name : name + "(explode: false)"
    default: return explode ? name + "(explode: true)" : name
    }
  }
}
