import OpenAPISyntax

/// How the success responses of an operation are read, by status and content type.
public struct ResponseReader<Output: Sendable>: Sendable {
  /// One documented response, and how it is read.
  struct Case: Sendable {
    var status: StatusPattern
    /// The documented content type; nil for any.
    var contentType: String?
    /// Its entry in `Accept`; empty for none.
    var accept: String
    /// The kind of the body.
    var content: ResponseContent
    /// Whether the value that is read becomes the payload of a case of the output.
    var isPayload = false
    /// Reads the response; throws `ClientError`, `JSONError` or what the body throws.
    var read: @Sendable (IncomingResponse) async throws -> Output
  }

  var cases: [Case]

  init(cases: [Case]) { self.cases = cases }

  init(
    accept: String, _ content: ResponseContent, _ read: @escaping @Sendable (IncomingResponse) async throws -> Output
  ) {
    cases = [Case(status: .default, contentType: nil, accept: accept, content: content, read: read)]
  }

  /// The `Accept` header's value: each documented type once, in order.
  var accept: String {
    if cases.count == 1 { return cases[0].contentType ?? cases[0].accept }
    let types = cases.map { $0.contentType ?? $0.accept }.filter { !$0.isEmpty }
    return types.uniqued().joined(separator: ", ")
  }

  /// The best response for a status and content type.
  func select(status: Int, contentType: String?) -> Selection {
    // The usual operation documents one response.
    if cases.count == 1, cases[0].contentType == nil {
      return cases[0].status.rank(status, isFailure: false) > 0 ? .read(cases[0]) : .undocumented
    }
    let actual = contentType.flatMap(MIMEType.init)
    var best: Case?
    var bestRank = 0
    var isDocumented = false
    for item in cases {
      let statusRank = item.status.rank(status, isFailure: false)
      guard statusRank > 0 else { continue }
      isDocumented = true
      var typeRank = 1
      if let documented = item.contentType.flatMap(MIMEType.init) {
        // A response without a content type fits every documented one.
        typeRank = actual?.rank(documented: documented) ?? 1
        if typeRank == 0 {
          guard [.bytes, .body].contains(item.content), let actual, actual.isLike(documented) else { continue }
        }
        typeRank += 1
      }
      let rank = statusRank * 8 + typeRank
      if rank > bestRank {
        best = item
        bestRank = rank
      }
    }
    if let best { return .read(best) }
    return isDocumented ? .otherType : .undocumented
  }

  enum Selection {
    case read(Case)
    /// The status is documented, but not with this content type.
    case otherType
    case undocumented
  }

  // MARK: Combining

  /// One of several responses: `.on(202, .json, Output.accepted)`.
  public static func on<Value: Sendable>(
    _ status: StatusPattern, _ reader: ResponseReader<Value>, _ make: @escaping @Sendable (Value) -> Output
  ) -> ResponseReader<Output> {
    one(status, [nil], reader, make)
  }

  /// One of several responses, of a content type: `.on(200, "text/plain", .text, Output.text)`.
  ///
  /// Several content types that are read alike are separated by commas: `"image/png, image/jpeg"`.
  public static func on<Value: Sendable>(
    _ status: StatusPattern, _ contentType: String, _ reader: ResponseReader<Value>,
    _ make: @escaping @Sendable (Value) -> Output
  ) -> ResponseReader<Output> {
    let types = contentType.split(separator: ",").map { type in String(type.drop { $0 == " " }) }
    return one(status, types.isEmpty ? [contentType] : types, reader, make)
  }

  private static func one<Value: Sendable>(
    _ status: StatusPattern, _ contentTypes: [String?], _ reader: ResponseReader<Value>,
    _ make: @escaping @Sendable (Value) -> Output
  ) -> ResponseReader<Output> {
    ResponseReader(
      cases: reader.cases.flatMap { item in
        contentTypes.map { contentType in
          Case(
            status: status, contentType: contentType, accept: item.accept, content: item.content, isPayload: true
          ) { incoming in
            make(try await item.read(incoming))
          }
        }
      })
  }

  /// One of several responses, without content.
  public static func on(_ status: StatusPattern, _ output: Output) -> ResponseReader<Output> {
    ResponseReader(
      cases: [Case(status: status, contentType: nil, accept: "", content: .empty, isPayload: true) { _ in output }])
  }

  /// Several responses: the exact status before the range, the exact content type before `*/*`, then the first.
  public static func choice(_ readers: [ResponseReader<Output>]) -> ResponseReader<Output> {
    ResponseReader(cases: readers.flatMap(\.cases))
  }

  /// A response that may have no content: nil for 204, 205 and empty bodies, of JSON and forms also blank ones.
  ///
  /// A body that is read as it arrives is returned once something has arrived.
  public static func optional<Value: Sendable>(_ reader: ResponseReader<Value>) -> ResponseReader<Value?>
  where Output == Value? {
    ResponseReader(
      cases: reader.cases.map { item in
        Case(
          status: item.status, contentType: item.contentType, accept: item.accept, content: item.content
        ) { incoming in
          if incoming.isEmpty() { return nil }
          do {
            return try await item.read(incoming.optional)
          } catch is IncomingResponse.NoContent {
            return nil
          }
        }
      } + [Case(status: 204, contentType: nil, accept: "", content: .empty) { _ in nil }])
  }
}
