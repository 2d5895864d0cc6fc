/// Calls as the documentation shows them.
extension FilePrinter {
  /// A call of the operation, and what it returns; empty where no call can be shown.
  ///
  ///     let response = try await client.createOrder(body: .init(total: 1250))
  func example(_ operation: OperationPlan) -> [String] {
    guard let example = operation.example else { return [] }
    func lines(_ head: String, _ tail: String = "") -> [String] {
      call("\(head)client.\(operation.methodPath)(", example, ")\(tail)")
    }
    switch operation.response.content {
    case .events, .jsonLines: return lines("for try await item in try await ", " {") + ["  print(item)", "}"]
    case .empty: return lines("try await ")
    default: return lines("let response = try await ")
    }
  }

  /// The lines of a call: its constants, `head`, the arguments, `tail`.
  ///
  ///     guard let url = URL(string: "https://example.com") else { return }
  ///     client.createOrder(
  ///       body: .init(callback: url)
  ///     )
  func call(_ head: String, _ example: ExampleCall, _ tail: String) -> [String] {
    example.constants.map { "guard let \($0.name) = \($0.value) else { return }" }
      + Self.broken(head, example.arguments.map { (prefix: $0.passed, value: $0.value) }, tail, width: commentWidth)
  }

  /// `open`, the items, `close` on one line, or each item on lines of its own where that would be too long.
  private static func broken(
    _ open: String, _ items: [(prefix: String, value: ExampleValue)], _ close: String, width: Int
  ) -> [String] {
    let line = open + items.map { $0.prefix + text($0.value) }.joined(separator: ", ") + close
    if items.isEmpty || line.count <= width { return [line] }
    var lines = [open]
    for (index, item) in items.enumerated() {
      let comma = index < items.count - 1 ? "," : ""
      let inside = broken(item.prefix, item.value, comma, width: width - 2)
      lines += inside.map { "  \($0)" }
    }
    return lines + [close]
  }

  /// The lines of a value, between `prefix` and `tail`: `body: .init(`, its arguments, `),`.
  private static func broken(_ prefix: String, _ value: ExampleValue, _ tail: String, width: Int) -> [String] {
    switch value {
    case .initializer(let arguments):
      broken("\(prefix).init(", arguments.map { ($0.passed, $0.value) }, ")\(tail)", width: width)
    case .array(let elements): broken("\(prefix)[", elements.map { ("", $0) }, "]\(tail)", width: width)
    case .dictionary(let members):
      broken("\(prefix)[", members.map { ("\(Literals.string($0.name)): ", $0.value) }, "]\(tail)", width: width)
    case .variant(let name, let payload): broken("\(prefix).\(name)(", [("", payload)], ")\(tail)", width: width)
    case .value, .text, .optional: [prefix + text(value) + tail]
    }
  }

  /// A value on one line: `.init(total: 1250)`.
  private static func text(_ value: ExampleValue) -> String {
    switch value {
    case .value(let plan): spell(plan)
    case .text(let text), .optional(let text, _): text
    case .array(let elements): "[\(elements.map(text).joined(separator: ", "))]"
    case .dictionary(let members):
      "[\(members.map { "\(Literals.string($0.name)): \(text($0.value))" }.joined(separator: ", "))]"
    case .initializer(let arguments): ".init(\(arguments.map { $0.passed + text($0.value) }.joined(separator: ", ")))"
    case .variant(let name, let payload): ".\(name)(\(text(payload)))"
    }
  }

  // MARK: All operations

  /// The list of operations by tag, for the documentation of the namespace; empty where there are none.
  ///
  ///     ## Operations
  ///
  ///     ### Orders
  ///
  ///     - ``Client/createOrder(body:)``: Orders something.
  var operationsByTag: [String] {
    if plan.operations.isEmpty { return [] }
    var tags: [String] = []
    var byTag: [String: [OperationPlan]] = [:]
    for operation in plan.operations {
      // An operation with several tags is listed under the first.
      let tag = operation.tags.first.map(Literals.oneLine) ?? ""
      if byTag[tag] == nil { tags.append(tag) }
      byTag[tag, default: []].append(operation)
    }
    let isTagged = tags != [""]
    let sections = tags.flatMap { tag in
      let items = (byTag[tag] ?? []).map(Self.item).joined(separator: "\n")
      return isTagged ? ["### \(tag.isEmpty ? "Others" : tag)", items] : [items]
    }
    return ["## Operations"] + sections
  }

  /// An operation in the list.
  ///
  ///     - ``Client/createOrder(body:)``: Orders something.
  private static func item(_ operation: OperationPlan) -> String {
    let words = operation.documentation.paragraphs.first.map(Wording.firstSentence) ?? ""
    return "- \(reference(operation)): \(words.isEmpty ? "`\(Literals.oneLine(operation.endpoint))`" : words)"
  }
}

extension ExampleValue.Argument {
  /// Its label in a call: `name: `.
  fileprivate var passed: String { "\(FilePrinter.callLabel(name)): " }
}

extension Documentation {
  /// The same with further paragraphs.
  func adding(_ more: [String]) -> Documentation {
    var documentation = self
    documentation.paragraphs += more
    return documentation
  }
}
