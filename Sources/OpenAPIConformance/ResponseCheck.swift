import OpenAPIClientRuntime
import OpenAPIDocument
import OpenAPISyntax
import OpenAPIValidation

/// Reads one documented response, made from its schema, with the generated type and with the client.
public struct ResponseCheck: Sendable, CustomStringConvertible {
  /// Operation, status and content type, such as `GET /pets 200 application/json`.
  public let description: String
  let sample: JSONNode
  let schema: JSONNode
  let roundTrip: RoundTrip
  /// The response that the client has to read; nil where only the type is checked.
  let response: HTTPResponse?
  let request: OperationCheck?

  /// The differences after decoding and encoding, and the mistakes of the client in reading the response.
  ///
  /// Empty if the response comes back as it was made, with the tolerance of `ExampleCheck`.
  public func differences() async -> [String] {
    let found = roundTrip.differences(sample, schema: schema, isSent: false).map(\.text)
    guard found.isEmpty, let response, let request else { return found }
    let isSuccess = response.status < 300
    let transport = RecordingTransport(response)
    do {
      try await request.send(transport)
      return isSuccess ? [] : ["status \(response.status) is read as a success"]
    } catch {
      // If the request couldn't be sent, the operation's own check reports that.
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
  /// The checks of an operation's JSON responses, and a sentence for each one for which no valid response could be made.
  static func all(
    of operation: DocumentOperation, _ request: OperationCheck?, _ roundTrip: RoundTrip, _ maker: ExampleMaker
  ) -> (checks: [ResponseCheck], withoutExample: [String]) {
    var checks: [ResponseCheck] = []
    var withoutExample: [String] = []
    let responses = operation.node.members(of: "responses")
    let keys = responses.map { $0.key.uppercased() }
    for response in responses {
      let status = status(of: response.key.uppercased(), among: keys)
      let contents = maker.follow(response.value).members(of: "content").compactMap { content in
        MIMEType(content.key)?.isJSON == true
          ? maker.follow(content.value)["schema"].map { (type: content.key, schema: $0) } : nil
      }
      for (index, content) in contents.enumerated() {
        let name = "\(operation.name) \(response.key) \(content.type)"
        guard let sample = maker.sample(of: content.schema) else {
          withoutExample.append(
            "\(name) is not checked, because no valid response could be made; add an example to its schema")
          continue
        }
        // The client accepts the first of several types.
        let isSent = index == 0 && operation.method != "HEAD"
        let made = status.map {
          HTTPResponse(
            status: $0, fields: HTTPFields([("Content-Type", content.type)]),
            body: .bytes(Array(sample.compactText.utf8)))
        }
        checks.append(
          ResponseCheck(
            description: name, sample: sample, schema: content.schema, roundTrip: roundTrip,
            response: isSent ? made : nil, request: request))
      }
    }
    return (checks, withoutExample)
  }

  /// A status that this entry of `responses` describes and no other; nil if it is neither a success nor a failure, or has
  /// no body.
  private static func status(of key: String, among keys: [String]) -> Int? {
    if let status = Int(key) {
      let isSuccess = (200..<300).contains(status) && status != 204 && status != 205
      return isSuccess || (400..<600).contains(status) ? status : nil
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
