import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Writes bytes to an open file.
package enum DescriptorWriter {
  /// Writes all bytes, and waits if the descriptor can't take them at once.
  package static func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { (buffer: UnsafeRawBufferPointer) -> Int in
        systemWrite(descriptor, buffer.baseAddress, buffer.count)
      }
      if count < 0 {
        let error = SystemError.last
        if error.code == EINTR { continue }
        if error.code == EAGAIN {
          var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          _ = poll(&wanted, 1, -1)
          continue
        }
        throw error
      }
      rest = rest.dropFirst(count)
    }
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

/// Reads bytes of an open file.
enum DescriptorReader {
  /// Bytes at an offset, fewer only at the file's end.
  static func read(_ count: Int, at offset: Int64, from descriptor: Int32) throws(SystemError) -> [UInt8] {
    var failure: SystemError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
      used = 0
      while used < count {
        let space = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[used...]))
        let read = pread(descriptor, space.baseAddress, space.count, off_t(offset) + off_t(used))
        if read > 0 {
          used += read
        } else if read == 0 {
          return
        } else if SystemError.last.code != EINTR {
          failure = SystemError.last
          return
        }
      }
    }
    if let failure { throw failure }
    return bytes
  }
}
