/// The values of an answer that has one JSON value a line, to be iterated once.
///
/// Iterating throws `ClientError`: with kind `decoding` where a line doesn't fit the type.
public struct JSONLines<Value: JSONCodable>: AsyncSequence, Sendable {
  /// What iterating gives.
  public typealias Element = Value

  let incoming: IncomingAnswer

  init(_ incoming: IncomingAnswer) { self.incoming = incoming }

  /// Begins to iterate.
  public func makeAsyncIterator() -> Iterator { Iterator(incoming: incoming, lines: LineReader(incoming)) }

  /// Reads line after line.
  public struct Iterator: AsyncIteratorProtocol {
    let incoming: IncomingAnswer
    var lines: LineReader

    /// The next value, or nil at the end.
    ///
    /// Empty lines are skipped.
    public mutating func next() async throws -> Value? {
      guard let line = try await lines.next() else { return nil }
      return try incoming.decode(line)
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

  init(_ incoming: IncomingAnswer) {
    chunks = incoming.stream().makeAsyncIterator()
    report = incoming.report
  }

  /// The next line without its end, or nil.
  @inline(never)
  mutating func next() async throws -> [UInt8]? {
    while true {
      while let line = cut() {
        if !line.isEmpty { return line }
      }
      if isEnded { return nil }
      try await fill()
    }
  }

  /// The next whole line at hand.
  ///
  /// RFC 7464 puts a record separator before each value.
  private mutating func cut() -> [UInt8]? {
    let end: Int
    if let found = rest[position...].firstIndex(of: 0x0A) {
      end = found
    } else if isEnded && position < rest.count {
      end = rest.count
    } else {
      return nil
    }
    let line = rest[position..<end].drop { $0 == 0x1E || $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }
    position = min(end + 1, rest.count)
    return Array(line)
  }

  private mutating func fill() async throws {
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
    if rest.count > report.maximumAnswerSize {
      throw report.failure(AnswerTooLarge(limit: report.maximumAnswerSize))
    }
  }
}
