import LoopbackHTTP
import OpenAPIDocument
import OpenAPIValidation

/// Checks requests against a service's document.
struct DocumentChecker: Sendable {
  private let validator: RequestValidator
  private let tolerated: [Tolerance]

  /// A location where the real service is known to accept more than its document says.
  struct Tolerance: Sendable {
    var path: String
    /// The location in the body.
    var pointer: String
    /// The keywords of the schema that are not checked there; empty for a property that the schema doesn't name.
    var keywords: [String]
  }

  init(_ service: SandboxService) throws(SandboxError) {
    let (name, text, tolerated) =
      switch service {
      // The vendor's own client sends levels such as "2K", which the enum of v4 doesn't list.
      case .tensorsLab:
        (
          "tensorslab.json", TensorsLabDocument.json,
          [Tolerance(path: "/v1/images/seedreamv4", pointer: "#/resolution", keywords: ["enum"])]
        )
      // The page's text allows names beside the object, and for edits an object beside the names.
      case .oneRouter:
        (
          "onerouter.json", OneRouterDocument.json,
          [
            Tolerance(path: "/v1/images/generations", pointer: "#/size", keywords: ["type"]),
            Tolerance(path: "/v1/images/edits", pointer: "#/size", keywords: ["type", "enum"]),
            Tolerance(path: "/v1/images/generations", pointer: "#/image_size", keywords: []),
            Tolerance(path: "/v1/images/edits", pointer: "#/image_size", keywords: []),
          ]
        )
      case .novita: ("novita.json", NovitaDocument.json, [])
      }
    var diagnostics = Diagnostics()
    guard let tree = JSONTree.parse(Array(text.utf8), file: name, diagnostics: &diagnostics) else {
      throw .unusableDocument(name)
    }
    var options = RequestValidator.Options()
    options.reportsUndeclaredProperties = true
    validator = RequestValidator(document: tree, options: options)
    self.tolerated = tolerated
  }

  /// The violations of the document.
  func findings(_ request: ServerRequest, body: [UInt8]) -> [Finding] {
    let hasBody = !body.isEmpty || request.field("Content-Type") != nil
    let recorded = RecordedRequest(
      method: request.method, target: request.target, fields: request.fields, body: hasBody ? body : nil)
    return validator.validate(recorded).filter { $0.kind == .violation && !isTolerated($0, path: request.path) }
  }

  private func isTolerated(_ finding: Finding, path: String) -> Bool {
    tolerated.contains { tolerance in
      guard tolerance.path == path, finding.instancePointer == tolerance.pointer else { return false }
      return tolerance.keywords.isEmpty
        || tolerance.keywords.contains { finding.schemaPointer.hasSuffix("/\($0)") }
    }
  }
}
