import HTTPTransport
import OpenAPISyntax

/// Reads one request's body in its framing and no further.
final class RequestBodyReader: Sendable {
  enum Framing: Hashable, Sendable {
    case length(left: Int)
    case chunked(left: Int)
    case ended
  }

  private struct State: Sendable {
    var framing: Framing
    var mustSendContinue: Bool
  }

  let declaredLength: Int?
  private let input: ConnectionInput
  private let socket: Socket
  private let state: Locked<State>

  /// Determines the framing (RFC 9112, section 6); refuses what two servers could read differently.
  init(request: ServerRequest, input: ConnectionInput, socket: Socket) throws {
    self.input = input
    self.socket = socket
    let codings = request.values("Transfer-Encoding")
    let lengths = request.values("Content-Length")
    var framing = Framing.ended
    var declared: Int? = nil
    if !codings.isEmpty {
      guard lengths.isEmpty else {
        throw LoopbackError.malformedRequest("it has both Transfer-Encoding and Content-Length")
      }
      guard codings.count == 1, codings[0].lowercased() == "chunked" else {
        throw LoopbackError.malformedRequest("its transfer coding is not chunked")
      }
      framing = .chunked(left: 0)
    } else if let first = lengths.first {
      guard lengths.allSatisfy({ $0 == first }), !first.isEmpty, first.utf8.allSatisfy(\.isDigit),
        let length = Int(first)
      else { throw LoopbackError.malformedRequest("its Content-Length is not one number") }
      declared = length
      if length > 0 { framing = .length(left: length) }
    }
    declaredLength = declared
    let expects = request.minorVersion > 0 && request.field("Expect", contains: "100-continue")
    state = Locked(State(framing: framing, mustSendContinue: expects && framing != .ended))
  }

  var isEnded: Bool { state.withLock { $0.framing == .ended } }

  /// Whether the client still waits for `100 Continue`, so that its body may never come.
  var isClientWaiting: Bool { state.withLock { $0.mustSendContinue } }

  /// The next bytes of the body, nil at its end.
  func next(deadline: ContinuousClock.Instant? = nil) async throws -> [UInt8]? {
    let (framing, mustSendContinue) = state.withLock { state in
      defer { state.mustSendContinue = false }
      return (state.framing, state.mustSendContinue)
    }
    if mustSendContinue { try await socket.send(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)) }
    switch framing {
    case .ended: return nil
    case .length(let left):
      let bytes = try await take(left, deadline)
      set(left == bytes.count ? .ended : .length(left: left - bytes.count))
      return bytes
    case .chunked(var left):
      if left == 0 {
        left = try await chunkSize()
        if left == 0 {
          try await skipTrailers()
          set(.ended)
          return nil
        }
      }
      let bytes = try await take(left, deadline)
      left -= bytes.count
      if left == 0 {
        guard try await input.line(limit: 2)?.isEmpty == true else {
          throw LoopbackError.malformedRequest("a chunk is longer than its size says")
        }
      }
      set(.chunked(left: left))
      return bytes
    }
  }

  private func set(_ framing: Framing) {
    state.withLock { $0.framing = framing }
  }

  private func take(_ left: Int, _ deadline: ContinuousClock.Instant?) async throws -> [UInt8] {
    let bytes = try await input.take(upTo: left, deadline: deadline)
    guard !bytes.isEmpty else { throw LoopbackError.truncatedBody }
    return bytes
  }

  private func chunkSize() async throws -> Int {
    guard let line = try await input.line(limit: 4096) else { throw LoopbackError.truncatedBody }
    var size = 0
    var digits = 0
    for byte in line {
      // What follows are extensions.
      if byte == UInt8(ascii: ";") || byte == UInt8(ascii: " ") { break }
      guard let digit = byte.hexDigitValue, digits < 15 else {
        throw LoopbackError.malformedRequest("a chunk size is not a hexadecimal number")
      }
      size = size << 4 | Int(digit)
      digits += 1
    }
    guard digits > 0 else { throw LoopbackError.malformedRequest("a chunk size is missing") }
    return size
  }

  private func skipTrailers() async throws {
    var lines = 0
    while let line = try await input.line(limit: 1 << 14) {
      if line.isEmpty { return }
      lines += 1
      guard lines < 100 else { throw LoopbackError.malformedRequest("it has too many trailer fields") }
    }
    throw LoopbackError.truncatedBody
  }
}
