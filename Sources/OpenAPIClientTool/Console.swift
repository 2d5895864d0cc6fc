#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard output and standard error, without buffers.
enum Console {
  /// Ends the process where it can't be written, but for a reader that has gone.
  static func print(_ text: String) {
    if FileSystem.writeAll(Array((text + "\n").utf8), to: 1) || errno == EPIPE { return }
    report("openapi-client: The output can't be written: \(String(cString: strerror(errno))).")
    exit(ExitStatus.inputOutput.rawValue)
  }

  static func report(_ text: String) { write(text + "\n", to: 2) }

  private static func write(_ text: String, to descriptor: Int32) {
    _ = FileSystem.writeAll(Array(text.utf8), to: descriptor)
  }
}
