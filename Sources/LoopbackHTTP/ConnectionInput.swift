import HTTPTransport

private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")

/// Reads a connection's bytes; what was read beyond a line or a head is kept for the next call.
///
/// For one task at a time: the lock protects the buffer, but two tasks would each get some of the bytes.
final class ConnectionInput: Sendable {
  private struct Buffer: Sendable {
    var bytes: [UInt8] = []
    var start = 0
  }

  static let chunkSize = 1 << 18
  private let socket: Socket
  private let buffer = Locked(Buffer())

  init(socket: Socket) {
    self.socket = socket
  }

  /// Up to `limit` bytes, at least one; empty at the end of the stream.
  ///
  /// Suspends until there are any.
  func take(upTo limit: Int, deadline: ContinuousClock.Instant? = nil) async throws -> [UInt8] {
    let kept = buffer.withLock { buffer -> [UInt8] in
      let available = buffer.bytes.count - buffer.start
      guard available > 0 else { return [] }
      let count = min(available, limit)
      let part = Array(buffer.bytes[buffer.start..<(buffer.start + count)])
      buffer.start += count
      if buffer.start == buffer.bytes.count { buffer = Buffer() }
      return part
    }
    if !kept.isEmpty || limit == 0 { return kept }
    return try await socket.receive(limit: min(limit, Self.chunkSize), deadline: deadline)
  }

  /// A line without its end; nil at the end of the stream before any byte.
  func line(limit: Int) async throws -> [UInt8]? {
    try await take(limit: limit) { bytes, _, scanned in
      bytes[scanned...].firstIndex(of: lineFeed)
    }
  }

  /// The lines of a head without the empty line at its end; nil at the end of the stream before any byte.
  func head(limit: Int) async throws -> [UInt8]? {
    while true {
      let bytes = try await take(limit: limit) { bytes, start, scanned in
        bytes.indices[scanned...].first { index in
          guard bytes[index] == lineFeed else { return false }
          let end = bytes[start..<index].last == carriageReturn ? index - 1 : index
          return end == start || bytes[end - 1] == lineFeed
        }
      }
      // Empty lines before a request are to be skipped (RFC 9112, section 2.2).
      guard let bytes, bytes.isEmpty else { return bytes }
    }
  }

  /// The bytes before a line feed, without a carriage return at their end; nil at the end of the stream before any byte.
  ///
  /// `find` returns the offset of the line feed, at or after `scanned`, or nil if more must be read.
  private func take(
    limit: Int, until find: @Sendable (_ bytes: [UInt8], _ start: Int, _ scanned: Int) -> Int?
  ) async throws -> [UInt8]? {
    var scanned = 0
    while true {
      let from = scanned
      let (part, kept) = buffer.withLock { buffer -> ([UInt8]?, Int) in
        guard let end = find(buffer.bytes, buffer.start, buffer.start + from) else {
          return (nil, buffer.bytes.count - buffer.start)
        }
        var part = Array(buffer.bytes[buffer.start..<end])
        if part.last == carriageReturn { part.removeLast() }
        buffer.start = end + 1
        if buffer.start == buffer.bytes.count { buffer = Buffer() }
        return (part, 0)
      }
      if let part { return part }
      guard kept < limit else { throw LoopbackError.malformedRequest("a line or head is longer than \(limit) bytes") }
      scanned = kept
      let more = try await socket.receive(limit: 1 << 16)
      if more.isEmpty {
        if kept == 0 { return nil }
        throw LoopbackError.truncatedBody
      }
      buffer.withLock { buffer in
        if buffer.start > 0 {
          buffer.bytes.removeFirst(buffer.start)
          buffer.start = 0
        }
        buffer.bytes.append(contentsOf: more)
      }
    }
  }
}
