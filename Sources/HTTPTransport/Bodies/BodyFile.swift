#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// An open regular file, of the size it had when it was opened.
package final class BodyFile: Sendable {
  private let descriptor: Int32
  package let size: Int64

  package init(path: String) throws(TransportFailure) {
    guard !path.utf8.contains(0) else { throw .bodyFailed("a file's path can't hold a zero byte") }
    // Without O_NONBLOCK, opening a pipe would wait for its writer.
    let descriptor = PathBytes.withBytes(path) { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else {
      let code = errno
      throw .bodyFailed("can't open the file \(path): \(BodyFile.text(of: code))")
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let code = errno
      _ = close(descriptor)
      throw .bodyFailed("can't examine the file \(path): \(BodyFile.text(of: code))")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      _ = close(descriptor)
      throw .bodyFailed("\(path) isn't a regular file; only those can be sent")
    }
    self.descriptor = descriptor
    size = Int64(status.st_size)
  }

  deinit { _ = close(descriptor) }

  /// Reads up to the buffer's size; 0 only at the file's end.
  package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(TransportFailure) -> Int {
    while true {
      let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
      if count >= 0 { return count }
      let code = errno
      if code != EINTR { throw .bodyFailed("can't read a file of the body: \(BodyFile.text(of: code))") }
    }
  }

  private static func text(of code: Int32) -> String {
    switch code {
    case ENOENT: "there is no such file"
    case EACCES, EPERM: "permission denied"
    case ENOTDIR: "a part of the path isn't a directory"
    case EMFILE, ENFILE: "too many open files"
    case EIO: "the device reports an error"
    default: "system error \(code)"
    }
  }
}
