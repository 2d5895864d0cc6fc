import OpenAPIClientRuntime
import OpenAPIDocument
import OpenAPISyntax
import OpenAPIValidation

/// Reads one documented response, made up from its schema: by the generated type, and as the client does.
public struct ResponseCheck: Sendable, CustomStringConvertible {
  /// Operation, status and content type, such as `GET /pets 200 application/json`.
  public let description: String
  let sample: JSONNode
  let schema: JSONNode
  let roundTrip: RoundTrip
  /// What the client gets; nil where that tells nothing more than the type does.
  let response: HTTPResponse?
  let request: OperationCheck?

  /// What differs after decoding and encoding, and what the client makes of such a response other than it should.
  ///
  /// Empty if the response comes back as it was made up, with the tolerance of `ExampleCheck`.
  public func differences() async -> [String] {
    let found = roundTrip.differences(sample, schema: schema, isSent: false).map(\.text)
    guard found.isEmpty, let response, let request else { return found }
    let isSuccess = response.status < 300
    let transport = RecordingTransport(response)
    do {
      try await request.send(transport)
      return isSuccess ? [] : ["status \(response.status) is taken for a success"]
    } catch {
      // What keeps the request from being sent is found by its own check.
      guard await transport.request != nil else { return [] }
      guard !isSuccess, let error = error as? ClientError, error.kind == .status else {
        return ["status \(response.status) is not read: \(error)"]
      }
      guard let read = error.documentedBody else {
        return ["status \(response.status) has no typed response"]
      }
      return roundTrip.differences(sample, read, schema: schema).map(\.text)
    }
  }
}

extension ResponseCheck {
  /// The responses of an operation as JSON, and those for which nothing valid could be made up.
  static func all(
    of operation: DocumentOperation, _ request: OperationCheck?, _ roundTrip: RoundTrip, _ maker: ExampleMaker
  ) -> (checks: [ResponseCheck], lacking: [String]) {
    var checks: [ResponseCheck] = []
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
        // Of several forms of one response the client asks for the first.
        let isSent = isFirst && operation.method != "HEAD"
        isFirst = false
        guard let sample = maker.sample(of: schema) else {
          lacking.append(
            "\(name) is not checked, for no valid response could be made up; an example in its schema mends that")
          continue
        }
        let made = status.map {
          HTTPResponse(
            status: $0, fields: HTTPFields([("Content-Type", content.key)]),
            body: .bytes(Array(sample.compactText.utf8)))
        }
        checks.append(
          ResponseCheck(
            description: name, sample: sample, schema: schema, roundTrip: roundTrip, response: isSent ? made : nil,
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
