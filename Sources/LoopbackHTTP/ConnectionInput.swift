import HTTPTransport

/// The bytes of a connection on their way in: what was read too far is kept for the next reader.
///
/// One reader at a time; the lock makes two at once harmless, not sensible.
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

  /// Up to `limit` bytes; suspends until there is at least one.
  ///
  /// Empty: the end of the stream.
  func take(upTo limit: Int, deadline: ContinuousClock.Instant? = nil) async throws -> [UInt8] {
    let kept = buffer.withLock { buffer -> [UInt8] in
      let available = buffer.bytes.count - buffer.start
      guard available > 0 else { return [] }
      let count = min(available, limit)
      let part =
        count == buffer.bytes.count ? buffer.bytes : Array(buffer.bytes[buffer.start..<(buffer.start + count)])
      buffer.start += count
      if buffer.start == buffer.bytes.count { buffer = Buffer() }
      return part
    }
    if !kept.isEmpty || limit == 0 { return kept }
    return try await socket.receive(limit: min(limit, Self.chunkSize), deadline: deadline)
  }

  /// A line without its end; nil at the end of the stream before any byte.
  func line(limit: Int) async throws -> [UInt8]? {
    let bytes = try await take(limit: limit) { bytes, start, scanned in
      var index = scanned
      while index < bytes.count {
        if bytes[index] == 0x0A { return index + 1 }
        index += 1
      }
      return nil
    }
    guard var bytes else { return nil }
    bytes.removeLast()
    if bytes.last == 0x0D { bytes.removeLast() }
    return bytes
  }

  /// The lines of a head with the empty line at its end taken off; nil at the end of the stream before any byte.
  func head(limit: Int) async throws -> [UInt8]? {
    while true {
      let bytes = try await take(limit: limit) { bytes, start, scanned in
        var index = scanned
        while index < bytes.count {
          if bytes[index] == 0x0A {
            if index == start { return index + 1 }
            if bytes[index - 1] == 0x0A { return index + 1 }
            if bytes[index - 1] == 0x0D, index - 1 == start || bytes[index - 2] == 0x0A { return index + 1 }
          }
          index += 1
        }
        return nil
      }
      guard var bytes else { return nil }
      bytes.removeLast()
      if bytes.last == 0x0D { bytes.removeLast() }
      // Empty lines before a request are to be skipped (RFC 9112, 2.2).
      if !bytes.isEmpty { return bytes }
    }
  }

  /// Takes the bytes up to the end that `find` tells, reading on until it does.
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
        let part = Array(buffer.bytes[buffer.start..<end])
        buffer.start = end
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
