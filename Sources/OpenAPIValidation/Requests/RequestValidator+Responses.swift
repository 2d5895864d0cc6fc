import OpenAPIDocument

extension RequestValidator {
  /// Checks a response.
  /// - Parameters:
  ///   - operation: The operation that was requested.
  ///   - status: The status code.
  ///   - fields: The header fields in order.
  ///   - body: The body without transfer coding.
  /// - Returns: What is wrong or could not be checked; empty if the response conforms.
  public func validateResponse(
    to operation: DocumentOperation, status: Int, fields: [(name: String, value: String)], body: [UInt8]
  ) -> [Finding] {
    let responses = operation.node["responses"]
    let range = "\(status / 100)XX"
    let declared = responses?[String(status)] ?? responses?[range] ?? responses?[range.lowercased()]
    guard let declared = declared ?? responses?["default"] else {
      return [
        Finding(
          .violation, subject: "response", rule: responses ?? operation.node,
          message: "the document has no response with status \(status)")
      ]
    }
    guard let response = library.dereference(declared) else {
      return [Finding(.unchecked, subject: "response", rule: declared, message: "the reference can't be resolved")]
    }
    var findings: [Finding] = []
    for header in response.members(of: "headers") where header.key.lowercased() != "content-type" {
      findings += validateHeader(named: header.key, header.value, in: fields, subject: "response header")
    }
    let contentTypes = FieldList.values("Content-Type", in: fields)
    if body.isEmpty {
      if operation.method == "HEAD" || status == 304 { return findings }
      if contentTypes.isEmpty {
        guard let content = response["content"], content.count > 0 else { return findings }
        return findings + [
          Finding(.violation, subject: "response body", rule: content, message: "the body is missing")
        ]
      }
    }
    let check = BodyCheck(
      validator: self, subject: "response body", direction: .response, contentTypes: contentTypes, bytes: body)
    return findings + check.findings(content: response["content"], of: response)
  }

  /// Checks a field that a Header Object describes.
  func validateHeader(
    named name: String, _ declared: JSONNode, in fields: [(name: String, value: String)], subject: String
  ) -> [Finding] {
    let subject = "\(subject) \"\(name)\""
    guard let node = library.dereference(declared) else {
      return [Finding(.unchecked, subject: subject, rule: declared, message: "the reference can't be resolved")]
    }
    let values = FieldList.values(name, in: fields)
    if values.isEmpty {
      guard node["required"]?.bool == true else { return [] }
      return [Finding(.violation, subject: subject, rule: node, message: "the required field is missing")]
    }
    return validateField(ParameterRule(headerNamed: name, node), values).map {
      var finding = $0
      finding.subject = subject
      return finding
    }
  }
}
