import OpenAPIClientRuntime
import OpenAPIDocument
import OpenAPIValidation

/// Holds a generated client against the document it was generated from.
///
/// `openapi-client generate … --tests` writes tests that use this. What an operation sends is judged by
/// `OpenAPIValidation`, which reads the document by itself and shares nothing with the generator's planning.
public struct Conformance: Sendable {
  /// Every operation of the document for whose arguments valid values are known, in its order.
  public let operationChecks: [OperationCheck]
  /// What is left out of `operationChecks`, a sentence for each operation that says why and how to fix it.
  ///
  /// No value could be found or made that is valid by the schema of an argument.
  public let operationsWithoutExample: [String]
  /// Every JSON response of the operations that a valid one could be made up for, success or failure.
  public let responseChecks: [ResponseCheck]
  /// What is left out of `responseChecks`, a sentence each.
  public let responsesWithoutExample: [String]
  /// Every example of the document, in its order.
  public let exampleChecks: [ExampleCheck]
  /// The examples that are valid by their own schema: these must come back equal.
  ///
  /// Left out are multipart bodies: they are sent in parts and never as the JSON that their example is written in. The
  /// first example of each is what the operation's check sends.
  public var validExamples: [ExampleCheck] { exampleChecks.filter { $0.isValid && !$0.isSentInParts } }
  /// Operations of the document without a check, such as `GET /pets`.
  public let uncheckedOperations: [String]

  /// - Parameters:
  ///   - document: the text of the document.
  ///   - fileName: its name, for messages.
  ///   - types: the generated types by the JSON pointer of their schema.
  ///   - operations: a closure for each operation that builds and sends it.
  ///   - omitted: operations, such as `GET /pets`, that the client is not meant to have.
  ///   - client: makes the generated client on a transport, with any credentials.
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
    var given: [String: ConformanceOperation] = [:]
    for operation in operations { given[operation.id] = operation }
    var checks: [OperationCheck] = []
    var unchecked: [String] = []
    var withoutExample: [String] = []
    var responses: [ResponseCheck] = []
    var withoutResponse: [String] = []
    for operation in validator.operations {
      let id = operation.name
      guard let known = given[id] else {
        if !omitted.contains(id) { unchecked.append(id) }
        continue
      }
      let input = OperationInput(operation: operation, maker: maker)
      let lacking = input.argumentsWithoutValue
      var check: OperationCheck?
      if lacking.isEmpty {
        check = OperationCheck(
          operation: known, input: input, validator: validator, client: client, basePath: basePath)
      } else {
        withoutExample.append(
          "\(id) is not checked, for no valid value could be made up for \(lacking.joined(separator: " and ")); "
            + "an example in the document mends that")
      }
      if let check { checks.append(check) }
      let found = ResponseCheck.all(of: operation, check, roundTrip, responseMaker)
      responses += found.checks
      withoutResponse += found.lacking
    }
    operationChecks = checks
    uncheckedOperations = unchecked
    operationsWithoutExample = withoutExample
    responseChecks = responses
    responsesWithoutExample = withoutResponse
    exampleChecks = examples.all.map { ExampleCheck(example: $0, examples: examples, roundTrip: roundTrip) }
  }
}

extension Conformance {
  /// The path of the first server, if no server of the document has a host.
  private static func basePath(_ document: JSONNode) -> String? {
    var paths: [String] = []
    for server in document["servers"]?.elements.map({ $0 }) ?? [] {
      var url = server["url"]?.string ?? ""
      for variable in server["variables"]?.members.map({ $0 }) ?? [] {
        let value = variable.value["default"]?.string ?? ""
        url = url.split(separator: "{\(variable.key)}", omittingEmptySubsequences: false).joined(separator: value)
      }
      if !url.hasPrefix("/") { return nil }
      paths.append(url)
    }
    return paths.first
  }
}

/// What keeps a conformance check from being made.
public struct ConformanceError: Error, CustomStringConvertible, Sendable {
  /// What happened and where.
  public let description: String

  init(_ description: String) { self.description = description }
}

/// A generated operation, ready to be sent with arguments from the document's examples.
public struct ConformanceOperation: Sendable {
  let id: String
  let send: @Sendable (OperationInput, any APIClient) async throws -> Void

  /// - Parameters:
  ///   - method: the HTTP method in capitals.
  ///   - path: the path template.
  ///   - send: takes each argument from the input and sends the operation through the client.
  public init(
    _ method: String, _ path: String, send: @escaping @Sendable (OperationInput, any APIClient) async throws -> Void
  ) {
    id = "\(method) \(path)"
    self.send = send
  }
}
