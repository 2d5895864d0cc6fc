import OpenAPIClientRuntime
import OpenAPIDocument
import OpenAPIValidation

/// Checks a generated client against the document it was generated from.
///
/// `openapi-client generate … --tests` writes tests that use this. Requests are checked by `OpenAPIValidation`, which
/// reads the document by itself and shares no code with the generator's planning.
public struct Conformance: Sendable {
  /// A check for each operation whose arguments have valid values, in document order.
  public let operationChecks: [OperationCheck]
  /// The operations without a check because no valid value of an argument could be found or made.
  ///
  /// Each is a sentence that names the argument and says how to fix it.
  public let operationsWithoutExample: [String]
  /// A check for each JSON response, success or failure, for which a valid one could be made.
  public let responseChecks: [ResponseCheck]
  /// The JSON responses without a check, each as a sentence that says why and how to fix it.
  public let responsesWithoutExample: [String]
  /// A check for each example of the document, in document order.
  public let exampleChecks: [ExampleCheck]
  /// The examples that are valid by their own schema, so that they must come back equal.
  ///
  /// Left out are multipart bodies: they are sent in parts and never as the JSON that their example is written in. The
  /// first example of each is what the operation's check sends.
  public var validExamples: [ExampleCheck] { exampleChecks.filter { $0.isValid && !$0.isSentInParts } }
  /// The operations of the document for which no closure was given, such as `GET /pets`.
  public let uncheckedOperations: [String]

  /// Reads the document and prepares the checks.
  /// - Parameters:
  ///   - document: The text of the document, which is JSON.
  ///   - fileName: The name of its file, for messages.
  ///   - types: The generated types, by the JSON pointers of their schemas.
  ///   - operations: The generated operations.
  ///   - omitted: Operations, such as `GET /pets`, that the client leaves out on purpose.
  ///   - client: Makes the generated client with a transport and any credentials.
  /// - Throws: `ConformanceError` if the text is not a JSON document.
  public init(
    document: String, fileName: String, types: [String: any JSONCodable.Type], operations: [ConformanceOperation],
    omitted: Set<String> = [], client: @escaping @Sendable (any Transport) -> any APIClient
  ) throws {
    var diagnostics = Diagnostics()
    guard let tree = JSONTree.parse(Array(document.utf8), file: fileName, diagnostics: &diagnostics) else {
      throw ConformanceError(diagnostics.all.first?.description ?? "\(fileName) is not JSON.")
    }
    let validator = RequestValidator(document: tree)
    let examples = DocumentExamples(document: tree)
    let maker = ExampleMaker(document: tree)
    let roundTrip = RoundTrip(types: types, maker: maker)
    let responseMaker = ExampleMaker(document: tree, direction: .response)
    let basePath = Self.basePath(tree.root)
    let generated = Dictionary(operations.map { ($0.id, $0) }) { _, last in last }
    var checks: [OperationCheck] = []
    var operationsWithoutExample: [String] = []
    var responses: [ResponseCheck] = []
    var responsesWithoutExample: [String] = []
    for operation in validator.operations {
      guard let sender = generated[operation.name] else { continue }
      let input = OperationInput(operation: operation, maker: maker)
      let missing = input.argumentsWithoutValue
      var check: OperationCheck?
      if missing.isEmpty {
        check = OperationCheck(
          operation: sender, input: input, validator: validator, client: client, basePath: basePath)
      } else {
        let arguments = missing.joined(separator: " and ")
        operationsWithoutExample.append(
          "\(operation.name) is not checked, because no valid value could be made for \(arguments); "
            + "add an example to the document")
      }
      if let check { checks.append(check) }
      let found = ResponseCheck.all(of: operation, check, roundTrip, responseMaker)
      responses += found.checks
      responsesWithoutExample += found.withoutExample
    }
    operationChecks = checks
    uncheckedOperations = validator.operations.map(\.name).filter {
      generated[$0] == nil && !omitted.contains($0)
    }
    self.operationsWithoutExample = operationsWithoutExample
    responseChecks = responses
    self.responsesWithoutExample = responsesWithoutExample
    exampleChecks = examples.all.map { ExampleCheck(example: $0, examples: examples, roundTrip: roundTrip) }
  }
}

extension Conformance {
  /// The path of the first server; nil if any server of the document has a host.
  private static func basePath(_ document: JSONNode) -> String? {
    let urls = document.elements(of: "servers").map { server in
      var url = server["url"]?.string ?? ""
      for variable in server.members(of: "variables") {
        let value = variable.value["default"]?.string ?? ""
        url = url.split(separator: "{\(variable.key)}", omittingEmptySubsequences: false).joined(separator: value)
      }
      return url
    }
    return urls.allSatisfy { $0.hasPrefix("/") } ? urls.first : nil
  }
}

/// An error that prevents a conformance check.
public struct ConformanceError: Error, CustomStringConvertible, Sendable {
  /// What happened and where.
  public let description: String

  init(_ description: String) { self.description = description }
}

/// A generated operation with a closure that sends it with arguments from the document.
public struct ConformanceOperation: Sendable {
  let id: String
  let send: @Sendable (OperationInput, any APIClient) async throws -> Void

  /// Pairs an operation of the document with the code that sends it.
  /// - Parameters:
  ///   - method: The HTTP method in capitals.
  ///   - path: The path template.
  ///   - send: Takes each argument from the input, and sends the operation with the client.
  public init(
    _ method: String, _ path: String, send: @escaping @Sendable (OperationInput, any APIClient) async throws -> Void
  ) {
    id = "\(method) \(path)"
    self.send = send
  }
}
