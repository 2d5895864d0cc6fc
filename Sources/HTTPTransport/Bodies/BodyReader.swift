/// Reads a body into a transport's buffers, on the one thread that owns it; never waits for a stream.
package final class BodyReader {
  /// The result of a read.
  package enum Read {
    case bytes(Int)
    /// A stream has nothing yet; `onReady` is called when it has.
    case wait
    case end
    case failed(TransportFailure)
  }

  private let parts: [OpenedBody.Part]
  private let onReady: @Sendable () -> Void
  private var index = 0
  private var offset: Int64 = 0
  private var feed: StreamFeed?

  /// - Parameters:
  ///   - body: The body, which is then read from its start.
  ///   - onReady: Called on any thread, once after each `.wait`.
  package init(_ body: OpenedBody, onReady: @escaping @Sendable () -> Void) {
    parts = body.parts
    self.onReady = onReady
  }

  /// Goes back to the start of the body.
  package func rewind() {
    index = 0
    offset = 0
    feed = nil
  }

  /// Copies the next bytes into a buffer that isn't empty.
  package func read(into buffer: UnsafeMutableRawBufferPointer) -> Read {
    var filled = 0
    while index < parts.count, filled < buffer.count {
      let space = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      switch readPart(into: space) {
      case .bytes(let count): filled += count
      case .end:
        index += 1
        offset = 0
        feed = nil
      case .wait: return filled > 0 ? .bytes(filled) : .wait
      case .failed(let failure): return .failed(failure)
      }
    }
    return filled > 0 ? .bytes(filled) : .end
  }

  private func readPart(into buffer: UnsafeMutableRawBufferPointer) -> Read {
    switch parts[index] {
    case .bytes(let bytes):
      let start = Int(offset)
      let count = Swift.min(buffer.count, bytes.count - start)
      guard count > 0 else { return .end }
      bytes.withUnsafeBytes { source in
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[start..<(start + count)]))
      }
      offset += Int64(count)
      return .bytes(count)
    case .file(let file, let range):
      let start = range.lowerBound + offset
      let wanted = Int(Swift.min(Int64(buffer.count), range.upperBound - start))
      guard wanted > 0 else { return .end }
      do throws(TransportFailure) {
        let count = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]), at: start)
        guard count > 0 else { return .failed(.bodyFailed("a file became shorter while it was sent")) }
        offset += Int64(count)
        return .bytes(count)
      } catch {
        return .failed(error)
      }
    case .stream(let stream):
      let feed = self.feed ?? StreamFeed(stream, onReady: onReady)
      self.feed = feed
      switch feed.take(into: buffer) {
      case .bytes(let count): return .bytes(count)
      case .wait: return .wait
      case .end: return .end
      case .failed(let failure): return .failed(failure)
      }
    }
  }
}
