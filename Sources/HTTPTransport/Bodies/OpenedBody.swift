/// A request's body with its files open and its length known.
package struct OpenedBody: Sendable {
  package enum Part: Sendable {
    case bytes([UInt8])
    case file(BodyFile, range: Range<Int64>)
    case stream(BodyStream)
  }

  package private(set) var parts: [Part] = []
  /// The bytes of all parts; `nil` if a stream doesn't say.
  package private(set) var length: Int64? = 0
  package let isReplayable: Bool

  package init(_ body: RequestBody) throws(TransportFailure) {
    isReplayable = body.isReplayable
    try append(body)
  }

  private mutating func append(_ body: RequestBody) throws(TransportFailure) {
    switch body.storage {
    case .bytes(let bytes):
      if !bytes.isEmpty { try append(.bytes(bytes), length: Int64(bytes.count)) }
    case .file(let path, let range):
      let file = try BodyFile(path: path)
      let range = range ?? 0..<file.size
      guard range.lowerBound >= 0, range.upperBound <= file.size else {
        throw .bodyFailed(
          "the file \(path) has \(file.size) bytes, not the \(range.lowerBound)..<\(range.upperBound) to send")
      }
      if !range.isEmpty { try append(.file(file, range: range), length: range.upperBound - range.lowerBound) }
    case .stream(let stream):
      if let length = stream.length, length < 0 { throw .bodyFailed("a stream can't have \(length) bytes") }
      try append(.stream(stream), length: stream.length)
    case .segments(let segments):
      for segment in segments { try append(segment) }
    }
  }

  private mutating func append(_ part: Part, length added: Int64?) throws(TransportFailure) {
    parts.append(part)
    guard let sum = length, let added else { return length = nil }
    let (total, isTooLong) = sum.addingReportingOverflow(added)
    guard !isTooLong else { throw .bodyFailed("the body has more bytes than can be counted") }
    length = total
  }

  /// The whole body, if it is in memory, not empty and not larger than a limit.
  package func bytes(upTo limit: Int) -> [UInt8]? {
    guard let length, length > 0, length <= Int64(limit) else { return nil }
    var all: [UInt8] = []
    for part in parts {
      guard case .bytes(let bytes) = part else { return nil }
      if all.isEmpty { all = bytes } else { all += bytes }
    }
    return all
  }

  /// Starts reading all parts in their order, as chunks.
  package func makeChunkReader() -> ChunkReader {
    let parts = self.parts
    var index = 0
    var offset: Int64 = 0
    var stream: ChunkReader?
    return {
      while index < parts.count {
        switch parts[index] {
        case .bytes(let bytes):
          index += 1
          return bytes
        case .file(let file, let range):
          let start = range.lowerBound + offset
          let wanted = Int(Swift.min(range.upperBound - start, 256 << 10))
          if wanted > 0 {
            let chunk = try file.chunk(of: wanted, at: start)
            offset += Int64(chunk.count)
            return chunk
          }
          index += 1
          offset = 0
        case .stream(let part):
          let next = stream ?? part.makeCheckedReader()
          stream = next
          if let chunk = try await next() { return chunk }
          stream = nil
          index += 1
        }
      }
      return nil
    }
  }
}

extension BodyFile {
  /// Reads a piece of the file that must be there.
  fileprivate func chunk(of count: Int, at offset: Int64) throws(TransportFailure) -> [UInt8] {
    var outcome: Result<Int, TransportFailure> = .success(0)
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
      do throws(TransportFailure) {
        used = try read(into: UnsafeMutableRawBufferPointer(buffer), at: offset)
        outcome = .success(used)
      } catch {
        used = 0
        outcome = .failure(error)
      }
    }
    guard try outcome.get() > 0 else { throw .bodyFailed("a file became shorter while it was sent") }
    return bytes
  }
}
