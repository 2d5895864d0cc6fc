import OpenAPIClientRuntime
import OpenAPIConformance
import OpenAPIDocument
import OpenAPIValidation

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The document of a client, from which responses are made and against which requests are checked.
///
///     let document = try StubDocument(contentsOf: url)
///     stub.on(Shop.order, .example(from: document))
///     …
///     #expect(stub.violations(of: document) == [])
public struct StubDocument: Sendable {
  private let validator: RequestValidator
  private let maker: ExampleMaker

  /// Reads a document with the files that it refers to, in any form that the generator reads.
  ///
  /// - Parameter url: The file's URL.
  /// - Throws: `StubDocumentError` if it can't be read.
  public init(contentsOf url: URL) throws {
    try self.init(url.path) { path in try? Array(Data(contentsOf: URL(fileURLWithPath: path))) }
  }

  /// Reads a document's text, such as the one that the generator embeds.
  ///
  /// - Parameter text: The text, in JSON or YAML, of a document that is one file.
  /// - Throws: `StubDocumentError` if it can't be read.
  public init(_ text: String) throws {
    try self.init("document") { path in path == "document" ? Array(text.utf8) : nil }
  }

  private init(_ path: String, load: (String) -> [UInt8]?) throws {
    var diagnostics = Diagnostics()
    guard let document = Document.read(root: path, load: load, diagnostics: &diagnostics),
      let tree = JSONTree.parse(Array(document.bundle.utf8), file: path, diagnostics: &diagnostics)
    else {
      throw StubDocumentError(
        diagnostics.all.first { $0.severity == .error }?.description ?? "\(path) is not an OpenAPI document.")
    }
    guard document.separateFiles.isEmpty else {
      throw StubDocumentError(
        "\(path) can't be used together with \(document.separateFiles.joined(separator: ", ")): they are of OpenAPI 3.0 and of "
          + "a later version, which treat the siblings of a `$ref` differently. Use one version for all files.")
    }
    validator = RequestValidator(document: tree)
    maker = ExampleMaker(document: tree, direction: .response)
  }

  /// The violations of the document by a request, a sentence each.
  func violations(_ call: RecordedCall) -> [String] {
    guard let sent = call.operation else { return ["\(call.request) is not an operation of the document"] }
    guard let operation = operation(sent) else {
      return ["the document has no operation \(sent.method) \(sent.pathTemplate)"]
    }
    // The client may use any server, but the document's operations are below the document's own.
    let target = operation.basePath + sent.target(of: call.request)
    let request = RecordedRequest(
      method: call.request.method.rawValue, target: target, fields: call.request.fields.map { ($0.name, $0.value) },
      body: call.body.isEmpty ? nil : call.body)
    return validator.validate(request).filter { $0.kind == .violation }.map { "\(sent.id): \($0)" }
  }

  private func operation(_ sent: SentOperation) -> DocumentOperation? {
    validator.operations.first { $0.method == sent.method.rawValue && $0.path == sent.pathTemplate }
  }

  // MARK: Examples

  /// A success of an operation: the first that its client reads and for which a valid value can be found or made.
  func example(for sent: SentOperation) throws -> HTTPResponse {
    guard let operation = operation(sent) else {
      throw StubDocumentError("The document has no operation \(sent.method) \(sent.pathTemplate).")
    }
    for (status, response) in successes(of: operation) {
      let contents = response.members(of: "content")
      if contents.isEmpty || sent.method == .head { return HTTPResponse(status: status) }
      for content in contents {
        guard let value = value(ofMedia: content.value) else { continue }
        if let response = try sent.response(value, status: status, contentType: content.key) { return response }
      }
    }
    throw StubDocumentError(
      "No valid response of \(sent.functionName) could be made; add an example to the document, or give the stub a response."
    )
  }

  private func value(ofMedia media: JSONNode) -> JSONValue? {
    let media = maker.follow(media)
    guard let schema = media["itemSchema"] ?? media["schema"] else { return maker.value(ofMedia: media) }
    let value = media["itemSchema"] == nil ? maker.value(ofMedia: media) : maker.value(of: schema)
    return maker.isValid(value, schema) ? value : nil
  }

  /// The documented successes with a status each, exact ones first.
  private func successes(of operation: DocumentOperation) -> [(Int, JSONNode)] {
    let responses = operation.node.members(of: "responses")
    let exact = responses.compactMap { member in
      Int(member.key).flatMap { (200..<300).contains($0) ? ($0, maker.follow(member.value)) : nil }
    }
    let ranges = responses.filter { $0.key.uppercased() == "2XX" || $0.key == "default" }
    return exact + ranges.map { (200, maker.follow($0.value)) }
  }
}

extension StubTransport {
  /// The violations of the document by the recorded requests, a sentence each; empty if all of them conform.
  public func violations(of document: StubDocument) -> [String] { recorded.flatMap(document.violations) }
}

/// Why a document can't be used, or has no response for an operation.
public struct StubDocumentError: Error, CustomStringConvertible, Sendable {
  /// What is wrong and what to do.
  public let description: String

  init(_ description: String) { self.description = description }
}
