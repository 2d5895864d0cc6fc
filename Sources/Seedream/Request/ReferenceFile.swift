import Foundation
import HTTPTransport

/// The file of a reference picture, open for reading as long as this object exists.
final class ReferenceFile: Sendable {
  private let path: String
  private let descriptor: Int32
  /// Its size when it was opened.
  let byteCount: Int64

  /// Opens the file.
  ///
  /// - Throws: `SeedreamError` of kind `unusableReference`, which says what is wrong with the path.
  init(path: String) throws(SeedreamError) {
    self.path = path
    let descriptor = PathBytes.withBytes(path) { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else {
      let error = SystemError.last
      let what =
        switch error.code {
        case ENOENT, ENOTDIR: "There is no file '\(path)'. Check the path."
        case EACCES, EPERM: "'\(path)' can't be read. Check its permissions."
        default: "'\(path)' can't be read: \(error.text)."
        }
      throw SeedreamError(.unusableReference, what)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
      close(descriptor)
      throw SeedreamError(.unusableReference, "'\(path)' is a folder. Name a picture in it.")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw SeedreamError(.unusableReference, "'\(path)' is not a regular file. Save the picture to a file first.")
    }
    self.descriptor = descriptor
    byteCount = Int64(status.st_size)
  }

  deinit { close(descriptor) }

  /// Bytes at an offset, fewer only at the file's end.
  ///
  /// - Throws: `SeedreamError` of kind `unusableReference`.
  func read(_ count: Int, at offset: Int64) throws(SeedreamError) -> [UInt8] {
    do throws(SystemError) {
      return try DescriptorReader.read(count, at: offset, from: descriptor)
    } catch {
      throw SeedreamError(.unusableReference, "'\(path)' can't be read: \(error.text).")
    }
  }
}
