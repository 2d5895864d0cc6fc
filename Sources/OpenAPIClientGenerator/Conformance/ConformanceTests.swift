/// Tests that hold a generated client against its document, printed from the same plan as the client.
///
/// The tests stand on the library `OpenAPIConformance`: it finds the examples in the embedded document and judges the
/// requests; what is printed is only which type belongs to which schema, and how each operation is called.
public enum ConformanceTests {
  /// The name of the file for a namespace.
  public static func fileName(namespace: String) -> String { namespace + "ConformanceTests.swift" }

  /// The tests of a client.
  ///
  /// - Parameters:
  ///   - plan: the plan of the client under test.
  ///   - document: the text of the document.
  ///   - module: the module that holds the client; nil: the tests' own.
  /// - Returns: the text of the file.
  public static func print(_ plan: ClientPlan, document: String, module: String?) -> String {
    var out = SourceWriter()
    out.header(source: plan.source.fileName)
    out.blank()
    out.line("import OpenAPIClientRuntime")
    out.line("import OpenAPIConformance")
    out.line("import Testing")
    if let module {
      out.blank()
      if case .internal = plan.access { out.line("@testable import ", module) } else { out.line("import ", module) }
    }
    let fileName = plan.source.fileName
    out.blank()
    out.line("@Suite(", Literals.string(joined(plan.namespace, " conforms to ", fileName)), ")")
    out.open("struct ", plan.namespace, "ConformanceTests {")
    out.raw(tests)
    out.blank()
    out.open("static func conformance() throws -> Conformance {")
    out.line("try Conformance(")
    out.indent()
    out.line(
      "document: document, fileName: ", Literals.string(fileName), ", types: types, operations: operations",
      omitted(plan))
    out.outdent()
    out.open(") { transport in")
    out.line(client(plan))
    out.close()
    out.close()
    out.blank()
    var names: [(pointer: String, name: String)] = []
    for type in plan.allTypes { collect(type, in: [plan.namespace], into: &names) }
    out.open("static let types: [String: any JSONCodable.Type] = [")
    for entry in names { out.line(Literals.string(entry.pointer), ": ", entry.name, ".self,") }
    if names.isEmpty { out.line(":") }
    out.close("]")
    out.blank()
    out.open("static let operations: [ConformanceOperation] = [")
    for operation in plan.operations { printCalls(operation, plan, &out) }
    out.close("]")
    out.blank()
    out.line("static let document = ", Literals.raw(document))
    out.close()
    return out.text
  }

  private static let tests = """
      @Test("the request of every operation conforms", arguments: try conformance().operationChecks)
      func request(of operation: OperationCheck) async throws {
        let findings = try await operation.findings()
        #expect(findings.isEmpty, "\\(findings)")
      }

      @Test("every answer of the document is read", arguments: try conformance().answerChecks)
      func answer(_ answer: AnswerCheck) async {
        let differences = await answer.differences()
        #expect(differences == [])
      }

      @Test("every example decodes and encodes back to equal JSON", arguments: try conformance().validExamples)
      func example(_ example: ExampleCheck) {
        #expect(example.differences() == [])
      }

      @Test("every operation of the document can be called")
      func coverage() throws {
        let conformance = try Self.conformance()
        #expect(conformance.uncheckedOperations == [])
        for omission in conformance.operationsWithoutExample + conformance.answersWithoutExample {
          Issue.record(Comment(rawValue: omission), severity: .warning)
        }
      }

    """

  /// What the client leaves out is no lack of it.
  private static func omitted(_ plan: ClientPlan) -> String {
    if plan.omittedOperations.isEmpty { return "" }
    return ",\n      omitted: " + Literals.strings(plan.omittedOperations)
  }

  private static func client(_ plan: ClientPlan) -> String {
    var arguments = ""
    for credential in plan.client.credentials {
      let value: String
      switch credential.kind {
      case .basic: value = "BasicCredential(user: \"user\", password: \"password\")"
      default: value = "\"conformance\""
      }
      arguments.append(joined(credential.name, ": ", value, ", "))
    }
    return joined(
      plan.namespace, ".Client(", arguments, "server: .init(url: ", server(plan), "), transport: transport)")
  }

  /// The first server with its variables' defaults, so that the base path is the document's.
  private static func server(_ plan: ClientPlan) -> String {
    guard let server = plan.client.servers.first else { return Literals.string("http://127.0.0.1") }
    var url = ""
    var hole: String?
    for scalar in server.url.unicodeScalars {
      switch (scalar, hole) {
      case ("{", _): hole = ""
      case ("}", let name?):
        hole = nil
        for variable in server.variables { if variable.wireName == name { url.append(variable.defaultValue) } }
      case (_, _?): hole?.unicodeScalars.append(scalar)
      case (_, nil): url.unicodeScalars.append(scalar)
      }
    }
    return Literals.string(url.hasPrefix("http") ? url : "http://127.0.0.1" + url)
  }

