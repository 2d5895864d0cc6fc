#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The kinds of response bodies.
enum ResponseContent: Hashable, Sendable {
  case json, form, text, bytes, body, empty, jsonLines
  case events(EventShape)

  /// Its content type if the document doesn't name one.
  var usualType: String? {
    switch self {
    case .json: "application/json"
    case .form: "application/x-www-form-urlencoded"
    case .text: "text/plain; charset=utf-8"
    case .bytes, .body: "application/octet-stream"
    case .jsonLines: "application/jsonl"
    case .events: "text/event-stream"
    case .empty: nil
    }
  }
}

/// An output can't be written as a response.
package struct ResponseWritingError: Error, CustomStringConvertible {
  package let description: String
}

extension APIOperation {
  /// The response that a service would send for an output: the one that is read as this output.
  ///
  /// - Parameters:
  ///   - output: The value that the operation returns.
  ///   - status: The status; nil for the documented one of such an output, or if there is none, for 200 or 204.
  ///   - fields: Header fields; `Content-Type` is added if it is missing.
  /// - Returns: The response.
  /// - Throws: `ResponseWritingError` if no documented response is read as this output.
  package func httpResponse(
    giving output: Output, status: Int? = nil, fields: HTTPFields = HTTPFields()
  ) async throws -> HTTPResponse {
    var reason = ""
    for item in response.cases {
      let value = item.isPayload ? Self.payload(of: output) : Self.unwrapped(output)
      let status = status ?? (method == .head ? 200 : item.status.example(isEmpty: item.content == .empty))
      do {
        guard let written = try item.content.response(value, item.contentType, status: status, fields) else { continue }
        // Only reading the response tells which of several cases it is.
        if !item.isPayload { return written }
        let read = try await item.read(IncomingResponse(written, limit: .max, report: report))
        if Self.caseName(read) == Self.caseName(output) { return written }
      } catch {
        reason = ": \(error)"
      }
    }
    // nil can be a body of `null`.
    if Self.unwrapped(output) == nil, let item = response.cases.first,
      let written = try item.content.response(JSONValue.null, item.contentType, status: status ?? 200, fields)
    {
      return written
    }
    throw ResponseWritingError(description: "\(Output.self) can't be written as a response\(reason)")
  }

  private var report: FailureReport {
    FailureReport(
      operationID: id, method: method, path: pathTemplate, redaction: Redaction(secrets: []), maximumResponseSize: .max)
  }

  /// The value inside optionals; nil for nil and for `Void`.
  private static func unwrapped(_ value: Any) -> Any? {
    if value is Void { return nil }
    let mirror = Mirror(reflecting: value)
    guard mirror.displayStyle == .optional else { return value }
    return mirror.children.first.flatMap { unwrapped($0.value) }
  }

  private static func payload(of value: Output) -> Any? {
    Mirror(reflecting: value).children.first.flatMap { unwrapped($0.value) }
  }

  private static func caseName(_ value: Output) -> String {
    Mirror(reflecting: value).children.first?.label ?? "\(value)"
  }
}

extension StatusPattern {
  /// A success status that fits the pattern.
  fileprivate func example(isEmpty: Bool) -> Int {
    switch form {
    case .exactly(let status): status
    case .range(let hundreds): hundreds * 100
    case .others: isEmpty ? 204 : 200
    }
  }
}

extension ResponseContent {
  /// A response with a value as its body; nil if the value is of another type.
  fileprivate func response(
    _ value: Any?, _ documentedType: String?, status: Int, _ fields: HTTPFields
  ) throws -> HTTPResponse? {
    var fields = fields
    if fields["Content-Type"] == nil {
      // A range such as `image/*` can't be a content type.
      fields["Content-Type"] = documentedType.flatMap { $0.contains("*") ? nil : $0 } ?? usualType
    }
    guard let value else { return self == .empty ? HTTPResponse(status: status, fields: fields) : nil }
    return try body(value, contentType: fields["Content-Type"]).map {
      HTTPResponse(status: status, fields: fields, body: $0)
    }
  }

  /// A response with a value from an example.
  func response(_ value: JSONValue, contentType: String, status: Int) throws -> HTTPResponse? {
    let text = value.string ?? value.jsonText
    let values = value.array ?? [value]
    let texts = values.compactMap(\.string)
    let content: Any =
      switch self {
      case .json, .form: value
      case .text: text
      case .bytes: Array(text.utf8)
      case .body: ResponseBody.bytes(Array(text.utf8))
      case .jsonLines: JSONLines(values)
      case .events where texts.count == values.count: EventStream(texts)
      case .events: EventStream(values)
      case .empty: ()
      }
    return try response(self == .empty ? nil : content, contentType, status: status, HTTPFields())
  }

  private func body(_ value: Any, contentType: String?) throws -> ResponseBody? {
    switch self {
    case .json: return try (value as? any JSONCodable).map { .bytes(try $0.jsonBytes()) }
    case .form:
      guard let value = value as? any JSONCodable else { return nil }
      let pairs = FormText.pairs(try JSONValue(jsonBytes: value.jsonBytes()), [:], kept: .form)
      return .bytes(Array(pairs.joined(separator: "&").utf8))
    case .text:
      return try (value as? String).map { .bytes(try CharacterSets.encode($0, contentType: contentType ?? "")) }
    case .bytes: return (value as? [UInt8] ?? (value as? Data).map(Array.init)).map { .bytes($0) }
    case .body: return value as? ResponseBody
    case .empty: return nil
    case .events, .jsonLines: return (value as? any WrittenStream)?.body(self)
    }
  }
}

/// A stream whose elements can be written as a service sends them.
private protocol WrittenStream {
  func body(_ content: ResponseContent) -> ResponseBody
}

extension JSONLines: WrittenStream {
  fileprivate func body(_ content: ResponseContent) -> ResponseBody {
    ResponseBody(map { Array($0.jsonText.utf8) + [UInt8(ascii: "\n")] })
  }
}

extension EventStream: WrittenStream {
  fileprivate func body(_ content: ResponseContent) -> ResponseBody {
    let isWhole = content != .events(.data)
    return ResponseBody(map { Array((isWhole ? Self.wholeText($0) : Self.dataText($0)).utf8) })
  }

  /// `data: …`, a line each, and the blank line that ends an event.
  private static func dataText(_ event: Event) -> String {
    let data = (event as? String) ?? event.jsonText
    return data.split(separator: "\n", omittingEmptySubsequences: false).map { "data: \($0)\n" }.joined() + "\n"
  }

  /// An event whose type describes the whole event: its name, its data and its id.
  private static func wholeText(_ event: Event) -> String {
    guard let members = try? JSONValue(jsonString: event.jsonText).object else { return dataText(event) }
    var text = ""
    for member in members where !member.value.isNull {
      let value = member.value.string ?? member.value.jsonText
      text += value.split(separator: "\n", omittingEmptySubsequences: false).map { "\(member.key): \($0)\n" }.joined()
    }
    return text + "\n"
  }
}
