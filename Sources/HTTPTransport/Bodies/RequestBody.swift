/// The body of a request: bytes, a file or a part of it, chunks made while sending, or several of those in a row.
///
/// It is read only while it is sent, and at most some hundred kilobytes of it are in memory at a time.
public struct RequestBody: Sendable {
  package indirect enum Storage: Sendable {
    case bytes([UInt8])
    case file(path: String, range: Range<Int64>?)
    case segments([RequestBody])
    case stream(BodyStream)
  }

  package let storage: Storage
  /// The content type, such as `image/png`, for operations whose document leaves it open (`image/*`).
  ///
  /// If `nil`, it follows from a file's extension.
  public var contentType: String?

  private init(_ storage: Storage) { self.storage = storage }

  /// The same body with a content type.
  public func typed(_ contentType: String) -> RequestBody {
    var body = self
    body.contentType = contentType
    return body
  }

  /// No body.
  public static let empty = RequestBody(.bytes([]))

  /// A body of bytes in memory.
  public static func bytes(_ bytes: [UInt8]) -> RequestBody { RequestBody(.bytes(bytes)) }

  /// A body of a text's UTF-8.
  public static func text(_ text: String) -> RequestBody { RequestBody(.bytes(Array(text.utf8))) }

  /// A body of any bytes, such as Foundation's `Data`; they are copied.
  public static func data(_ data: some Sequence<UInt8>) -> RequestBody { RequestBody(.bytes(Array(data))) }

  /// A body of a regular file.
  ///
  /// The file is opened when the request is sent and its size is settled then: a file that becomes shorter meanwhile
  /// fails the request, one that grows is sent as long as it was.
  ///
  /// - Parameters:
  ///   - path: Where the file is; links are followed, directories, pipes and devices are refused.
  ///   - range: The bytes to send; all if `nil`.
  /// - Returns: The body; whether the file can be sent is known only when it is opened.
  public static func file(path: String, range: Range<Int64>? = nil) -> RequestBody {
    RequestBody(.file(path: path, range: range))
  }

  /// A body of several bodies in a row.
  public static func segments(_ segments: [RequestBody]) -> RequestBody { RequestBody(.segments(segments)) }

  /// A body of chunks that are made while it is sent, no faster than the connection takes them.
  ///
  /// - Parameters:
  ///   - length: How many bytes the chunks have together; a stream that has more or fewer fails the request. If `nil`,
  ///     the body is sent in HTTP's chunks.
  ///   - isReplayable: Whether `makeChunks` returns the same bytes each time it is called.
  ///   - makeChunks: Returns the chunks from the start; called each time the body is sent.
  /// - Returns: The body.
  public static func stream<Chunks: AsyncSequence & Sendable>(
    length: Int64?, isReplayable: Bool = false, makeChunks: @escaping @Sendable () -> Chunks
  ) -> RequestBody where Chunks.Element == [UInt8] {
    let stream = BodyStream(length: length, isReplayable: isReplayable) {
      var iterator = makeChunks().makeAsyncIterator()
      return { try await iterator.next() }
    }
    return RequestBody(.stream(stream))
  }

  /// How many bytes there are; `nil` if a stream doesn't say.
  ///
  /// Throws ``TransportFailure`` `.bodyFailed` if a file isn't there, isn't a regular file or is too short.
  public var length: Int64? {
    get throws(TransportFailure) { try OpenedBody(self).length }
  }

  /// Whether the body can be sent a second time: every one but a stream that says otherwise.
  public var isReplayable: Bool {
    switch storage {
    case .bytes, .file: return true
    case .stream(let stream): return stream.isReplayable
    case .segments(let segments): return segments.allSatisfy(\.isReplayable)
    }
  }

  /// How many files have to be open while the body is sent.
  package var fileCount: Int {
    switch storage {
    case .bytes, .stream: 0
    case .file: 1
    case .segments(let segments): segments.reduce(0) { $0 + $1.fileCount }
    }
  }

  /// Reads the whole body, for tests and logs; this uses up a stream that can't be replayed.
  ///
  /// - Parameter limit: The largest number of bytes to read.
  /// - Returns: The bytes.
  /// - Throws: ``TransportFailure`` `.bodyFailed` if the body can't be read, `.tooLarge` if it is longer than the limit.
  public func collect(upTo limit: Int) async throws -> [UInt8] {
    let next = try OpenedBody(self).makeChunkReader()
    var all: [UInt8] = []
    while let chunk = try await next() {
      guard chunk.count <= limit - all.count else {
        throw TransportFailure(
          kind: .tooLarge, message: "the request's body is longer than the \(limit) bytes allowed",
          mayHaveBeenProcessed: false)
      }
      all.append(contentsOf: chunk)
    }
    return all
  }
}
