import OpenAPIClientRuntime
import OpenAPIDocument
import OpenAPISyntax
import OpenAPIValidation

/// Reads one documented answer, made up from its schema: by the generated type, and as the client does.
public struct AnswerCheck: Sendable, CustomStringConvertible {
  /// Operation, status and content type, such as `GET /pets 200 application/json`.
  public let description: String
  let sample: JSONNode
  let schema: JSONNode
  let roundTrip: RoundTrip
  /// What the client is answered with; nil where that tells nothing more than the type does.
  let answer: HTTPResponse?
  let request: OperationCheck?

  /// What differs after decoding and encoding, and what the client makes of such an answer other than it should.
  ///
  /// Empty if the answer comes back as it was made up, with the tolerance of `ExampleCheck`.
  public func differences() async -> [String] {
    let found = roundTrip.differences(sample, schema: schema, isSent: false).map(\.text)
    guard found.isEmpty, let answer, let request else { return found }
    let isSuccess = answer.status < 300
    let transport = RecordingTransport(answer)
    do {
      try await request.send(transport)
      return isSuccess ? [] : ["status \(answer.status) is taken for a success"]
    } catch {
      // What keeps the request from being sent is found by its own check.
      guard await transport.request != nil else { return [] }
      guard !isSuccess, let error = error as? ClientError, error.kind == .status else {
        return ["status \(answer.status) is not read: \(error)"]
      }
      guard let read = error.documentedBody else {
        return ["status \(answer.status) has no typed answer"]
      }
      return roundTrip.differences(sample, read, schema: schema).map(\.text)
    }
  }
}

extension AnswerCheck {
  /// The answers of an operation as JSON, and those for which nothing valid could be made up.
  static func all(
    of operation: DocumentOperation, _ request: OperationCheck?, _ roundTrip: RoundTrip, _ maker: ExampleMaker
  ) -> (checks: [AnswerCheck], lacking: [String]) {
    var checks: [AnswerCheck] = []
    var lacking: [String] = []
    let responses = operation.node["responses"].map { Array($0.members) } ?? []
    let keys = responses.map { $0.key.uppercased() }
    for response in responses {
      let status = status(of: response.key.uppercased(), among: keys)
      var isFirst = true
      for content in maker.follow(response.value)["content"].map({ Array($0.members) }) ?? [] {
        let media = maker.follow(content.value)
        guard MIMEType(content.key)?.isJSON == true, let schema = media["schema"] else { continue }
        let name = "\(operation.name) \(response.key) \(content.key)"
        // Of several forms of one answer the client asks for the first.
        let isSent = isFirst && operation.method != "HEAD"
        isFirst = false
        guard let sample = maker.sample(of: schema) else {
          lacking.append(
            "\(name) is not checked, for no valid answer could be made up; an example in its schema mends that")
          continue
        }
        let answer = status.map {
          HTTPResponse(
            status: $0, fields: HTTPFields([("Content-Type", content.key)]),
            body: .bytes(Array(sample.compactText.utf8)))
        }
        checks.append(
          AnswerCheck(
            description: name, sample: sample, schema: schema, roundTrip: roundTrip, answer: isSent ? answer : nil,
            request: request))
      }
    }
    return (checks, lacking)
  }

  /// A status that an entry of `responses` is for and no other; nil for those that are neither success nor failure, and
  /// for those without a body.
  private static func status(of key: String, among keys: [String]) -> Int? {
    if let status = Int(key) {
      return (200..<300).contains(status) && status != 204 && status != 205 || (400..<600).contains(status)
        ? status : nil
    }
    if key == "DEFAULT" {
      if !keys.contains(where: { $0.hasPrefix("2") }) { return 200 }
      if !keys.contains("5XX"), !keys.contains("599") { return 599 }
      return keys.contains("4XX") || keys.contains("499") ? nil : 499
    }
    guard key.hasSuffix("XX"), let hundreds = Int(key.prefix(1)), [2, 4, 5].contains(hundreds) else { return nil }
    let status = hundreds * 100 + 99
    return keys.contains(String(status)) ? nil : status
  }
}
