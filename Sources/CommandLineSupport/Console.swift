#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard output and standard error, without buffers.
package enum Console {
  /// Writes to standard output, and ends the process if that fails for another reason than that the reader is gone.
  package static func output(_ bytes: [UInt8], program: String, failure: ExitStatus) {
    let problem = write(bytes, to: 1)
    guard problem != 0, problem != EPIPE else { return }
    let reason = String(cString: strerror(problem))
    _ = write(Array("\(program): The output can't be written: \(reason).\n".utf8), to: 2)
    exit(failure.rawValue)
  }

  /// Writes all bytes to a file descriptor.
  ///
  /// - Returns: the system's error number, 0 for success.
  @discardableResult
  package static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&wanted, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }

  /// Opens standard input, output and error on `/dev/null` where the parent process closed them.
  ///
  /// Otherwise the next file to be opened would get one of their numbers, and what is meant for them.
  package static func openClosed() {
    for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) < 0 { _ = open("/dev/null", O_RDWR) }
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
