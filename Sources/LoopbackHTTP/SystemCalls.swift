#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The result of a call that doesn't block.
enum SystemResult: Sendable {
  /// How many bytes, or which descriptor.
  case count(Int)
  case wouldBlock
  case failed(Int32)
}

/// System calls on sockets, the same on every platform.
enum SystemCall {
  #if canImport(Glibc)
    private static let streamSocket = Int32(SOCK_STREAM.rawValue)
  #else
    private static let streamSocket = SOCK_STREAM
  #endif

  #if canImport(Darwin)
    private static let sendFlags: Int32 = 0
  #else
    private static let sendFlags = Int32(MSG_NOSIGNAL)
  #endif

  static let readable = Int16(POLLIN)
  static let writable = Int16(POLLOUT)

  /// A listening socket on 127.0.0.1 and the port that it got.
  static func listen(port: UInt16) throws -> (descriptor: Int32, port: UInt16) {
    let (descriptor, bound) = try bindPort(port, reusesAddress: true)
    guard systemListen(descriptor, 1024) == 0 else {
      let text = errorText(errno)
      closeDescriptor(descriptor)
      throw LoopbackError.cannotListen(port: port, text)
    }
    return (descriptor, bound)
  }

  /// A socket on 127.0.0.1 and the port that it got; `reusesAddress` allows a port whose last connections have just ended.
  static func bindPort(_ port: UInt16, reusesAddress: Bool) throws -> (descriptor: Int32, port: UInt16) {
    let descriptor = socket(AF_INET, streamSocket, 0)
    guard descriptor >= 0 else { throw LoopbackError.cannotListen(port: port, errorText(errno)) }
    prepare(descriptor)
    if reusesAddress { setOption(descriptor, SOL_SOCKET, SO_REUSEADDR, 1) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
      }
    }
    guard isBound else {
      let text = errorText(errno)
      closeDescriptor(descriptor)
      throw LoopbackError.cannotListen(port: port, text)
    }
    return (descriptor, UInt16(bigEndian: address.sin_port))
  }

  /// The next connection, ready for use.
  static func accept(_ listener: Int32) -> SystemResult {
    while true {
      let descriptor = systemAccept(listener)
      if descriptor >= 0 {
        prepare(descriptor)
        setOption(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        return .count(Int(descriptor))
      }
      switch errno {
      case EINTR, ECONNABORTED: continue
      case EAGAIN, EWOULDBLOCK: return .wouldBlock
      default: return .failed(errno)
      }
    }
  }

  /// Up to `limit` bytes that have arrived; a count of 0 is the end of the stream.
  static func receive(_ descriptor: Int32, limit: Int) -> (SystemResult, [UInt8]) {
    var result = SystemResult.wouldBlock
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      while true {
        let received = recv(descriptor, buffer.baseAddress, limit, 0)
        if received >= 0 {
          count = received
          result = .count(received)
          return
        }
        if errno == EINTR { continue }
        result = errno == EAGAIN || errno == EWOULDBLOCK ? .wouldBlock : .failed(errno)
        return
      }
    }
    return (result, bytes)
  }

  /// Whether the peer has ended the stream, without reading from it; false if there are bytes, nil if there are none yet.
  static func peekEnd(_ descriptor: Int32) -> Bool? {
    var byte: UInt8 = 0
    let received = recv(descriptor, &byte, 1, Int32(MSG_PEEK))
    if received > 0 { return false }
    if received == 0 { return true }
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? nil : true
  }

  static func send(_ descriptor: Int32, _ bytes: [UInt8], from offset: Int) -> SystemResult {
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress, offset < buffer.count else { return .count(0) }
      while true {
        let sent = systemSend(descriptor, base + offset, buffer.count - offset, sendFlags)
        if sent >= 0 { return .count(sent) }
        if errno == EINTR { continue }
        return errno == EAGAIN || errno == EWOULDBLOCK ? .wouldBlock : .failed(errno)
      }
    }
  }

  static func endWriting(_ descriptor: Int32) {
    _ = shutdown(descriptor, Int32(SHUT_WR))
  }

  /// Makes closing the socket reset the connection instead of ending it in order.
  static func resetOnClose(_ descriptor: Int32) {
    var option = linger()
    option.l_onoff = 1
    option.l_linger = 0
    _ = setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
  }

  static func setBufferSize(_ descriptor: Int32, receive: Int32?, send: Int32?) {
    if let receive { setOption(descriptor, SOL_SOCKET, SO_RCVBUF, receive) }
    if let send { setOption(descriptor, SOL_SOCKET, SO_SNDBUF, send) }
  }

  static func closeDescriptor(_ descriptor: Int32) {
    _ = systemClose(descriptor)
  }

  /// A pipe whose ends don't block: its read end and its write end.
  static func makePipe() -> (Int32, Int32)? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends {
      _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL, 0) | O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    return (ends[0], ends[1])
  }

  static func writeByte(_ descriptor: Int32) {
    var byte: UInt8 = 1
    _ = write(descriptor, &byte, 1)
  }

  static func drain(_ descriptor: Int32) {
    var bytes = [UInt8](repeating: 0, count: 256)
    while read(descriptor, &bytes, 256) > 0 {}
  }

  static func wait(_ entries: inout [pollfd], milliseconds: Int32) {
    if poll(&entries, nfds_t(entries.count), milliseconds) < 0 {
      for index in entries.indices { entries[index].revents = 0 }
    }
  }

  private static func prepare(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL, 0) | O_NONBLOCK)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    #if canImport(Darwin)
      setOption(descriptor, SOL_SOCKET, SO_NOSIGPIPE, 1)
    #endif
  }

  private static func setOption(_ descriptor: Int32, _ level: Int32, _ name: Int32, _ value: Int32) {
    var value = value
    _ = setsockopt(descriptor, level, name, &value, socklen_t(MemoryLayout<Int32>.size))
  }

  static func errorText(_ code: Int32) -> String {
    guard let text = strerror(code) else { return "error \(code)" }
    return String(cString: text)
  }
}

// Global functions, because the methods above have the same names as the system's.
private func systemListen(_ descriptor: Int32, _ backlog: Int32) -> Int32 { listen(descriptor, backlog) }
private func systemAccept(_ listener: Int32) -> Int32 { accept(listener, nil, nil) }
private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
private func systemSend(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int, _ flags: Int32) -> Int {
  send(descriptor, bytes, count, flags)
}
