import LoopbackHTTP

/// Sends a response, with the faults of its delivery.
struct ResponseDelivery: Sendable {
  let pause: @Sendable (_ milliseconds: Int) async throws -> Void

  /// The status that will be sent; nil if the faults suppress it.
  static func status(of response: SandboxResponse, _ faults: [SandboxFault]) -> Int? {
    let silent: Set<SandboxFault.Kind> = [.noResponse, .dropBeforeResponse, .resetBeforeResponse]
    return faults.contains { silent.contains($0.kind) } ? nil : response.status
  }

  func send(_ response: SandboxResponse, _ faults: [SandboxFault], to exchange: Exchange) async throws {
    if let slow = faults.first(of: .slow) { try await pause(slow.value) }
    if faults.contains(.noResponse) {
      try await exchange.waitForClose()
      exchange.close()
    } else if faults.contains(.dropBeforeResponse) {
      exchange.close()
    } else if faults.contains(.resetBeforeResponse) {
      exchange.reset()
    } else if faults.contains(.dropAfterHead) {
      try await exchange.startResponse(response.status, response.fields, length: max(1, response.body.count))
      exchange.close()
    } else if faults.contains(.dropInBody) || faults.contains(.truncated) {
      try await exchange.startResponse(response.status, response.fields, length: max(1, response.body.count))
      try await exchange.write(Array(response.body[..<(response.body.count / 2)]))
      exchange.close()
    } else if let drip = faults.first(of: .drip) {
      try await exchange.startResponse(response.status, response.fields, length: response.body.count)
      for piece in Self.pieces(response.body, of: max(1, (response.body.count + 19) / 20)) {
        try await pause(drip.value)
        try await exchange.write(piece)
      }
      try await exchange.finish()
    } else if faults.contains(.noLength) {
      try await exchange.respondChunked(response.status, response.fields, Self.pieces(response.body, of: 1 << 16))
    } else {
      try await exchange.respond(response.status, response.fields, response.body)
    }
  }

  private static func pieces(_ bytes: [UInt8], of size: Int) -> [[UInt8]] {
    stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) }
  }
}
