/// Servers.
extension FilePrinter {
  /// The members of a type of servers.
  ///
  ///     public var url: String
  ///     public init(url: String) { self.url = url }
  ///     public static var production: Self { Self(url: "https://api.example.com") }
  func printMembers(of servers: [ServerPlan]) {
    let string = name("String")
    line("\(access)var url: \(string)")
    line("\(access)init(url: \(string)) { self.url = url }")
    for server in servers {
      blank()
      printServer(server)
    }
    for variable in servers.flatMap(\.variables) {
      guard let typeName = variable.typeName else { continue }
      blank()
      printCommentWithDeprecation(variable.documentation)
      block(head("struct", typeName, [RuntimeNames.extensibleEnum])) {
        printMembers(of: EnumPlan(rawType: .string, values: variable.values))
      }
    }
  }

  /// A server, with variables or without.
  ///
  ///     public static func regional(region: Region = .eu) -> Self {
  ///       Self(url: "https://\(region.rawValue).example.com")
  ///     }
  private func printServer(_ server: ServerPlan) {
    printDocumentation(
      server.documentation, parameters: server.variables.map { ($0.name, $0.documentation.paragraphs) })
    if server.variables.isEmpty {
      line("\(access)static var \(server.name): Self { Self(url: \(Literals.string(server.url))) }")
    } else {
      function("\(access)static func \(server.name)", server.variables.map(parameter), " -> Self") {
        line("Self(url: \"\(server.template.map(Self.spell).joined())\")")
      }
    }
  }

  /// `region: Region = .eu`.
  private func parameter(_ variable: ServerPlan.Variable) -> String {
    let type = variable.typeName ?? name("String")
    return "\(Self.label(variable.name)): \(type) = \(Self.defaultValue(variable))"
  }

  /// `.eu`, `"443"`, or `Region(rawValue: "other")` for a default that is not among the listed values.
  private static func defaultValue(_ variable: ServerPlan.Variable) -> String {
    let text = Literals.string(variable.defaultText)
    guard let typeName = variable.typeName else { return text }
    return variable.defaultMember.map { ".\($0)" } ?? "\(typeName)(rawValue: \(text))"
  }

  /// A part of a URL within a string literal: `.example.com`, `\(region.rawValue)`.
  private static func spell(_ part: ServerPlan.Part) -> String {
    switch part {
    case .text(let text): Literals.escaped(text)
    case .variable(let variable): "\\(\(variable.name)\(variable.typeName == nil ? "" : ".rawValue"))"
    }
  }
}
