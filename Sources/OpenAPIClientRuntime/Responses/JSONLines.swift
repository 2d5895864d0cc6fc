import OpenAPISyntax

/// The values of a response with one JSON value per line, to be iterated once.
///
/// Iterating throws `ClientError`: with kind `decoding` where a line doesn't fit the type.
public struct JSONLines<Value: JSONCodable>: AsyncSequence, Sendable {
  /// What iterating gives.
  public typealias Element = Value
  /// What iterating throws.
  public typealias Failure = ClientError

  private enum Source: Sendable {
    case response(IncomingResponse)
    case given([Value], ClientError?)
  }

  private let source: Source

  init(_ incoming: IncomingResponse) { source = .response(incoming) }

  /// Creates a stream of given values, for tests.
  ///
  /// - Parameters:
  ///   - values: The values.
  ///   - failure: What is thrown after the last one; nil to end the stream.
  public init(_ values: [Value], failure: ClientError? = nil) { source = .given(values, failure) }

  /// Begins to iterate.
  public func makeAsyncIterator() -> Iterator {
    switch source {
    case .response(let incoming): Iterator(form: .response(incoming, LineReader(incoming)))
    case .given(let values, let failure): Iterator(form: .given(values[...], failure))
    }
  }

  /// Reads line after line.
  public struct Iterator: AsyncIteratorProtocol {
    /// What iterating throws.
    public typealias Failure = ClientError

    enum Form {
      case response(IncomingResponse, LineReader)
      case given(ArraySlice<Value>, ClientError?)
    }

    var form: Form

    /// The next value, or nil at the end.
    ///
    /// Empty lines are skipped.
    public mutating func next() async throws(ClientError) -> Value? {
      switch form {
      case .given(var values, let failure):
        if let value = values.popFirst() {
          form = .given(values, failure)
          return value
        }
        form = .given([], nil)
        if let failure { throw failure }
        return nil
      case .response(let incoming, var lines):
        let line = try await lines.next()
        form = .response(incoming, lines)
        return try line.map { line throws(ClientError) in try incoming.decode(line) }
      }
    }
  }
}

/// Cuts a body into lines; empty ones are left out.
struct LineReader {
  private var chunks: ResponseBody.AsyncIterator
  private let report: FailureReport
  private var rest: [UInt8] = []
  private var position = 0
  private var isEnded = false

  init(_ incoming: IncomingResponse) {
    chunks = incoming.stream().makeAsyncIterator()
    report = incoming.report
  }

  /// The next line without its end, or nil.
  mutating func next() async throws(ClientError) -> [UInt8]? {
    while true {
      while let line = cut() {
        if !line.isEmpty { return line }
      }
      if isEnded { return nil }
      try await fill()
    }
  }

  /// The next line that has arrived completely, without white space and RFC 7464's record separator before the value.
  private mutating func cut() -> [UInt8]? {
    let end: Int
    if let found = rest[position...].firstIndex(of: UInt8(ascii: "\n")) {
      end = found
    } else if isEnded && position < rest.count {
      end = rest.count
    } else {
      return nil
    }
    let line = rest[position..<end].drop { $0.isSpaceOrTab || $0 == UInt8(ascii: "\r") || $0 == 0x1E }
    position = min(end + 1, rest.count)
    return Array(line)
  }

  private mutating func fill() async throws(ClientError) {
    rest.removeSubrange(..<position)
    position = 0
    let chunk: [UInt8]?
    do {
      chunk = try await chunks.next()
    } catch {
      throw report.failure(error)
    }
    guard let chunk else {
      isEnded = true
      return
    }
    rest += chunk
    if rest.count > report.maximumResponseSize {
      throw report.failure(ResponseTooLarge(limit: report.maximumResponseSize))
    }
  }
}