  private static func collect(_ type: TypePlan, in path: [String], into names: inout [(pointer: String, name: String)])
  {
    let full = path + [type.name]
    if isCodable(type), let pointer = type.documentation.pointer, !names.contains(where: { $0.pointer == pointer }) {
      names.append((pointer, full.joined(separator: ".")))
    }
    for nested in type.nested { collect(nested, in: full, into: &names) }
  }

  private static func isCodable(_ type: TypePlan) -> Bool {
    switch type.kind {
    case .structure(let plan): plan.isJSON
    case .openEnum, .union, .tuple: true
    case .alias(let use): isCodable(use)
    case .namespace, .bodyChoice, .answerChoice, .servers: false
    }
  }

  private static func isCodable(_ use: TypeUse) -> Bool {
    switch use {
    case .filePart, .requestBody, .responseBody, .text, .bytes, .void, .events, .jsonLines, .named: false
    case .array(.named), .dictionary(.named), .optional(.named), .nullable(.named): true
    case .array(let element), .dictionary(let element), .optional(let element), .nullable(let element):
      isCodable(element)
    default: true
    }
  }

  // MARK: calls

  private static func printCalls(_ operation: OperationPlan, _ plan: ClientPlan, _ out: inout SourceWriter) {
    for body in bodyArguments(operation, plan: plan) {
      var arguments: [String] = []
      for argument in Printer.arguments(operation) {
        if argument.name == operation.body?.name {
          arguments.append(argument.passing(body))
        } else if let parameter = operation.parameters.first(where: { $0.name == argument.name }) {
          let name = Literals.string(parameter.wireName)
          arguments.append(joined(argument.label, ": try input.", parameter.location.rawValue, "(", name, ")"))
        }
      }
      let place = Literals.list([operation.method, operation.path])
      out.open("ConformanceOperation(", place, ") { input, client in")
      let values = arguments.joined(separator: ", ")
      out.line("_ = try await client.send(", plan.namespace, ".", operation.name, "(", values, "))")
      out.close("},")
    }
  }

  /// One expression for each content type the body may have; a single empty one where there is no body.
  private static func bodyArguments(_ operation: OperationPlan, plan: ClientPlan) -> [String] {
    guard let body = operation.body else { return [""] }
    if case .choice = body.content, let choice = choice(operation) {
      // The first choice stands for the operation: the document's order is its preference.
      guard let first = choice.cases.first else { return ["nil"] }
      return [joined(".", first.name, "(", value(first.content, first.type, operation, plan), ")")]
    }
    return [value(body.content, body.type, operation, plan)]
  }

  private static func choice(_ operation: OperationPlan) -> BodyChoicePlan? {
    for type in operation.types?.nested ?? [] {
      if case .bodyChoice(let plan) = type.kind { return plan }
    }
    return nil
  }

  private static func value(
    _ content: BodyContentPlan, _ type: TypeUse, _ operation: OperationPlan, _ plan: ClientPlan
  ) -> String {
    switch content {
    case .json(let contentType), .jsonLines(let contentType), .multipartJSON(let contentType):
      return input("try input.body", contentType)
    case .form: return input("try input.body", "application/x-www-form-urlencoded")
    case .text(let contentType): return input("input.text", contentType)
    case .binary(let contentType): return input("input.bytes", contentType)
    case .multipart: return form(type, operation, plan)
    case .choice: return "nil"
    }
  }

  private static func input(_ method: String, _ name: String) -> String {
    joined(method, "(", Literals.string(name), ")")
  }

  private static func form(_ type: TypeUse, _ operation: OperationPlan, _ plan: ClientPlan) -> String {
    guard let structure = structure(type, operation, plan) else {
      return input("try input.body", "multipart/form-data")
    }
    var arguments: [String] = []
    for property in structure.properties {
      if !property.isInInitializer { continue }
      if case .constant = property.presence { continue }
      let method: String
      switch fileShape(property.type) {
      case .one: method = "input.file"
      case .many: method = "input.files"
      case .none: method = "try input.part"
      }
      arguments.append(joined(property.name, ": ", input(method, property.key)))
    }
    return joined(".init(", arguments.joined(separator: ", "), ")")
  }

  private enum FileShape { case none, one, many }

  private static func fileShape(_ type: TypeUse) -> FileShape {
    switch type {
    case .filePart: .one
    case .optional(let wrapped): fileShape(wrapped)
    case .array(let element):
      switch fileShape(element) {
      case .none: .none
      case .one, .many: .many
      }
    default: .none
    }
  }

  private static func structure(_ type: TypeUse, _ operation: OperationPlan, _ plan: ClientPlan) -> StructurePlan? {
    guard case .named(let path) = type else {
      if case .optional(let wrapped) = type { return structure(wrapped, operation, plan) }
      return nil
    }
    var candidates = plan.allTypes
    var found: TypePlan?
    for name in path {
      found = candidates.first { $0.name == name }
      candidates = found?.nested ?? []
    }
    switch found?.kind {
    case .structure(let plan)?: return plan
    case .alias(let use)?: return structure(use, operation, plan)
    default: return nil
    }
  }
}
