/// Tests that a generated client conforms to its document, printed from the same plan as the client.
///
/// The library `OpenAPIConformance` does the work: it finds the examples in the embedded document and validates the
/// requests. Only the type of each schema and the call of each operation are printed.
public enum ConformanceTests {
  /// The name of the file for a namespace.
  public static func fileName(namespace: String) -> String { "\(namespace)ConformanceTests.swift" }

  /// The tests of a client.
  ///
  ///     @Suite("Pets conforms to pets.json")
  ///     struct PetsConformanceTests { … }
  ///
  /// - Parameters:
  ///   - plan: the plan of the client under test.
  ///   - document: the text of the document.
  ///   - module: the module of the client; nil: the tests' own.
  /// - Returns: the text of the file.
  public static func print(_ plan: ClientPlan, document: String, module: String?) -> String {
    var out = SourceWriter()
    let fileName = plan.source.fileName
    out.header(source: Literals.oneLine(fileName))
    out.blank()
    out.line("import OpenAPIClientRuntime")
    out.line("import OpenAPIConformance")
    out.line("import Testing")
    if let module {
      out.blank()
      out.line("\(plan.access == .internal ? "@testable " : "")import \(module)")
    }
    out.blank()
    out.line("@Suite(\(Literals.string("\(plan.namespace) conforms to \(fileName)")))")
    out.open("struct \(plan.namespace)ConformanceTests {")
    out.raw(tests)
    out.blank()
    printConformance(plan, &out)
    out.blank()
    printTypes(plan, &out)
    out.blank()
    printOperations(plan, &out)
    out.blank()
    out.line("static let document = \(Literals.raw(document))")
    out.close()
    return out.text
  }

  private static let tests = """
      @Test("the request of every operation conforms", arguments: try conformance().operationChecks)
      func request(of operation: OperationCheck) async throws {
        let findings = try await operation.findings()
        #expect(findings.isEmpty, "\\(findings)")
      }

      @Test("every response of the document is read", arguments: try conformance().responseChecks)
      func response(_ response: ResponseCheck) async {
        let differences = await response.differences()
        #expect(differences == [])
      }

      @Test("every example decodes and encodes back to equal JSON", arguments: try conformance().validExamples)
      func example(_ example: ExampleCheck) {
        #expect(example.differences() == [])
        for member in example.undescribedMembers() { Issue.record(Comment(rawValue: member), severity: .warning) }
      }

      @Test("every operation of the document can be called")
      func coverage() throws {
        let conformance = try Self.conformance()
        #expect(conformance.uncheckedOperations == [])
        for omission in conformance.operationsWithoutExample + conformance.responsesWithoutExample {
          Issue.record(Comment(rawValue: omission), severity: .warning)
        }
      }

    """

  // MARK: The client

  /// The function that makes what all tests use.
  ///
  ///     static func conformance() throws -> Conformance {
  ///       try Conformance(document: document, fileName: "pets.json", types: types, operations: operations) { transport in
  ///         Pets.Client(apiKey: "conformance", server: .init(url: "https://…"), transport: transport)
  private static func printConformance(_ plan: ClientPlan, _ out: inout SourceWriter) {
    out.open("static func conformance() throws -> Conformance {")
    out.line("try Conformance(")
    out.indent()
    // Operations that the configuration leaves out need no test.
    let omitted = plan.omittedOperations.isEmpty ? "" : ",\n      omitted: \(Literals.strings(plan.omittedOperations))"
    let fileName = Literals.string(plan.source.fileName)
    out.line("document: document, fileName: \(fileName), types: types, operations: operations\(omitted)")
    out.outdent()
    out.open(") { transport in")
    out.line(client(plan))
    out.close()
    out.close()
  }

  /// `Pets.Client(apiKey: "conformance", server: .init(url: "https://…"), transport: transport)`.
  private static func client(_ plan: ClientPlan) -> String {
    let credentials = plan.client.credentials.map { credential in
      credential.kind == .basic
        ? "\(credential.name): BasicCredential(user: \"user\", password: \"password\")"
        : "\(credential.name): \"conformance\""
    }
    let arguments = credentials + ["server: .init(url: \(Literals.string(server(plan))))", "transport: transport"]
    return "\(plan.namespace).Client(\(arguments.joined(separator: ", ")))"
  }

  /// The URL of the first server, with the defaults of its variables: its path is part of the requests.
  private static func server(_ plan: ClientPlan) -> String {
    guard let url = plan.client.servers.first?.defaultURL else { return "http://127.0.0.1" }
    return url.hasPrefix("http") ? url : "http://127.0.0.1\(url)"
  }

  // MARK: Types

  /// The types by the pointers of their schemas.
  ///
  ///     static let types: [String: any JSONCodable.Type] = [
  ///       "#/components/schemas/Pet": Pets.Pet.self,
  ///     ]
  private static func printTypes(_ plan: ClientPlan, _ out: inout SourceWriter) {
    var known: Set<String> = []
    let names = plan.allTypes.flatMap { codableTypes($0, in: plan.namespace) }.filter {
      known.insert($0.pointer).inserted
    }
    out.open("static let types: [String: any JSONCodable.Type] = [")
    for (pointer, name) in names { out.line("\(Literals.string(pointer)): \(name).self,") }
    if names.isEmpty { out.line(":") }
    out.close("]")
  }

  /// The type and those nested in it that are JSON, by the pointers of their schemas.
  private static func codableTypes(_ type: TypePlan, in outer: String) -> [(pointer: String, name: String)] {
    let name = "\(outer).\(type.name)"
    let own = isCodable(type) ? type.documentation.pointer.map { [(pointer: $0, name: name)] } ?? [] : []
    return own + type.nested.flatMap { codableTypes($0, in: name) }
  }

  /// Whether a declaration is read and written as JSON.
  private static func isCodable(_ type: TypePlan) -> Bool {
    switch type.kind {
    case .structure(let plan): plan.coding == .json
    case .openEnum, .union, .tuple: true
    case .alias(let use): isCodable(use)
    case .namespace, .bodyChoice, .responseChoice, .servers: false
    }
  }

  private static func isCodable(_ use: TypeUse) -> Bool {
    switch use {
    case .filePart, .requestBody, .responseBody, .text, .bytes, .void, .events, .jsonLines, .named: false
    case .array(.named), .dictionary(.named), .optional(.named): true
    case .array(let element), .dictionary(let element), .optional(let element): isCodable(element)
    default: true
    }
  }
}
