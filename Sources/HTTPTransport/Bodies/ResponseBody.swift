/// The body of a response: chunks as they arrive, with back-pressure, to be iterated once.
///
/// Iterating throws ``TransportFailure`` when the transfer fails. When the last copy of the body and its iterators are
/// gone before the end, the transfer is aborted.
public struct ResponseBody: AsyncSequence, Sendable {
  /// A piece of the body; never empty, of no particular size.
  public typealias Element = [UInt8]

  private enum Storage: Sendable {
    case bytes([UInt8])
    case source(any ResponseSource)
    case sequence(@Sendable () -> ChunkReader)
  }

  private var storage: Storage

  /// The length in bytes, if the response says so and the body isn't decoded on arrival.
  public let expectedLength: Int64?

  /// A body of bytes in memory.
  public static func bytes(_ bytes: [UInt8]) -> ResponseBody {
    ResponseBody(storage: .bytes(bytes), expectedLength: Int64(bytes.count))
  }

  /// Creates a body of the chunks of a sequence, which decides itself whether it can be read twice.
  public init<Chunks: AsyncSequence & Sendable>(_ chunks: Chunks, expectedLength: Int64? = nil)
  where Chunks.Element == [UInt8] {
    self.init(
      storage: .sequence {
        var iterator = chunks.makeAsyncIterator()
        return { try await iterator.next() }
      }, expectedLength: expectedLength)
  }

  package init(source: any ResponseSource, expectedLength: Int64?) {
    self.init(storage: .source(source), expectedLength: expectedLength)
  }

  private init(storage: Storage, expectedLength: Int64?) {
    self.storage = storage
    self.expectedLength = expectedLength
  }

  /// Whether a transfer waits for the reader of this body.
  package var isHeldUp: Bool {
    guard case .source(let source) = storage else { return false }
    return source.isHeldUp
  }

  /// Reads everything that is left.
  ///
  /// - Parameter limit: The largest number of bytes to read; a longer body throws `.tooLarge`.
  /// - Returns: The bytes.
  /// - Throws: ``TransportFailure``, or what the sequence behind the body throws.
  public func collect(upTo limit: Int) async throws -> [UInt8] {
    var all: [UInt8] = []
    try await collect(upTo: limit, into: &all)
    return all
  }

  /// Reads everything that is left; what arrived before a failure is kept, unless it is too much.
  package func collect(upTo limit: Int, into all: inout [UInt8]) async throws {
    if let expectedLength, expectedLength > Int64(limit) { throw TransportFailure.tooLarge(limit) }
    var iterator = makeAsyncIterator()
    while let chunk = try await iterator.next() {
      guard chunk.count <= limit - all.count else {
        all = []
        throw TransportFailure.tooLarge(limit)
      }
      if all.isEmpty {
        all = chunk
        // Room for the rest at once, but not for any length that a service may claim.
        if let expectedLength, expectedLength > Int64(chunk.count) {
          all.reserveCapacity(Int(Swift.min(expectedLength, 16 << 20)))
        }
      } else {
        all.append(contentsOf: chunk)
      }
    }
  }

  /// The same body, once some of it has arrived; nil if it ends without content.
  package func awaitingContent() async throws -> ResponseBody? {
    switch storage {
    case .bytes(let bytes): return bytes.isEmpty ? nil : self
    case .source(let source):
      guard let first = try await source.nextChunk() else { return nil }
      return ResponseBody(source: BegunSource(first: first, source), expectedLength: expectedLength)
    case .sequence(let makeReader):
      let reader = makeReader()
      var first: [UInt8]?
      repeat { first = try await reader() } while first?.isEmpty == true
      guard let first else { return nil }
      let begun = BegunReader(first: first, reader)
      return ResponseBody(storage: .sequence { { try await begun.next() } }, expectedLength: expectedLength)
    }
  }

  /// Passes everything that is left to a sink, on the thread where it arrives if the body is a transfer's.
  ///
  /// - Returns: Whether the sink took it all.
  /// - Throws: ``TransportFailure``, or what the sequence behind the body throws.
  package func drain(into sink: @escaping BodySink) async throws -> Bool {
    if case .source(let source) = storage { return try await source.drain(into: sink) }
    for try await chunk in self {
      guard chunk.withUnsafeBytes(sink) else { return false }
    }
    return true
  }

  /// Starts reading, or continues where another iterator of a transfer's body stopped.
  public func makeAsyncIterator() -> AsyncIterator {
    switch storage {
    case .bytes(let bytes): AsyncIterator(state: .bytes(bytes))
    case .source(let source): AsyncIterator(state: .source(source))
    case .sequence(let makeReader): AsyncIterator(state: .reader(makeReader()))
    }
  }

  /// Reads the chunks of a body in their order.
  public struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate enum State {
      case bytes([UInt8])
      case source(any ResponseSource)
      case reader(ChunkReader)
    }

    fileprivate var state: State

    /// The next chunk, `nil` at the end; throws ``TransportFailure`` when the transfer fails or the task is cancelled.
    public mutating func next() async throws -> [UInt8]? {
      switch state {
      case .bytes(let bytes):
        state = .bytes([])
        return bytes.isEmpty ? nil : bytes
      case .source(let source):
        return try await source.nextChunk()
      case .reader(let reader):
        while let chunk = try await reader() {
          if !chunk.isEmpty { return chunk }
        }
        return nil
      }
    }
  }
}

/// Returns one chunk after the other, `nil` at the end.
package typealias ChunkReader = () async throws -> [UInt8]?

/// Takes bytes, which are valid only during the call; returns whether it wants more.
///
/// Other transfers wait as long as it does.
package typealias BodySink = @Sendable (UnsafeRawBufferPointer) -> Bool

/// Where the chunks of a transfer's response come from; its `deinit` ends the transfer.
package protocol ResponseSource: Sendable {
  func nextChunk() async throws(TransportFailure) -> [UInt8]?
  /// Passes everything that is left to a sink; returns whether it took it all.
  func drain(into sink: @escaping BodySink) async throws(TransportFailure) -> Bool
  /// Whether the transfer waits for its reader.
  var isHeldUp: Bool { get }
}
