#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard output and standard error, without buffers.
enum Console {
  static func print(_ text: String) { write(text + "\n", to: 1) }

  static func report(_ text: String) { write(text + "\n", to: 2) }

  private static func write(_ text: String, to descriptor: Int32) {
    _ = FileSystem.writeAll(Array(text.utf8), to: descriptor)
  }
}
