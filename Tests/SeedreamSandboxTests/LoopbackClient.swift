import Dispatch

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A small HTTP client that returns every byte, and shares no code with what is tested.
struct LoopbackClient: Sendable {
  struct Response: Sendable {
    var status: Int
    var fields: [(name: String, value: String)]
    var body: [UInt8]
    /// Whether the body came to the end that its framing announces.
    var isComplete: Bool

    func field(_ name: String) -> String? {
      fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    var text: String { String(decoding: body, as: UTF8.self) }
  }

  enum Failure: Error, Hashable {
    case cannotConnect
    case reset
    case noResponse
    case notHTTP
  }

  var port: UInt16

  /// Sends a request on a connection of its own and reads the response.
  func send(
    _ method: String, _ target: String, _ fields: [(String, String)] = [], body: [UInt8] = []
  ) async throws -> Response {
    var head = "\(method) \(target) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
    for (name, value) in fields { head += "\(name): \(value)\r\n" }
    if !body.isEmpty || method == "POST" { head += "Content-Length: \(body.count)\r\n" }
    let received = try await exchange(Array((head + "\r\n").utf8) + body)
    return try Self.parse(received, isHead: method == "HEAD")
  }

  /// Sends bytes and returns everything until the server ends the connection.
  func exchange(_ bytes: [UInt8]) async throws -> [UInt8] {
    let connection = try Connection(port: port)
    defer { connection.close() }
    try await connection.send(bytes)
    return try await connection.readToEnd()
  }

  static func parse(_ bytes: [UInt8], isHead: Bool = false) throws -> Response {
    guard !bytes.isEmpty else { throw Failure.noResponse }
    var end = 0
    while end + 3 < bytes.count, bytes[end..<(end + 4)] != [13, 10, 13, 10] { end += 1 }
    guard end + 3 < bytes.count else { throw Failure.notHTTP }
    let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
    let words = lines[0].split(separator: " ")
    guard words.count >= 2, words[0] == "HTTP/1.1", let status = Int(words[1]) else { throw Failure.notHTTP }
    let rest = Array(bytes[(end + 4)...])
    if status == 100 || status == 103 { return try parse(rest, isHead: isHead) }
    var fields: [(name: String, value: String)] = []
    for line in lines.dropFirst() {
      let halves = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2 else { throw Failure.notHTTP }
      fields.append((String(halves[0]), String(halves[1].drop { $0 == " " })))
    }
    var response = Response(status: status, fields: fields, body: rest, isComplete: true)
    if isHead || status == 204 || status == 304 {
      response.isComplete = rest.isEmpty
    } else if response.field("Transfer-Encoding")?.lowercased() == "chunked" {
      (response.body, response.isComplete) = dechunk(rest)
    } else if let length = response.field("Content-Length").flatMap({ Int($0) }) {
      response.isComplete = rest.count == length
    }
    return response
  }

  private static func dechunk(_ bytes: [UInt8]) -> ([UInt8], Bool) {
    var body: [UInt8] = []
    var position = 0
    while let lineEnd = bytes[position...].firstIndex(of: 13) {
      let size = Int(String(decoding: bytes[position..<lineEnd], as: UTF8.self), radix: 16) ?? -1
      if size == 0 { return (body, true) }
      let start = lineEnd + 2
      guard size > 0, start + size + 2 <= bytes.count else { break }
      body.append(contentsOf: bytes[start..<(start + size)])
      position = start + size + 2
    }
    return (body, false)
  }
}

/// A connection that waits on a thread of its own: a blocked thread of Swift's pool could be the one that the server
/// needs for its response.
final class Connection: Sendable {
  private let descriptor: Int32
  private let queue = DispatchQueue(label: "Connection")

  init(port: UInt16) throws {
    #if canImport(Glibc)
      let kind = Int32(SOCK_STREAM.rawValue)
    #else
      let kind = SOCK_STREAM
    #endif
    descriptor = socket(AF_INET, kind, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else {
      close()
      throw LoopbackClient.Failure.cannotConnect
    }
  }

  func send(_ bytes: [UInt8]) async throws {
    await wait { self.sendNow(bytes) }
  }

  /// The next bytes; empty at the end.
  func read() async throws -> [UInt8] {
    let (count, bytes) = await wait { self.readNow() }
    if count < 0 { throw LoopbackClient.Failure.reset }
    return bytes
  }

  private func wait<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: body()) }
    }
  }

  private func sendNow(_ bytes: [UInt8]) {
    #if canImport(Darwin)
      let flags: Int32 = 0
    #else
      let flags = Int32(MSG_NOSIGNAL)
    #endif
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { systemSend(descriptor, $0, from: sent, flags) }
      // A server that responds early may close before it has read everything: the response can still be read.
      if count < 0 { return }
      sent += count
    }
  }

  private func readNow() -> (Int, [UInt8]) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    return (count, Array(buffer[..<max(0, count)]))
  }

  func readToEnd() async throws -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let more = try await read()
      if more.isEmpty { return bytes }
      bytes.append(contentsOf: more)
    }
  }

  func close() {
    systemClose(descriptor)
  }
}

private func systemSend(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, from start: Int, _ flags: Int32) -> Int {
  guard let base = bytes.baseAddress else { return 0 }
  return send(descriptor, base + start, bytes.count - start, flags)
}

private func systemClose(_ descriptor: Int32) {
  close(descriptor)
}
