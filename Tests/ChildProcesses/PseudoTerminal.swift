import Foundation
import LoopbackHTTP

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A terminal that a test plays: what programs write to it is kept, and what it writes is as if it were typed.
package final class PseudoTerminal: Sendable {
  /// The file that programs open.
  package let path: String
  private let descriptor: Int32
  private let received = Watched<[UInt8]>([])

  /// Opens a terminal.
  ///
  /// - Parameters:
  ///   - columns: its width in characters.
  ///   - rows: its height in characters.
  ///   - respond: called with all that was written so far, after each piece; what it gives is typed.
  /// - Throws: `ChildProcess.Problem` if the system has none left.
  package init(
    columns: Int = 100, rows: Int = 40, respond: @escaping @Sendable (_ received: [UInt8]) -> [UInt8] = { _ in [] }
  ) throws {
    guard let (descriptor, path) = Self.open() else { throw ChildProcess.Problem(description: "There is no terminal.") }
    (self.descriptor, self.path) = (descriptor, path)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
    let received = received
    // Held open, for without a program at the other end reading fails.
    let other = openFile(path)
    Thread.detachNewThread {
      var buffer = [UInt8](repeating: 0, count: 1 << 14)
      while true {
        let count = buffer.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { break }
        let all = received.withLock { bytes in
          bytes += buffer[..<count]
          return bytes
        }
        let typed = respond(all)
        _ = typed.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      }
      close(other)
      close(descriptor)
    }
  }

  /// The descriptor of a new one, and the file that programs open.
  private static func open() -> (Int32, String)? {
    #if os(Linux)
      // glibc declares posix_openpt and ptsname only for programs that ask for them, as Swift doesn't.
      let descriptor = openFile("/dev/ptmx")
      var (number, isLocked) = (Int32(0), Int32(0))
      let (unlocking, numbering) = (UInt(0x4004_5431), UInt(0x8004_5430))
      guard descriptor >= 0, ioctl(descriptor, unlocking, &isLocked) == 0, ioctl(descriptor, numbering, &number) == 0
      else { return nil }
      return (descriptor, "/dev/pts/\(number)")
    #else
      let descriptor = posix_openpt(O_RDWR | O_NOCTTY)
      guard descriptor >= 0, grantpt(descriptor) == 0, unlockpt(descriptor) == 0, let name = ptsname(descriptor) else {
        return nil
      }
      return (descriptor, String(cString: name))
    #endif
  }

  /// Whether what is typed is shown.
  package var echoes: Bool {
    var attributes = termios()
    return tcgetattr(descriptor, &attributes) == 0 && attributes.c_lflag & tcflag_t(ECHO) != 0
  }

  /// All that was written to it so far, with the line ends of terminals.
  package var bytes: [UInt8] { received.current }

  /// All that was written to it so far, as text.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Suspends until what was written is as it should be.
  package func wait(until condition: @escaping @Sendable (String) -> Bool) async throws {
    try await received.wait { condition(String(decoding: $0, as: UTF8.self)) }
  }
}

private func openFile(_ path: String) -> Int32 { open(path, O_RDWR | O_NOCTTY | O_CLOEXEC) }

private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, bytes, count)
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
